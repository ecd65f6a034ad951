/** Whose signatures stand under a checkpoint. */

import { toBase64 } from '../pem';
import type { Checkpoint } from './checkpoint';
import { keyIdOf } from './signed-note';

type Eventually<T> = T | Promise<T>;

/** A key that is known: from the journal, from a file beside it, from a packet. */
export interface KnownKey {
  readonly fingerprint: string;
  /** Of the person, for sentences. */
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
}

export interface CheckpointSigner {
  readonly name: string;
  readonly fingerprint: string;
}

export interface SignatureReport {
  /** Keys whose signature fits, in the order of their lines, each once. */
  readonly signers: readonly CheckpointSigner[];
  /** Signatures that claim a known key and do not fit: the checkpoint is to be refused. */
  readonly wrong: readonly CheckpointSigner[];
  /** Key ids of signatures by keys that are not known, which say nothing. */
  readonly unknown: readonly string[];
}

/** Whether `signature` (base64, DER) over `bytes` is by the certificate's P-256 key. */
export type VerifySignature = (bytes: Uint8Array, signature: string, certificatePem: string) => Eventually<boolean>;

/** Checks each signature of a checkpoint (c2sp.org/signed-note, "Signatures"). */
export async function checkSignatures(
  checkpoint: Checkpoint,
  keys: readonly KnownKey[],
  verify: VerifySignature,
): Promise<SignatureReport> {
  const signers = new Map<string, CheckpointSigner>();
  const wrong = new Map<string, CheckpointSigner>();
  const unknown: string[] = [];
  const text = new TextEncoder().encode(checkpoint.text);
  for (const { name, keyId, signature } of checkpoint.signatures) {
    const claimed = name === checkpoint.origin ? keys.filter((key) => keyIdOf(key.fingerprint) === keyId) : [];
    if (claimed.length === 0) {
      unknown.push(keyId);
    }
    for (const { fingerprint, name: person, certificate } of claimed) {
      const fits = await verify(text, toBase64(signature), certificate);
      (fits ? signers : wrong).set(fingerprint, { name: person, fingerprint });
    }
  }
  return { signers: [...signers.values()], wrong: [...wrong.values()], unknown };
}
