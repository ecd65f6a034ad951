/** Time stamps of a case's checkpoints: the question that is carried out, the answer that is taken in. */
import { FailureError } from '../../../shared/contract/failure';
import { equalBytes } from '../../../shared/packet-format/der';
import { pemBlocks } from '../../../shared/packet-format/pem';
import { type GoodTimestamp, judgeToken } from '../../../shared/packet-format/timestamp/judge-token';
import { formatRequest, readRequest } from '../../../shared/packet-format/timestamp/request';
import { readResponse } from '../../../shared/packet-format/timestamp/response';
import { stampFacts } from '../../../shared/packet-format/timestamp/stamp-facts';
import { readToken } from '../../../shared/packet-format/timestamp/token';
import type { MerkleTree } from '../../../shared/packet-format/tree/merkle-tree';
import { type StampFacts, timestampWords } from '../../../shared/wording/timestamps';
import { recordTimestamp } from '../case/acts';
import { type CheckpointFiles, readCheckpointFiles, writeRequest } from '../custody/checkpoint-folder';
import { sha256Bytes } from '../custody/journal-tree';
import { stampedContent } from '../custody/stamped-content';
import { TIMESTAMP_TOOLS } from '../custody/timestamp-tools';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { currentCheckpoint } from './checkpoints';

const NONCE_BYTES = 8;

export interface WrittenRequest {
  /** Entries that the checkpoint covers. */
  readonly size: number;
  /** TimeStampReq, DER. */
  readonly bytes: Uint8Array;
}

/**
 * The request for a time stamp over the current checkpoint; it is kept beside the checkpoint, so that the answer can be
 * compared. Asked for again, it is the same: one question may go to several authorities.
 *
 * @throws FailureError as `currentCheckpoint`
 */
export async function requestTimestamp(session: CaseSession, signer: Signer | null): Promise<WrittenRequest> {
  const { store } = session;
  const { size } = (await currentCheckpoint(session, signer)).view;
  const imprint = sha256Bytes(stampedContent(store.view.id, await session.tree.current(), size));
  const { requests } = await readCheckpointFiles(store.dir);
  const kept = requests.find((request) => request.size === size);
  const asked = kept === undefined ? undefined : readRequest(kept.bytes);
  if (kept !== undefined && asked !== undefined && equalBytes(asked.imprint, imprint)) {
    return { size, bytes: kept.bytes };
  }
  const bytes = formatRequest({ imprint, nonce: Buffer.from(store.env.randomHex(NONCE_BYTES), 'hex') });
  await store.assertUnchanged();
  await writeRequest(store.dir, size, bytes, store.env);
  return { size, bytes };
}

/** A file that somebody brought, with its name for sentences. */
export interface BroughtFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface RecordedTimestamp {
  readonly entry: number;
  readonly stamp: StampFacts;
}

/**
 * Takes in an authority's answer: checked, kept byte for byte, recorded, and covered by a new checkpoint.
 *
 * @param chain PEM files with the certificates of the authority's issuers, as the examiner knows them
 * @throws FailureError `unreadable-input` or `bad-request` with what is wrong; nothing is recorded then
 */
export async function addTimestamp(
  session: CaseSession,
  signer: Signer,
  answer: BroughtFile,
  chain: readonly BroughtFile[],
): Promise<RecordedTimestamp> {
  const { store, env } = session;
  const token = tokenIn(answer);
  const tree = await session.tree.current();
  const files = await readCheckpointFiles(store.dir);
  const size = stampedSize(store.view.id, tree, files, answer.file, token);
  const request = files.requests.find((one) => one.size === size);
  const nonce = request === undefined ? undefined : readRequest(request.bytes)?.nonce;
  if (request === undefined || nonce === undefined) {
    throw new FailureError('bad-request', timestampWords.noRequest(answer.file, size));
  }
  const certificates = chain.flatMap(certificatesOf);
  const expected = { content: stampedContent(store.view.id, tree, size), nonce, certificates };
  const verdict = await judgeToken(token, expected, TIMESTAMP_TOOLS);
  if (!verdict.ok) {
    throw new FailureError('bad-request', timestampWords.failed(answer.file, verdict.failure, verdict.name));
  }
  const entry = await keep(session, signer, { verdict, size, answer, request: request.bytes, chain });
  return { entry, stamp: await stampFacts(verdict, size, env.now(), TIMESTAMP_TOOLS) };
}

/** The token in a file, readable. */
function tokenIn({ file, bytes }: BroughtFile): Uint8Array {
  const reading = readResponse(bytes);
  if (reading.kind === 'refused') {
    throw new FailureError('bad-request', timestampWords.refused(reading.reason));
  }
  if (reading.kind === 'malformed' || readToken(reading.token) === undefined) {
    throw new FailureError('unreadable-input', timestampWords.failed(file, 'malformed', ''));
  }
  return reading.token;
}

/** Which of the case's checkpoints, as the journal gives them, the token is over. */
function stampedSize(
  caseId: string,
  tree: MerkleTree,
  { checkpoints }: CheckpointFiles,
  file: string,
  token: Uint8Array,
): number {
  const imprint = readToken(token)?.info.imprint ?? new Uint8Array(0);
  const found = checkpoints.find(
    ({ size }) => size > 0 && size <= tree.size && equalBytes(sha256Bytes(stampedContent(caseId, tree, size)), imprint),
  );
  if (found === undefined) {
    throw new FailureError('bad-request', timestampWords.otherCheckpoint(file));
  }
  return found.size;
}

function certificatesOf({ file, bytes }: BroughtFile): readonly Uint8Array[] {
  const blocks = pemBlocks(Buffer.from(bytes).toString('utf8'), 'CERTIFICATE') ?? [];
  if (blocks.length === 0) {
    throw new FailureError('unreadable-input', timestampWords.notCertificates(file));
  }
  return blocks;
}

interface Kept {
  readonly verdict: GoodTimestamp;
  readonly size: number;
  readonly answer: BroughtFile;
  readonly request: Uint8Array;
  readonly chain: readonly BroughtFile[];
}

/** @returns the number of the journal's entry */
async function keep(session: CaseSession, signer: Signer, kept: Kept): Promise<number> {
  const { store } = session;
  const { answer, size, verdict } = kept;
  const hash = Buffer.from(sha256Bytes(answer.bytes)).toString('hex');
  const known = store.view.timestamps?.find(({ response }) => response.sha256 === hash);
  if (known !== undefined) {
    throw new FailureError('bad-request', timestampWords.known(answer.file, known.entry));
  }
  const time = new Date(verdict.time).toISOString();
  const response = await store.vault.put(answer.bytes);
  const request = await store.vault.put(kept.request);
  const pem = Buffer.concat(kept.chain.map(({ bytes }) => bytes));
  const chain = pem.length === 0 ? {} : { chain: await store.vault.put(pem) };
  const line = await recordTimestamp(store, signer, { size, time, response, request, ...chain });
  await session.coverOrNote(signer);
  return line.entry.seq;
}
