import { describe, expect, test } from 'vitest';
import { findValues } from '../../../shared/redaction/find-values';
import { redactText } from '../../../shared/redaction/redact-text';
import { leaksIn } from '../../helpers/independent-scan';
import fc from '../../helpers/properties';
import { ENCODERS, JANE, needles } from './lab';

const ADDRESS = JANE.addresses[0] ?? '';

describe('an address', () => {
  test.each(Object.entries(ENCODERS))('in %s is replaced by the token, and what stands beside stays', (_, encode) => {
    const { text } = redactText(`before ${encode(ADDRESS)} after`, needles);
    expect(text).toContain('[PERSON-01]');
    expect(text).toMatch(/^before .* after$/s);
    expect(leaksIn(Buffer.from(text), [ADDRESS])).toEqual([]);
  });

  test.each([
    ['the domain as people read it', 'zoe@b\u00fccher.example', '[PERSON-02]'],
    ['the domain as it is sent', 'zoe@xn--bcher-kva.example', '[PERSON-02]'],
    [
      'a way of forwarding',
      'SRS0=ab=cd=county.example=jane.voter@relay.example',
      'SRS0=ab=cd=[PERSON-01]@relay.example',
    ],
    ['words', 'jane.voter at county.example', '[PERSON-01]'],
    ['its first part alone', 'user jane.voter logged in', 'user [PERSON-01] logged in'],
    ['blanks', 'jane.voter @ county.example', '[PERSON-01]'],
  ])('is found as %s', (_, text, redacted) => {
    expect(redactText(text, needles).text).toBe(redacted);
  });

  test.each([
    ['a longer name', 'moreinfo@town.example'],
    ['a longer domain', 'info@town.example-bank.example'],
    ['a common first part alone', 'info, please'],
    ['another domain', 'jane@county.example'],
  ])('is not found in %s', (_, text) => {
    expect(findValues(text, needles)).toEqual([]);
  });
});

describe('names and words', () => {
  test.each([
    ['Jane Q. Voter', '[PERSON-01]'],
    ['JANE VOTER', '[PERSON-01]'],
    ['Voter, Jane', '[PERSON-01]'],
    ['Dear Jane\r\n> Voter,', 'Dear [PERSON-01],'],
    ['jane_voter.pdf', '[PERSON-01].pdf'],
    ['JaneVoter1', 'JaneVoter1'],
    ['Zoe Unal', '[PERSON-02]'],
    ['Zoe\u0308 U\u0308nal', '[PERSON-02]'],
    ['Jane will vote', 'Jane will vote'],
    ['tel. (555) 010-0199', 'tel. ([PERSON-01]'],
    ['15550100199', '[PERSON-01]'],
    ['id 915550100199', 'id 915550100199'],
    ['VR778123', '[PERSON-01]'],
    ['12 Elm\r\n Street', '[PERSON-02]'],
  ])('%j', (text, redacted) => {
    expect(redactText(text, needles).text).toBe(redacted);
  });
});

test('a token is never looked into, and the same text gives the same result', () => {
  const once = redactText(`Jane Voter <${ADDRESS}>`, needles).text;
  expect(once).toBe('[PERSON-01] <[PERSON-01]>');
  expect(redactText(once, needles)).toEqual({ text: once, found: [], edits: [] });
});

test('whatever stands around a value and however it is encoded, nothing of it is left', () => {
  const encoder = fc.constantFrom(...Object.keys(ENCODERS));
  fc.assert(
    fc.property(encoder, fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (name, before, after) => {
      const text = `${before} ${ENCODERS[name]?.(ADDRESS)} ${after}`;
      expect(leaksIn(Buffer.from(redactText(text, needles).text), [ADDRESS])).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('any text: no exception, places in order and inside of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      let done = 0;
      for (const { start, end } of findValues(`${text}${ADDRESS}${text}`, needles)) {
        expect(start).toBeGreaterThanOrEqual(done);
        expect(end).toBeGreaterThan(start);
        done = end;
      }
      expect(done).toBeLessThanOrEqual(text.length * 2 + ADDRESS.length);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['comments never closed', '<!--'.repeat(60_000)],
  ['tags never closed', '<a '.repeat(60_000)],
  ['encoded words never closed', '=?a?b?'.repeat(40_000)],
  ['ampersands', '&#1'.repeat(80_000)],
  ['base64', 'QUFB'.repeat(60_000)],
  ['hex', '61'.repeat(100_000)],
  ['names cut in half', 'jane '.repeat(40_000)],
  ['digits', '5550100'.repeat(30_000)],
])('%s cost time in proportion', (_, text) => {
  expect(findValues(text, needles).length).toBeLessThan(10);
});
