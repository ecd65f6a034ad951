import { describe, expect, test } from 'vitest';
import { type Briefing, emptyContent } from '../../../shared/briefing/content';
import { lintBriefing, lintPiece, stopsExport, type WordingHit } from '../../../shared/briefing/lint';
import { sentencesOf } from '../../../shared/briefing/sentences';
import { hitSentence, lintAdvice } from '../../../shared/wording/briefing-lint';
import fc from '../../helpers/properties';
import { BRIEFING } from '../packet/briefing-sample';

const by = { by: 'J. Doe', at: '2026-11-22T09:30:00Z', entry: 1 };
const found = (hits: readonly WordingHit[]) => hits.map(({ rule, text }) => [rule, text]);
const limits = (text: string) => found(lintPiece({ section: 'limitations', field: 'text', text }));
const impact = (text: string) => found(lintPiece({ section: 'impact', field: 'text', text }));
const statement = (text: string) => found(lintPiece({ section: 'assessment', field: 'judgements.0.statement', text }));

describe('likelihood and confidence', () => {
  test('are named where one sentence holds both', () => {
    const sentence = 'It is likely, with high confidence, that one script made them.';
    expect(limits(`The host was recorded. ${sentence} Nothing else.`)).toEqual([['combined', sentence]]);
  });

  test('may stand in two sentences', () => {
    expect(limits('It is very likely that one script made them. Confidence is high, as two hosts agree.')).toEqual([]);
  });

  test.each([
    'We have moderate confidence that it is unlikely to be a test',
    'Almost certainly the same host, high confidence',
    'Confidence is low that this is probable',
  ])('are found together in: %s', (text) => {
    expect(limits(text).map(([rule]) => rule)).toContain('combined');
  });
});

describe('words outside of the scale', () => {
  test.each([
    ['The host possibly relayed for others', 'possibly'],
    ['This might be a test', 'might'],
    ['We believe the list was bought', 'We believe'],
    ['A test cannot be ruled out', 'cannot be ruled out'],
    ['We cannot rule out a test', 'cannot rule out'],
    ['One can\u2019t rule out a test', 'can\u2019t rule out'],
    ['It could have been forwarded', 'could have been'],
    ['It seems possible', 'seems possible'],
  ])('%s', (text, word) => {
    const hits = lintPiece({ section: 'limitations', field: 'text', text }).filter(({ rule }) => rule === 'off-scale');
    if (word === 'seems possible') {
      expect(text.slice(hits[0]?.start, hits[0]?.end)).toBe('It seems possible');
    } else {
      expect(hits.map((hit) => hit.text)).toEqual([word]);
    }
  });

  test.each([
    'Messages of May 2020 were not received.',
    'The evidence does not tell.',
    'The mighty host',
    'It is almost certain that the clock was wrong.',
    'The message says “we might come after you” and “this proves it”.',
  ])('leaves alone: %s', (text) => {
    expect(limits(text)).toEqual([]);
  });

  test.each([
    'This proves it',
    'It is definitely forged',
    'Clearly a script',
    'It is 100 % sure',
    'He was hacked',
    'No doubt',
  ])('certainty: %s', (text) => expect(limits(text).map(([rule]) => rule)).toEqual(['certainty']));

  test('the rarer row of the scale is named where both are used in one report', () => {
    const briefing: Briefing = {
      limitations: { content: { text: 'It is likely. It is very likely. It is improbable.' }, ...by },
    };
    expect(found(lintBriefing(briefing))).toEqual([['two-rows', 'improbable']]);
  });

  test('a judgement chosen from the first row makes the second the one to change, however often it stands', () => {
    const assessment = {
      ...emptyContent('assessment'),
      supported: 'It is probable that it was one host. It is highly probable.',
      judgements: [
        { statement: 'it was one host', likelihood: 'likely', confidence: 'low', because: '', basis: '', change: '' },
      ] as const,
    };
    const briefing: Briefing = {
      assessment: { content: { ...assessment, judgements: [...assessment.judgements] }, ...by },
    };
    expect(found(lintBriefing(briefing))).toEqual([
      ['two-rows', 'probable'],
      ['two-rows', 'highly probable'],
    ]);
  });
});

describe('who a victim is', () => {
  test.each([
    ['Write to jane.roe@county.example for more', 'jane.roe@county.example'],
    ['Ms. Jane Roe called', 'Ms. Jane Roe'],
    ['The voter Jane Roe called', 'voter Jane Roe'],
    ['Call (352) 555-0142 today', '(352) 555-0142'],
    ['Number 078-05-1120', '078-05-1120'],
    ['She lives at 12 Elm Street', '12 Elm Street'],
  ])('%s', (text, passage) => {
    expect(impact(text)).toEqual([['person', passage]]);
  });

  test('is looked for in the impact alone, and there in every field', () => {
    expect(limits('The address info@sender.example is in each header')).toEqual([]);
    const counts = [{ state: 'Florida', county: 'Alachua', people: 1, harm: 'Mr. Roe stayed at home' }];
    const briefing: Briefing = { impact: { content: { text: '', counts, counted: 'by list' }, ...by } };
    const hits = lintBriefing(briefing);
    expect(hits.map(({ field, text }) => [field, text])).toEqual([['counts.0.harm', 'Mr. Roe']]);
    expect(hits.every(stopsExport)).toBe(true);
  });

  test.each([
    'Alachua County, Florida',
    'Voters of Collier and Brevard',
    '1,204 people in 3 counties',
    'Registered voters',
  ])('leaves places and numbers alone: %s', (text) => expect(impact(text)).toEqual([]));
});

describe('attribution', () => {
  test.each([
    ['The messages were sent by Iran.', 'were sent by '],
    ['The group is responsible for the messages.', 'is responsible for'],
    ['The attackers used a script.', 'The attackers'],
  ])('stated as fact: %s', (text, passage) => {
    expect(limits(text)).toEqual([['attribution', passage]]);
  });

  test.each([
    'It is likely that the messages were sent by one group.',
    'The message was made by a script on a server.',
    'Each message claims to be from the group.',
  ])('leaves alone: %s', (text) => {
    expect(limits(text)).toEqual([]);
  });

  test('a judgement\u2019s statement may attribute, and must not bring its own likelihood', () => {
    expect(statement('the messages were sent by the claimed group')).toEqual([]);
    expect(statement('the messages were likely sent by the claimed group')).toEqual([['chosen-twice', 'likely']]);
  });
});

test('a bottom line of more than 150 words is marked from the 151st on', () => {
  const text = Array.from({ length: 152 }, (_, index) => `w${index}`).join(' ');
  expect(found(lintPiece({ section: 'summary', field: 'text', text }))).toEqual([['long-summary', 'w150 w151']]);
  expect(lintPiece({ section: 'summary', field: 'text', text: text.slice(0, -10) })).toEqual([]);
});

test('the sample\u2019s words are clean', () => {
  expect(lintBriefing(BRIEFING)).toEqual([]);
});

test('every rule says what was found and what to write instead, with the place in words', () => {
  const [hit] = lintPiece({ section: 'impact', field: 'counts.0.harm', text: 'Mr. Roe' });
  expect(hit === undefined ? '' : hitSentence(hit)).toBe(
    `Victims and impact, counts 1, harm: \u201cMr. Roe\u201d. ${lintAdvice.person.found}. ${lintAdvice.person.instead}`,
  );
});

const WORDS = [
  'likely',
  'high confidence',
  'possibly',
  'proves',
  '\u201c',
  '\u201d',
  '"',
  '.',
  '\n',
  'was sent by',
  'x@y.example',
  'Mr. Roe',
  'probable',
  '\u{1f600}',
  'a',
  '12 Elm Street',
  '\u202e',
  'almost certainly',
  '?',
  '555-010-0142',
];

test('any text: no exception, spans inside the text, the passage is what stands there', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...WORDS)).map((words) => words.join(' ')),
  );
  const section = fc.constantFrom('summary', 'request', 'impact', 'assessment', 'limitations' as const);
  fc.assert(
    fc.property(section, text, (name, value) => {
      const piece = { section: name, field: 'text', text: value } as const;
      for (const hit of lintPiece(piece)) {
        expect(hit.start).toBeGreaterThanOrEqual(0);
        expect(hit.end).toBeGreaterThan(hit.start);
        expect(hit.end).toBeLessThanOrEqual(value.length);
        expect(value.slice(hit.start, hit.end)).toBe(hit.text);
      }
    }),
  );
});

test('sentences cover every sign that is no blank, in order and without overlap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...WORDS)).map((words) => words.join(' ')),
      (text) => {
        let end = 0;
        let covered = '';
        for (const span of sentencesOf(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, span.start).trim()).toBe('');
          covered += text.slice(span.start, span.end);
          end = span.end;
        }
        expect(text.slice(end).trim()).toBe('');
        expect(covered.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      },
    ),
  );
});
