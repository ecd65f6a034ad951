import { describe, expect, test } from 'vitest';
import { csvCell, formatCsv } from '../../../shared/packet-format/csv';
import { safeJson } from '../../../shared/packet-format/safe-json';
import { isUnsafeCharacter, plainLine, visibleRuns } from '../../../shared/text/visible-text';
import fc from '../../helpers/properties';
import { anyText } from './any-text';

const printed = (text: string) =>
  visibleRuns(text)
    .map((run) => (run.escaped ? `[${run.text}]` : run.text))
    .join('');

describe('text from an email', () => {
  test.each([
    ['a bidirectional override', 'exe\u202egnp', 'exe[<U+202E>]gnp'],
    ['an escape sequence', '\u001b[31m', '[<U+001B>][31m'],
    ['NUL', 'a\u0000b', 'a[<U+0000>]b'],
    ['a zero-width joiner', 'pay\u200dpal', 'pay[<U+200D>]pal'],
    ['a no-break space', 'a\u00a0b', 'a[<U+00A0>]b'],
    ['a combining mark', 'e\u0301', 'e[<U+0301>]'],
    ['a lone surrogate', 'a\ud800', 'a[<U+D800>]'],
    ['a tag character', '\u{e0041}', '[<U+E0041>]'],
    ['a Cyrillic letter in a Latin word', 'p\u0430ypal', 'p[<U+0430>]ypal'],
    ['a Cyrillic word', '\u041f\u0440\u0438\u0432\u0435\u0442', '\u041f\u0440\u0438\u0432\u0435\u0442'],
    ['Hebrew letters', '\u05d0', '[<U+05D0>]'],
    ['plain text', 'Zo\u00eb \u2013 100 %', 'Zo\u00eb \u2013 100 %'],
  ])('with %s shows it', (_, text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('in one line holds nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect([...plainLine(text)].some(isUnsafeCharacter)).toBe(false);
      }),
    );
  });

  test('in JSON reads back as the same value and is safe to print', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const json = safeJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect([...json].some(isUnsafeCharacter)).toBe(false);
      }),
    );
  });
});

describe('a CSV cell', () => {
  test.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1+1', `"<U+0009>=1+1"`],
    ['  =1+1', `"'  =1+1"`],
    ['\uff1d1+1', `"'\uff1d1+1"`],
    ['say "x", y', `"say ""x"", y"`],
    ['a\r\nb', `"a<U+000D><U+000A>b"`],
    ['plain', `"plain"`],
  ])('%j becomes %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test('never breaks its record', () => {
    fc.assert(
      fc.property(fc.array(anyText(), { minLength: 1 }), (cells) => {
        expect(formatCsv(['h'], [cells]).split('\r\n')).toHaveLength(3);
      }),
    );
  });
});
