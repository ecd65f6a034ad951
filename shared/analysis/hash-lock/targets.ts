import type { Anatomy, EmbeddedTime, Hop, Span } from '../../email/types';
import { isPlausibleTime } from '../times/decoder';
import { boundaryTokens, messageIdToken, type Token } from '../tokens';

/** An id of a message that may be the hash of a time: 32 hexadecimal digits where scripts put them. */
export interface HashTarget {
  /** `message-id` or `mime-boundary`. */
  readonly source: string;
  readonly hash: string;
  /** What stands before the digits, such as `b1_`: it tells which program made it. */
  readonly lead: string;
  /** The digits, where they stand first; other places of the same digits follow. */
  readonly spans: readonly [Span, ...Span[]];
}

/** PHPMailer: the number itself. Some scripts write it in capitals. */
const MESSAGE_ID = /^([0-9a-f]{32}|[0-9A-F]{32})@/;
/** PHPMailer: `b1_`, `b2_`, `b3_`; Zend and Atmail: `=_`; others: the digits, or dashes before them. */
const BOUNDARY = /^(?:b[1-4]=?_|=_|[-=_]{0,12})([0-9a-f]{32}|[0-9A-F]{32})$/;
const MOST_TARGETS = 8;

export function hashTargets(anatomy: Anatomy): readonly HashTarget[] {
  const found = [
    ...messageIdToken(anatomy).flatMap((token) => targetIn(token, MESSAGE_ID, 'message-id')),
    ...boundaryTokens(anatomy.structure).flatMap((token) => targetIn(token, BOUNDARY, 'mime-boundary')),
  ];
  const byHash = new Map<string, HashTarget>();
  for (const target of found) {
    const known = byHash.get(target.hash);
    byHash.set(target.hash, known === undefined ? target : { ...known, spans: [...known.spans, ...target.spans] });
  }
  return [...byHash.values()].slice(0, MOST_TARGETS);
}

function targetIn({ text, span }: Token, pattern: RegExp, source: string): readonly HashTarget[] {
  const hash = text.length > 1000 ? undefined : pattern.exec(text)?.[1];
  if (hash === undefined) {
    return [];
  }
  const start = span.start + text.indexOf(hash);
  const lead = text.slice(0, text.indexOf(hash));
  return [{ source, hash: hash.toLowerCase(), lead, spans: [{ start, end: start + hash.length }] }];
}

/** The seconds around which a script can have made the id: the Date, the first hop, and clocks of the author's side. */
export function searchCentres(
  anatomy: Anatomy,
  route: readonly Hop[],
  times: readonly EmbeddedTime[],
): readonly number[] {
  const first = route.findLast(({ date }) => date?.instantMs !== undefined)?.date?.instantMs;
  const clocks = times
    .filter(({ bound, clock, whose }) => bound === 'equality' && clock === 'utc' && whose !== 'recipient')
    .map(({ timeMs }) => timeMs);
  const instants = [anatomy.date?.instantMs, first, ...clocks].filter(
    (time): time is number => time !== undefined && isPlausibleTime(time),
  );
  const seconds = instants.map((time) => Math.floor(time / 1000));
  // Clocks that lie a few seconds apart have one neighbourhood.
  const apart = seconds.filter((second, index) =>
    seconds.slice(0, index).every((other) => Math.abs(other - second) > 2),
  );
  return apart.slice(0, 4);
}

/** Every second at most `windowSeconds` away from a centre, the nearest first. */
export function secondsAround(centres: readonly number[], windowSeconds: number): readonly number[] {
  const seconds = new Set<number>();
  for (let away = 0; away <= windowSeconds; away += 1) {
    for (const centre of centres) {
      seconds.add(centre - away).add(centre + away);
    }
  }
  return [...seconds].filter((second) => second > 0);
}
