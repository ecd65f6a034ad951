import { DECODER_AGREEMENT, DECODER_SOURCES } from '../decoder-agreement';

/** How well a decoder agreed with the Date, or with the hop that wrote it, on real mail. */
export interface Agreement {
  readonly n: number;
  readonly within2Minutes: number;
  readonly within10Minutes: number;
  readonly against: 'date' | 'hop';
  readonly corpus: string;
}

const BY_KIND = new Map(DECODER_AGREEMENT.map((row) => [row.kind, row]));

/** Measured on honest mail only: the collection with the most messages that carry such a time. Null where none did. */
export function agreementOf(kind: string): Agreement | null {
  const row = BY_KIND.get(kind);
  const counts = row?.honest.map((count, index) => ({ ...count, corpus: DECODER_SOURCES[index] ?? '' })) ?? [];
  const best = counts.reduce<(typeof counts)[number] | undefined>(
    (most, each) => (each.n > (most?.n ?? 0) ? each : most),
    undefined,
  );
  return row === undefined || best === undefined
    ? null
    : {
        n: best.n,
        within2Minutes: best.within2,
        within10Minutes: best.within10,
        against: row.against,
        corpus: best.corpus,
      };
}
