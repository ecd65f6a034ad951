/** Checks one entry's proof with nothing but the entry's line and certificates. */
import type { Check } from '../../../shared/contract/outcomes';
import { checkSignatures } from '../../../shared/packet-format/tree/check-signatures';
import { parseProof, provesLeaf } from '../../../shared/packet-format/tree/tlog-proof';
import { wholeLines } from '../../../shared/packet-format/verify-journal';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { keyOf } from '../identity/known-key';
import { verifyLineSignature } from '../identity/verify-line-signature';
import { sha256Bytes } from './journal-tree';

export interface ProofInput {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ProofReport {
  readonly ok: boolean;
  /** Number of the entry that the proof is of; null when it cannot be read. */
  readonly entry: number | null;
  readonly checks: readonly Check[];
}

/**
 * @param journal one line, or a whole journal: then the line at the proof's place is looked at
 * @param certificates PEM; of a key that may have signed. A signature by a key that is not among them says nothing
 */
export async function checkProof(
  proof: ProofInput,
  journal: ProofInput,
  certificates: readonly ProofInput[],
): Promise<ProofReport> {
  const reading = parseProof(proof.bytes);
  if (!reading.ok) {
    const detail = checkpointWords.malformed(proof.file, reading.problem);
    return { ok: false, entry: null, checks: [{ name: 'Proof', ok: false, detail }] };
  }
  const { index, checkpoint } = reading.value;
  const line = lineAt(journal.bytes, index);
  const fits = line !== undefined && provesLeaf(sha256Bytes, reading.value, line);
  const keys = certificates.flatMap(({ bytes }) => keyOf(Buffer.from(bytes).toString('utf8')));
  const { signers, wrong } = await checkSignatures(checkpoint, keys, verifyLineSignature);
  const isSigned = signers.length > 0 && wrong.length === 0;
  const checks = [
    {
      name: 'Entry',
      ok: fits,
      detail: fits ? checkpointWords.proofFits(index, checkpoint.size) : checkpointWords.proofWrong(index),
    },
    {
      name: 'Signature',
      ok: isSigned,
      detail: isSigned ? checkpointWords.proofSigners(signers) : checkpointWords.proofUnsigned,
    },
  ];
  return { ok: fits && isSigned, entry: index, checks };
}

function lineAt(bytes: Uint8Array, index: number): Uint8Array | undefined {
  const lines = Array.from(wholeLines(bytes), ({ start, end }) => bytes.subarray(start, end));
  return lines.length > 1 ? lines[index] : (lines[0] ?? bytes);
}
