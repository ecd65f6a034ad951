import type { AnalysedMessage } from './analysed-message';

/** Results of one batch: words of bodies and headers lie one after the other in one array, which costs one copy to hand over. */
export interface PackedBatch {
  readonly rows: readonly AnalysedMessage[];
  /** Length of each row's body and header in `texts`, one after the other. */
  readonly lengths: readonly number[];
  readonly texts: Uint8Array;
}

const NONE = new Uint8Array();

export function packBodies(rows: readonly AnalysedMessage[]): PackedBatch {
  const parts = rows.flatMap(({ search }) => [search.body, search.header]);
  const lengths = parts.map(({ length }) => length);
  const texts = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    texts.set(part, at);
    at += part.length;
  }
  return { rows: rows.map((row) => ({ ...row, search: { ...row.search, body: NONE, header: NONE } })), lengths, texts };
}

export function unpackBodies({ rows, lengths, texts }: PackedBatch): readonly AnalysedMessage[] {
  let at = 0;
  const next = (index: number): Uint8Array => {
    const part = texts.subarray(at, at + (lengths[index] ?? 0));
    at += part.length;
    return part;
  };
  return rows.map((row, index) => {
    const [body, header] = [next(2 * index), next(2 * index + 1)];
    return { ...row, search: { ...row.search, body, header } };
  });
}
