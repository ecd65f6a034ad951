import { DECODER_AGREEMENT, DECODER_SOURCES, type DecoderAgreement } from '../decoder-agreement';

/** How well a decoder agreed with the Date, or with the hop that wrote it, on real mail. */
export interface Agreement {
  readonly n: number;
  readonly within2Minutes: number;
  readonly within10Minutes: number;
  readonly against: 'date' | 'hop';
  readonly corpus: string;
}

const BY_KIND = new Map(DECODER_AGREEMENT.map((row) => [row.kind, bestOf(row)]));

/** Measured on honest mail only: the collection with the most messages that carry such a time. Null where none did. */
export function agreementOf(kind: string): Agreement | null {
  return BY_KIND.get(kind) ?? null;
}

function bestOf({ against, honest }: DecoderAgreement): Agreement | null {
  const counts = honest.split(' ').map((text, index) => {
    const [n = 0, within2Minutes = 0, within10Minutes = 0] = text === '-' ? [] : text.split('/').map(Number);
    return { n, within2Minutes, within10Minutes, against, corpus: DECODER_SOURCES[index] ?? '' };
  });
  const best = counts.reduce((most, each) => (each.n > most.n ? each : most));
  return best.n === 0 ? null : best;
}
