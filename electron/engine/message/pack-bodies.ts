import type { AnalysedMessage } from './analysed-message';

/** Results of one batch: the bodies' words lie one after the other in a single array, which costs one copy to hand over. */
export interface PackedBatch {
  readonly rows: readonly AnalysedMessage[];
  /** Length of each body in `bodies`. */
  readonly lengths: readonly number[];
  readonly bodies: Uint8Array;
}

const NONE = new Uint8Array();

export function packBodies(rows: readonly AnalysedMessage[]): PackedBatch {
  const lengths = rows.map(({ search }) => search.body.length);
  const bodies = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const { search } of rows) {
    bodies.set(search.body, at);
    at += search.body.length;
  }
  return { rows: rows.map((row) => ({ ...row, search: { ...row.search, body: NONE } })), lengths, bodies };
}

export function unpackBodies({ rows, lengths, bodies }: PackedBatch): readonly AnalysedMessage[] {
  let at = 0;
  return rows.map((row, index) => {
    const body = bodies.subarray(at, at + (lengths[index] ?? 0));
    at += body.length;
    return { ...row, search: { ...row.search, body } };
  });
}
