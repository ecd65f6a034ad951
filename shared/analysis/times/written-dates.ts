import type { Anatomy, Hop, WrittenDate } from '../../email/types';
import type { DecodedTime } from './decoder';

/** The dates that anybody can read: the author's Date and each hop's. */
export function writtenTimes(anatomy: Anatomy, route: readonly Hop[]): readonly DecodedTime[] {
  return [
    ...writtenTime(anatomy.date, 'date', 'date'),
    ...route.flatMap((hop) => writtenTime(hop.date, 'received', 'received')),
  ];
}

function writtenTime(date: WrittenDate | undefined, source: string, kind: string): readonly DecodedTime[] {
  return date?.instantMs === undefined
    ? []
    : [
        {
          source,
          kind,
          span: date.span,
          timeMs: date.instantMs,
          precisionSeconds: 1,
          clock: 'utc',
          bound: 'equality',
          needsSupport: false,
        },
      ];
}
