import { describe, expect, test } from 'vitest';
import {
  type Known,
  senderQuestion,
  suggestionsFor,
  withSuggestion,
} from '../../../../renderer/src/views/workbench/search/suggest';
import { QUERY_FIELDS } from '../../../../shared/search/query-fields';
import { searchFields } from '../../../../shared/wording/window/search';
import fc from '../../../helpers/properties';

const known: Known = {
  rules: [
    { rule: 'received.time-order', title: 'Times run backwards', severity: 'high', messages: 12 },
    { rule: 'times.date-late', title: 'The Date is late', severity: 'low', messages: 3 },
  ],
  evidence: Array.from({ length: 30 }, (_, index) => evidence(index + 1)),
  tags: [{ tag: 'to call', messages: 2, key: 1 }],
};

function evidence(n: number): Known['evidence'][number] {
  return {
    number: `E-${String(n).padStart(3, '0')}`,
    name: `mail ${n}`,
    format: 'eml',
    bytes: 0,
    sha256: '',
    messages: n,
    setAside: [],
    receivedAt: '',
    receivedFrom: '',
    source: '',
    note: '',
  };
}

const labels = (text: string, caret = text.length) =>
  suggestionsFor(text, caret, known, undefined).items.map(({ label }) => label);
/** What stands in the field after the first suggestion was taken. */
const taken = (text: string, caret = text.length) => {
  const suggestions = suggestionsFor(text, caret, known, undefined);
  const [first] = suggestions.items;
  return first === undefined ? undefined : withSuggestion(text, suggestions, first);
};

describe('suggestions while a search is typed', () => {
  test('names of fields, then values of the case', () => {
    expect(labels('su')).toEqual(['subject:']);
    expect(labels('rule:')).toEqual(['received.time-order', 'times.date-late']);
    expect(labels('rule:backw')).toEqual(['received.time-order']);
    expect(labels('tag:CALL')).toEqual(['to call']);
    expect(labels('severity:h')).toEqual(['high']);
    expect(labels('is:')).toEqual(['exhibit', 'undated']);
    expect(labels('invoice')).toEqual([]);
    expect(labels('"sub')).toEqual([]);
  });

  test('of many values the first ones, and how many more there are', () => {
    const { items, more } = suggestionsFor('evidence:', 9, known, undefined);

    expect([items.length, more]).toEqual([12, 18]);
    expect(labels('evidence:mail 3'.replace(' ', '\u00a0'))).toEqual([]);
    expect(labels('evidence:E-030')).toEqual([]);
  });

  test('what is taken stands in the place of its word, with the caret behind it', () => {
    expect(taken('a -su b', 5)).toEqual({ text: 'a -subject: b', caret: 11 });
    expect(taken('rule:rec')).toEqual({ text: 'rule:received.time-order ', caret: 25 });
    expect(taken('x tag:to y', 8)).toEqual({ text: 'x tag:"to call" y', caret: 16 });
  });

  test('senders are asked for by what was typed, and shown where they fit', () => {
    expect(senderQuestion('from:ann', 8)).toEqual({ start: 'ann' });
    expect(senderQuestion('from:', 5)).toBeUndefined();
    expect(senderQuestion('to:ann', 6)).toBeUndefined();
    const answer = { start: 'an', senders: [{ name: 'ann@example.com', messages: 3 }] };
    expect(suggestionsFor('from:ann', 8, known, answer).items[0]).toMatchObject({
      word: 'from:ann@example.com',
      hint: 'sender of 3',
    });
    expect(suggestionsFor('from:bob', 8, known, answer).items).toEqual([]);
  });

  test('every field that is suggested is one of the language', () => {
    for (const name of Object.keys(searchFields)) {
      expect(QUERY_FIELDS.has(name)).toBe(true);
    }
  });

  test('any text at any caret gives suggestions within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, at) => {
        const caret = Math.min(at, text.length);
        const suggestions = suggestionsFor(text, caret, known, undefined);
        expect(suggestions.start).toBeLessThanOrEqual(suggestions.end);
        expect(suggestions.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
