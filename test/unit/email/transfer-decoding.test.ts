import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { decodeBase64 } from '../../../shared/email/base64';
import { toByteString } from '../../../shared/email/byte-string';
import { decodeCharset, isKnownCharset } from '../../../shared/email/charset';
import { decodeQuotedPrintable } from '../../../shared/email/quoted-printable';
import { decodeBody, decodeText, unwrapEncodedPart } from '../../../shared/email/transfer-decoding';
import { bytesOf, crlf, treeOf, utf8 } from './make';

const base64 = (text: string): string => toByteString(decodeBase64(bytesOf(text)));
const quotedPrintable = (text: string): string => toByteString(decodeQuotedPrintable(bytesOf(text)));

describe('base64', () => {
  test.each([
    ['', ''],
    ['Zg==', 'f'],
    ['Zm8=', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9vYg==', 'foob'],
    ['Zm9vYmE=', 'fooba'],
    ['Zm9vYmFy', 'foobar'],
    ['Zm9v\r\nYmFy\r\n', 'foobar'],
    ['Zm9v!!Ym#Fy', 'foobar'],
    ['Zm9vYg', 'foob'],
    ['Zg==Zm9v', 'ffoo'],
    ['Z', ''],
    ['====', ''],
    ['-_-_', '\xfb\xff\xbf'],
    ['+/+/', '\xfb\xff\xbf'],
  ])('%j is %j', (encoded, decoded) => {
    expect(base64(encoded)).toBe(decoded);
  });

  test('agrees with the language for every length and every byte', () => {
    for (let length = 0; length < 300; length += 1) {
      const text = Array.from({ length }, (_, index) => String.fromCharCode((index * 7 + length) % 256)).join('');
      expect(base64(btoa(text))).toBe(text);
    }
  });
});

describe('quoted-printable', () => {
  test.each([
    ['a=3Db', 'a=b'],
    ['a=3db', 'a=b'],
    ['soft=\r\nbreak', 'softbreak'],
    ['soft=\nbreak', 'softbreak'],
    ['soft= \t\r\nbreak', 'softbreak'],
    ['trailing  \r\nnext', 'trailing\r\nnext'],
    ['blanks  inside', 'blanks  inside'],
    ['end=', 'end'],
    ['end   ', 'end'],
    ['=ZZ', '=ZZ'],
    ['=4', '=4'],
    ['= x', '= x'],
    ['==41', '=A'],
    ['a=C3=BC', 'a\xc3\xbc'],
    ['raw \xff', 'raw \xff'],
    ['_', '_'],
  ])('%j is %j', (encoded, decoded) => {
    expect(quotedPrintable(encoded)).toBe(decoded);
  });
});

function part(...lines: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly read: ReturnType<typeof readAnatomy>['structure'];
} {
  const bytes = bytesOf(crlf(...lines));
  return { bytes, read: readAnatomy(bytes).structure };
}

describe('bodies', () => {
  test.each([
    ['base64', 'aGk=', 'hi'],
    ['BASE64', 'aGk=', 'hi'],
    ['"base64"', 'aGk=', 'hi'],
    ['base64 (comment)', 'aGk=', 'hi'],
    ['(comment) base64', 'aGk=', 'hi'],
    ['base64;', 'aGk=', 'hi'],
    ['base\0' + '64', 'aGk=', 'hi'],
    ['\r\n base64', 'aGk=', 'hi'],
    ['quoted-printable', '=68i', 'hi'],
    ['8-bit', 'hi', 'hi'],
    ['7bit', 'aGk=', 'aGk='],
    ['nonsense', 'aGk=', 'aGk='],
    ['x-uuencode', 'begin 644 a.txt\r\n"86D`\r\n`\r\nend', 'ai'],
  ])('%j', (encoding, body, expected) => {
    const { bytes, read } = part(`Content-Transfer-Encoding: ${encoding}`, '', body);

    expect(toByteString(decodeBody(bytes, read))).toBe(expected);
  });

  test('the first of two encodings counts', () => {
    const { bytes, read } = part('Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: 7bit', '', 'aGk=');

    expect(toByteString(decodeBody(bytes, read))).toBe('hi');
  });

  test.each([
    ['utf-8', '\xc3\xbc', 'ü'],
    ['iso-8859-1', '\xfc', 'ü'],
    ['windows-1252', '\x80', '€'],
    ['us-ascii', '\xc3\xbc', 'ü'],
    ['nonsense', '\xfc', 'ü'],
    ['koi8-r', '\xf0', 'П'],
    ['utf-16le', 'a\0', 'a'],
  ])('text in %s', (charset, body, expected) => {
    const { bytes, read } = part(`Content-Type: text/plain; charset=${charset}`, '', body);

    expect(decodeText(bytes, read)).toBe(expected);
  });
});

test('a multipart hidden by a transfer encoding can be read after all', () => {
  const inner = crlf('--b', 'Content-Type: text/html', '', '<b>hidden</b>', '--b--');
  const { bytes, read } = part(
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Transfer-Encoding: base64',
    '',
    btoa(inner),
  );
  const unwrapped = unwrapEncodedPart(bytes, read);

  expect(read.parts).toEqual([]);
  expect(unwrapped && treeOf(readAnatomy(unwrapped).structure)).toEqual(['· multipart/mixed', '1 text/html']);
});

test('a message hidden by a transfer encoding can be read after all', () => {
  const { bytes, read } = part(
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '',
    btoa('Subject: hidden\r\n\r\nx'),
  );
  const unwrapped = unwrapEncodedPart(bytes, read);

  expect(unwrapped && readAnatomy(unwrapped).subject).toBe('hidden');
});

test('other parts are not unwrapped', () => {
  const { bytes, read } = part('Content-Type: text/plain', 'Content-Transfer-Encoding: base64', '', 'aGk=');

  expect(unwrapEncodedPart(bytes, read)).toBeUndefined();
});

test.each([
  'utf-8',
  'UTF8',
  'iso-8859-1',
  'us-ascii',
  'gb2312',
  'ks_c_5601-1987',
  'windows-1251',
  'shift_jis',
  ' utf-8 ',
])('%s is known', (label) => {
  expect(isKnownCharset(label)).toBe(true);
});

test.each(['', 'x-unknown', 'utf-9', '__proto__', 'constructor', 'replacement'])('%j is not', (label) => {
  expect(isKnownCharset(label)).toBe(false);
  expect(decodeCharset(utf8('ü'), label)).toBe('ü');
});
