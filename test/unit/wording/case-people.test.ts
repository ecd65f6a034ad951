import { expect, test } from 'vitest';
import { PROPOSABLE } from '../../../shared/packet-format/case-rules';
import { aboutWords, peopleLines } from '../../../shared/wording/case-people';
import fc from '../../helpers/properties';

const key = 'ab'.repeat(32);

test('a proposal is told in words', () => {
  const packet = { act: 'packet.export' as const, about: '{"exhibits":["A","B"],"redacted":true}' };

  expect(aboutWords(packet)).toBe('A packet with redactions, exhibits A, B');
  expect(aboutWords({ act: 'packet.export', about: '{"exhibits":[],"redacted":false}' })).toBe(
    'A packet, exhibits none',
  );
  expect(aboutWords({ act: 'role.assign', about: `{"key":"${key}","role":"reviewer"}` })).toBe(
    'The role reviewer for the key abababababababab…',
  );
  expect(aboutWords({ act: 'policy.set', about: '{"twoPersons":[]}' })).toBe('No second person any more');
});

test('whatever a journal holds there, it is told without a sign that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PROPOSABLE), fc.jsonValue(), (act, value) => {
      expect(aboutWords({ act, about: JSON.stringify(value) })).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});

test('people are listed with roles, and only what is open', () => {
  const proposal = { by: key, act: 'policy.set' as const, about: '{"twoPersons":[]}', decisions: [] };
  const lines = peopleLines({
    people: [{ key, name: 'Ann\u202e', organisation: '', role: 'reviewer' }],
    everybodyIsExaminer: false,
    twoPersons: ['release'],
    proposals: [
      { ...proposal, entry: 4, closedBy: 5 },
      { ...proposal, entry: 6, closedBy: null },
    ],
  });

  expect(lines).toEqual([
    `reviewer   ${key}  Ann<U+202E>`,
    'Keys that are not listed can only read.',
    'Two people have to agree on: packets.',
    'Open proposal, entry 6: No second person any more, not decided.',
  ]);
});
