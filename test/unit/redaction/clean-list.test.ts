import { describe, expect, test } from 'vitest';
import { cleanList } from '../../../shared/redaction/clean-list';
import { NOBODY, personNumber, type RedactionList, tokenOf } from '../../../shared/redaction/person';

const person = (values: object) => ({ number: 0, name: '', addresses: [], words: [], reason: '', ...values });

function listOf(wanted: Parameters<typeof cleanList>[0], before: RedactionList = NOBODY): RedactionList {
  const cleaned = cleanList(wanted, before);
  if (!cleaned.ok) {
    throw new Error(cleaned.problem);
  }
  return cleaned.list;
}

describe('numbers', () => {
  const two = listOf([person({ name: 'Jane Voter' }), person({ addresses: ['BEN@example.com'] })]);

  test('are given in order, and a token is made of each', () => {
    expect(two.persons.map(tokenOf)).toEqual(['[PERSON-01]', '[PERSON-02]']);
    expect(two.persons[1]?.addresses).toEqual(['ben@example.com']);
  });

  test('stay with a person whoever else comes or goes, and are never given again', () => {
    const [, ben] = two.persons;
    const one = listOf(ben === undefined ? [] : [ben], two);
    expect(one.persons.map(tokenOf)).toEqual(['[PERSON-02]']);
    const more = listOf([person({ name: 'Zoë Ünal' }), ...one.persons], one);
    expect(more.persons.map(tokenOf)).toEqual(['[PERSON-03]', '[PERSON-02]']);
    expect(listOf([person({ name: 'Ann Other' })], listOf([], more)).persons.map(tokenOf)).toEqual(['[PERSON-04]']);
  });

  test('cannot be made up', () => {
    expect(listOf([person({ number: 9, name: 'Jane Voter' })]).persons.map(tokenOf)).toEqual(['[PERSON-01]']);
  });

  test.each([
    ['PERSON-01', 1],
    ['[PERSON-12]', 12],
    ['7', 7],
    ['person-3', 3],
    ['0', undefined],
    ['Jane', undefined],
  ])('%s is read', (text, number) => {
    expect(personNumber(text)).toBe(number);
  });
});

test.each([
  ['nothing known of a person', [person({ reason: 'voter' })]],
  ['no address', [person({ addresses: ['jane'] })]],
  ['an address without a domain', [person({ addresses: ['jane@example'] })]],
  ['a word of two letters', [person({ words: ['ab'] })]],
  ['a word of signs', [person({ words: ['--- ...'] })]],
  ['an address with two persons', [person({ addresses: ['a@example.com'] }), person({ addresses: ['A@example.com'] })]],
  ['a value longer than any', [person({ name: 'x'.repeat(255) })]],
  ['more than fifty values', [person({ words: Array.from({ length: 51 }, (_, at) => `word ${at}`) })]],
  ['more than five hundred persons', Array.from({ length: 501 }, (_, at) => person({ name: `Person ${at}` }))],
])('%s is refused in words', (_, wanted) => {
  const cleaned = cleanList(wanted, NOBODY);
  expect(cleaned.ok ? '' : cleaned.problem).toMatch(/\.$/);
});
