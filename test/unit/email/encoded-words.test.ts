import { describe, expect, test } from 'vitest';
import { decodeHeaderText } from '../../../shared/email/encoded-words';
import { bytesOf, withIssues } from './make';

const utf8Bytes = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

describe('RFC 2047 section 8', () => {
  test.each([
    ['=?ISO-8859-1?Q?a?=', 'a'],
    ['=?ISO-8859-1?Q?a?= b', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a?=\r\n  =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a_b?=', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    ['=?US-ASCII?Q?Keith_Moore?= <moore@cs.example>', 'Keith Moore <moore@cs.example>'],
    ['=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=', 'Keld Jørn Simonsen'],
    [
      '=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=',
      'If you can read this you understand the example.',
    ],
    ['=?ISO-8859-8?b?7eXs+SDv4SDp7Oj08A==?=', 'םולש ןב ילטפנ'],
  ])('%j', (body, expected) => {
    expect(decodeHeaderText(body)).toBe(expected);
  });
});

describe('encoded words as they are really written', () => {
  test.each([
    ['a character cut over two words', '=?utf-8?B?w7w=?= =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=', 'üü', []],
    ['a language (RFC 2231 section 5)', '=?utf-8*de?Q?=C3=BC?=', 'ü', []],
    ['no blank between words', '=?utf-8?Q?a?==?utf-8?Q?b?=', 'ab', []],
    ['text right after a word', '=?utf-8?Q?a?=b', 'ab', []],
    [
      'a raw question mark inside',
      '=?utf-8?Q?How are you??=',
      'How are you?',
      ['encoded-word.blank', 'encoded-word.question-mark'],
    ],
    ['a blank inside', '=?utf-8?Q?a b?=', 'a b', ['encoded-word.blank']],
    ['an unknown charset', '=?x-nonsense?Q?caf=C3=A9?=', 'café', ['encoded-word.charset-unknown']],
    ['a Japanese charset', '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本', []],
    ['a Russian charset', '=?koi8-r?B?8NLJ18XU?=', 'Привет', []],
    ['a Chinese charset', '=?gb2312?B?xOO6ww==?=', '你好', []],
    ['no end', '=?utf-8?Q?abc', '=?utf-8?Q?abc', ['encoded-word.unclosed']],
    ['a word inside an unclosed one', '=?utf-8?Q?abc =?utf-8?Q?d?=', '=?utf-8?Q?abc d', ['encoded-word.unclosed']],
    ['an unknown encoding', '=?utf-8?X?abc?=', '=?utf-8?X?abc?=', []],
    ['an equals sign that is no escape', '=?utf-8?Q?1=2?=', '1=2', []],
    ['a word that is only an equals sign', '=?utf-8?Q?=?=', '=', []],
    ['raw UTF-8 around and inside', utf8Bytes('ü =?utf-8?Q?ü?='), 'ü ü', ['encoded-word.raw-8bit']],
    ['base64 without padding', '=?utf-8?B?YWI?=', 'ab', []],
    ['an empty word', '=?utf-8?Q??= x', ' x', []],
  ])('%s', (_label, body, expected, expectedCodes) => {
    const read = withIssues((note) => decodeHeaderText(body, 0, note));

    expect(read.value).toBe(expected);
    expect(read.codes).toEqual(expectedCodes);
  });

  test('places an issue at the word, whatever was folded before it', () => {
    const noted: unknown[] = [];
    decodeHeaderText('ab\r\n =?zzz?Q?x?= c', 100, (code, start, end) => noted.push([code, start, end]));

    expect(noted).toEqual([['encoded-word.charset-unknown', 105, 116]]);
  });
});

describe('header injection', () => {
  test.each([
    ['CR LF in quoted-printable', '=?utf-8?Q?a=0D=0ABcc:_x@example.com?=', 'a␍␊Bcc: x@example.com'],
    ['CR LF in base64', '=?utf-8?B?YQ0KQmNjOiB4?=', 'a␍␊Bcc: x'],
    ['NUL', '=?utf-8?Q?admin=00@example.com?=', 'admin␀@example.com'],
    ['a line end in UTF-16', '=?utf-16be?B?AAoADQ==?=', '␊␍'],
    ['an escape sequence for a terminal', '=?utf-8?Q?=1B[31m?=', '␛[31m'],
    ['Unicode line and paragraph separators', '=?utf-8?Q?a=E2=80=A8b=E2=80=A9c=C2=85d?=', 'a␤b␤c␤d'],
    ['a raw bare CR', 'a\rb', 'a␍b'],
  ])('%s stays visible and harmless', (_label, body, expected) => {
    expect(decodeHeaderText(body)).toBe(expected);
  });

  test('no byte sequence can bring a control into decoded text', () => {
    for (let byte = 0; byte < 32; byte += 1) {
      if (byte === 9) continue;
      const word = `=?utf-8?Q?=${byte.toString(16).padStart(2, '0')}?=`;
      expect(decodeHeaderText(word).charCodeAt(0)).toBe(0x2400 + byte);
    }
    expect(bytesOf('\xff')[0]).toBe(255);
  });
});

describe('a character or a state cut over two words', () => {
  test.each([
    ['UTF-8', '=?utf-8?B?w6TD?= =?utf-8?B?pA==?=', 'ää'],
    [
      'ISO-2022-JP, closed and opened again',
      '=?iso-2022-jp?B?GyRCJUYbKEI=?=\r\n =?iso-2022-jp?B?GyRCJTkbKEI=?=',
      'テス',
    ],
    ['ISO-2022-JP, opened once', '=?iso-2022-jp?B?GyRCJUY=?= =?iso-2022-jp?B?JTkbKEI=?=', 'テス'],
  ])('%s', (_label, body, expected) => {
    expect(decodeHeaderText(body)).toBe(expected);
  });
});
