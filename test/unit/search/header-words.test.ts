import { describe, expect, test } from 'vitest';
import { headerWords, nameToken, valueToken, wordsOf } from '../../../shared/search/header-words';
import { parseQuery } from '../../../shared/search/query';
import fc from '../../helpers/properties';

describe('words of a header for the index', () => {
  test('each word carries the name of its field, each once', () => {
    const fields = [
      { name: 'X-Mailer', text: 'The Bat! the bat' },
      { name: 'Date', text: '' },
    ];

    const tokens = headerWords(fields, 1_000).split(' ');

    const name = nameToken('x-mailer');
    expect(tokens).toEqual([name, valueToken(name, 'the'), valueToken(name, 'bat'), 'date']);
  });

  test('accents and forms of letters make no difference; encoded bytes are left out', () => {
    expect(wordsOf('Café CAFE\u0301 Ｗｉｄｅ')).toEqual(['cafe', 'wide']);
    expect(wordsOf(`b=${'x'.repeat(65)} c=${'y'.repeat(64)}`)).toEqual(['b', 'c', 'y'.repeat(64)]);
  });

  test('a header of any length costs no more than its limit', () => {
    const fields = Array.from({ length: 10_000 }, (_, index) => ({ name: `X-${index}`, text: 'word '.repeat(50) }));

    expect(headerWords(fields, 4_096).length).toBeLessThan(3 * 4_096);
  });

  test('whatever a field says, its tokens hold no sign that could end a token, and a search meets them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 1, maxLength: 20 }), (text, name) => {
        const tokens = headerWords([{ name, text }], 10_000).split(' ');
        for (const token of tokens) {
          expect(token).toMatch(/^[\p{L}\p{N}:-]+$/u);
        }
        for (const word of wordsOf(text)) {
          expect(tokens).toContain(valueToken(nameToken(name), word));
        }
      }),
    );
  });
});

describe('header: in a search', () => {
  const node = (text: string) => {
    const parsed = parseQuery(text);
    return parsed.ok ? parsed.node : parsed.problem.sentence;
  };
  const header = (name: string, words: readonly string[], prefix = false) => ({
    kind: 'header',
    name: nameToken(name),
    words,
    prefix,
  });

  test.each([
    ['header:X-Mailer', header('x-mailer', [])],
    ['header:x-*', header('x-', [], true)],
    ['header:x-mailer=Outlook', header('x-mailer', ['outlook'])],
    ['header:x-mailer=out*', header('x-mailer', ['out'], true)],
    ['header:"x-mailer=the bat"', header('x-mailer', ['the', 'bat'])],
    ['header:x-mailer="the bat"', header('x-mailer', ['the', 'bat'])],
    ['-header:list-id', { kind: 'not', node: header('list-id', []) }],
  ])('%s', (text, expected) => expect(node(text)).toEqual(expected));

  test.each([
    ['header:x-mailer=', 'after "="'],
    ['header:x-mailer=!!', 'after "="'],
    ['header:=x', 'name of a header field'],
    ['header:"x mailer"', 'name of a header field'],
    ['header:x-mailer="the bat', 'not closed'],
  ])('%s is refused', (text, reason) => expect(node(text)).toContain(reason));
});
