/** The index of hints against the plain way: the same needles in the same order, whatever the text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needlesStandingIn } from '../../../shared/redaction/needle-index';
import { needles } from './lab';

const plainly = (text: string) => needles.filter(({ hints }) => hints.every((hint) => text.includes(hint)));

const parts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...needles.flatMap(({ hints }) => hints)),
  fc.constantFrom(...needles.flatMap(({ hints }) => hints.map((hint) => hint.slice(0, -1)))),
);

test('finds those needles all of whose hints stand in a text', () => {
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(needlesStandingIn(text, needles)).toEqual(plainly(text));
    }),
  );
  expect(plainly('jane.voter@county.example').length).toBeGreaterThan(2);
});
