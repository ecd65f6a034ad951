/**
 * Proofs that can be checked without a network (c2sp.org/tlog-proof@v1): one entry's inclusion and the checkpoint that
 * it leads to, in one text. With the entry's line and the signer's certificate nothing else is needed.
 */
import { decodeUtf8 } from '../../text/utf8';
import { toBase64 } from '../pem';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint';
import { HASH_LENGTH, type HashBytes, leafHash } from './merkle-hash';
import type { Reading } from './signed-note';
import { fromBase64 } from './strict-base64';
import { verifyInclusion } from './verify-proofs';

export interface TlogProof {
  readonly index: number;
  /** From the leaf's sibling upwards. */
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const EXTRA = /^extra (\S+)$/;
const INDEX = /^index (0|[1-9]\d{0,15})$/;
/** A path of a tree whose size can be counted has no more. */
const HASHES_MAX = 64;
const PROOF_MAX = 256 * 1024;

export function formatProof({ index, hashes, checkpoint }: TlogProof): string {
  const path = hashes.map((hash) => `${toBase64(hash)}\n`).join('');
  return `${FIRST_LINE}\nindex ${index}\n${path}\n${formatCheckpoint(checkpoint)}`;
}

/** Reads a proof's bytes. Never throws. Extra data is accepted and dropped: nobody vouches for it. */
export function parseProof(bytes: Uint8Array): Reading<TlogProof> {
  const text = bytes.length > PROOF_MAX ? undefined : decodeUtf8(bytes);
  const gap = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || gap === -1) {
    return bad('is not a proof: it is too long, not UTF-8, or holds no checkpoint');
  }
  const [first, ...lines] = text.slice(0, gap).split('\n');
  if (first !== FIRST_LINE) {
    return bad(`is not a proof: it does not begin with ${FIRST_LINE}`);
  }
  const extra = EXTRA.exec(lines[0] ?? '')?.[1];
  const [indexLine = '', ...path] = extra !== undefined && fromBase64(extra) !== undefined ? lines.slice(1) : lines;
  const index = Number(INDEX.exec(indexLine)?.[1] ?? Number.NaN);
  const hashes = path.map(fromBase64).filter((hash) => hash?.length === HASH_LENGTH) as Uint8Array[];
  if (!Number.isSafeInteger(index) || hashes.length !== path.length || hashes.length > HASHES_MAX) {
    return bad('is not a proof: its index or one of its hashes has another form');
  }
  const checkpoint = parseCheckpoint(new TextEncoder().encode(text.slice(gap + 2)));
  if (!checkpoint.ok) {
    return bad(`holds a checkpoint that ${checkpoint.problem}`);
  }
  return { ok: true, value: { index, hashes, checkpoint: checkpoint.value } };
}

/** Whether the checkpoint's tree holds `leaf` at the proof's index. The checkpoint's signatures are for `verifyNote`. */
export function provesLeaf(hash: HashBytes, { index, hashes, checkpoint }: TlogProof, leaf: Uint8Array): boolean {
  return verifyInclusion(hash, { index, hash: leafHash(hash, leaf) }, checkpoint, hashes);
}

function bad(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
