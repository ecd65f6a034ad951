import { clockWords as words } from '../../../shared/wording/unknown-clocks';
import { findUnknownClocks, type UnknownClocks } from '../../engine/session/find-unknown-clocks';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const clocks: Verb = {
  usage: 'DIR [--query Q] [--known]',
  options: { query: { type: 'string' }, known: { type: 'boolean' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const found = await withCase(call, dir, 'read', (session) =>
      findUnknownClocks(session, optionText(call, 'query') ?? '', {
        signal: call.signal,
        onProgress: (step) => call.progress.report(step),
      }),
    );
    const isAsked = (clock: UnknownClocks['clocks'][number]): boolean =>
      call.values['known'] === true || 2 * clock.known < clock.messages;
    const told = { ...found, clocks: found.clocks.filter(isAsked) };
    return { json: told, text: asText(told) };
  },
};

function asText({ clocks: found, tried, messages, unread }: UnknownClocks): readonly string[] {
  const left = unread === 0 ? [] : [words.unread(unread)];
  if (found.length === 0) return [words.none(tried, messages), ...left];
  return [
    ...found.flatMap(({ field, encoding, examples, near, expected, probability, known, messages: of }) => [
      words.found(field, encoding),
      words.near(near, of, expected.toPrecision(2), probability.toPrecision(2)),
      ...(known === 0 ? [] : [words.known(known)]),
      ...examples.map(({ ref, time, start, end }) => words.example(ref, time, start, end)),
    ]),
    words.tried(tried, messages),
    ...left,
    words.caveat,
  ];
}
