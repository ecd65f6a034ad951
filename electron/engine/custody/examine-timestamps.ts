/** Checks the time stamps that a journal records against its tree and their stored bytes, each anew. */
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import { pemBlocks } from '../../../shared/packet-format/pem';
import { judgeToken } from '../../../shared/packet-format/timestamp/judge-token';
import { readRequest } from '../../../shared/packet-format/timestamp/request';
import { readResponse } from '../../../shared/packet-format/timestamp/response';
import { stampFacts } from '../../../shared/packet-format/timestamp/stamp-facts';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { type StampFacts, timestampWords } from '../../../shared/wording/timestamps';
import { parseSubject, type SubjectOf } from '../case/subjects';
import type { StoredObjects } from '../vault/stored-objects';
import type { StoredRequest } from './checkpoint-folder';
import { sha256Bytes } from './journal-tree';
import { stampedContent } from './stamped-content';
import { TIMESTAMP_TOOLS } from './timestamp-tools';

export interface StampedCase {
  readonly id: string;
  readonly tree: MerkleTree;
  readonly lines: readonly JournalLine[];
  readonly vault: StoredObjects;
}

export interface TimestampReport {
  /** Those that hold, in the journal's order. */
  readonly stamps: readonly StampFacts[];
  /** In sentences. */
  readonly problems: readonly string[];
}

/** @param now this computer's clock, milliseconds since 1970 */
export async function examineTimestamps(
  stamped: StampedCase,
  requests: readonly StoredRequest[],
  now: number,
): Promise<TimestampReport> {
  const stamps: StampFacts[] = [];
  const problems = requests
    .filter((one) => !isRequestOf(stamped, one))
    .map(({ file }) => timestampWords.strayRequest(file));
  for (const { entry } of stamped.lines) {
    const subject = entry.act === 'custody.timestamp' ? parseSubject(entry.act, entry.subject) : null;
    // A subject without its shape is reported by the check of the records.
    const found = subject === null ? null : await examineOne(stamped, entry.seq, subject, now);
    if (typeof found === 'string') {
      problems.push(found);
    } else if (found !== null) {
      stamps.push(found);
    }
  }
  return { stamps, problems };
}

function isRequestOf({ id, tree }: StampedCase, { size, bytes }: StoredRequest): boolean {
  const imprint = readRequest(bytes)?.imprint;
  const isCovered = size > 0 && size <= tree.size;
  return imprint !== undefined && isCovered && Buffer.from(sha256Bytes(stampedContent(id, tree, size))).equals(imprint);
}

/** The stamp's facts, or a sentence that says what is wrong. */
async function examineOne(
  { id, tree, vault }: StampedCase,
  seq: number,
  { size, time, response, request, chain }: SubjectOf<'custody.timestamp'>,
  now: number,
): Promise<StampFacts | string> {
  if (size > seq || size > tree.size) {
    return timestampWords.entrySize(seq, size);
  }
  const answer = await readOrNull(vault, response.sha256);
  const question = await readOrNull(vault, request.sha256);
  const pem = chain === undefined ? new Uint8Array(0) : await readOrNull(vault, chain.sha256);
  if (answer === null || question === null || pem === null) {
    return timestampWords.entryMissing(seq);
  }
  const reading = readResponse(answer);
  const nonce = readRequest(question)?.nonce;
  if (reading.kind !== 'token' || nonce === undefined) {
    return timestampWords.entryProblem(seq, 'malformed', '');
  }
  const certificates = pemBlocks(Buffer.from(pem).toString('utf8'), 'CERTIFICATE') ?? [];
  const expected = { content: stampedContent(id, tree, size), nonce, certificates };
  const verdict = await judgeToken(reading.token, expected, TIMESTAMP_TOOLS);
  if (!verdict.ok) {
    return timestampWords.entryProblem(seq, verdict.failure, verdict.name);
  }
  const facts = await stampFacts(verdict, size, now, TIMESTAMP_TOOLS);
  return facts.time === time ? facts : timestampWords.entryTime(seq);
}

/** An object that is missing or cannot be read is named by the checks of the stored files too. */
async function readOrNull(vault: StoredObjects, sha256: string): Promise<Uint8Array | null> {
  try {
    return await vault.read(sha256);
  } catch {
    return null;
  }
}
