import type { MimePart, Span } from '../../email/types';
import type { CmsSigner } from './cms';
import type { FactAt } from './fact-at';
import type { PgpSignature } from './pgp-signature';

/** Whether the bytes at hand are those that were signed, by the digest that the signature carries. */
export type SignedContent = 'unchanged' | 'changed' | 'not-determined';

/** A signature over the message or a part of it, by whoever wrote it (not by servers). Spans are bytes of the message. */
export interface MessageSignature {
  readonly form: 'smime' | 'pgp';
  /** The part that holds the signature. */
  readonly part: MimePart;
  readonly span: Span;
  /** Whether it stands over what this message says, and not over a message or a file that was put in. */
  readonly isOwn: boolean;
  readonly signedAt: FactAt<number> | undefined;
  /** Name of the digest, such as `SHA-256`. */
  readonly hash: string;
  readonly content: SignedContent;
  /** What is signed, as it lies in the message; undefined where that cannot be told. */
  readonly covers: Span | undefined;
  /** Whose it says that it is: the name in the certificate, or the number of the key; empty where it tells neither. */
  readonly signer: string;
  /** The addresses that the signer's certificate is for, or that an OpenPGP signature names; in lower case. */
  readonly addresses: readonly string[];
  readonly addressSpan: Span | undefined;
  readonly certificate: CertificateFacts | undefined;
  /** What a check of the signature itself needs: that of its form is there. */
  readonly cms: CmsSigner | undefined;
  readonly pgp: PgpSignature | undefined;
  /** The bytes that may have been signed, the likeliest first; none where that cannot be told. */
  readonly forms: () => Iterable<Uint8Array>;
}

export interface CertificateFacts {
  readonly issuerName: string;
  readonly notBefore: FactAt<number>;
  readonly notAfter: FactAt<number>;
}

/** Packets of keys that came with the message. */
export interface KeyPackets {
  readonly bytes: Uint8Array;
}

/** A public key that came with the message. */
export interface AttachedKey {
  readonly part: MimePart;
  readonly created: FactAt<number>;
}
