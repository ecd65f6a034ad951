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

/** Every label of the WHATWG encoding standard, by its encoding; those of its "replacement" are below. */
const STANDARD: readonly (readonly [encoding: string, labels: string])[] = [
  ['utf-8', 'unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8'],
  ['ibm866', '866 cp866 csibm866 ibm866'],
  ['iso-8859-2', 'csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2'],
  ['iso-8859-3', 'csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3'],
  ['iso-8859-4', 'csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4'],
  ['iso-8859-5', 'csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988'],
  [
    'iso-8859-6',
    'arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987',
  ],
  [
    'iso-8859-7',
    'csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek',
  ],
  [
    'iso-8859-8',
    'csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual',
  ],
  ['iso-8859-8-i', 'csiso88598i iso-8859-8-i logical'],
  ['iso-8859-10', 'csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6'],
  ['iso-8859-13', 'iso-8859-13 iso8859-13 iso885913'],
  ['iso-8859-14', 'iso-8859-14 iso8859-14 iso885914'],
  ['iso-8859-15', 'csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9'],
  ['iso-8859-16', 'iso-8859-16'],
  ['koi8-r', 'cskoi8r koi koi8 koi8-r koi8_r'],
  ['koi8-u', 'koi8-ru koi8-u'],
  ['macintosh', 'csmacintosh mac macintosh x-mac-roman'],
  ['windows-874', 'dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874'],
  ['windows-1250', 'cp1250 windows-1250 x-cp1250'],
  ['windows-1251', 'cp1251 windows-1251 x-cp1251'],
  [
    'windows-1252',
    'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252',
  ],
  ['windows-1253', 'cp1253 windows-1253 x-cp1253'],
  [
    'windows-1254',
    'cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254',
  ],
  ['windows-1255', 'cp1255 windows-1255 x-cp1255'],
  ['windows-1256', 'cp1256 windows-1256 x-cp1256'],
  ['windows-1257', 'cp1257 windows-1257 x-cp1257'],
  ['windows-1258', 'cp1258 windows-1258 x-cp1258'],
  ['x-mac-cyrillic', 'x-mac-cyrillic x-mac-ukrainian'],
  ['gbk', 'chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk'],
  ['gb18030', 'gb18030'],
  ['big5', 'big5 big5-hkscs cn-big5 csbig5 x-x-big5'],
  ['euc-jp', 'cseucpkdfmtjapanese euc-jp x-euc-jp'],
  ['iso-2022-jp', 'csiso2022jp iso-2022-jp'],
  ['shift_jis', 'csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis'],
  [
    'euc-kr',
    'cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949',
  ],
  ['utf-16be', 'unicodefffe utf-16be'],
  ['utf-16le', 'csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le'],
];

/** Own table; escapes are tidied first; unknown to Node 20, so that UTF-8 or windows-1252 stands in. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['windows-1252', 'iso-2022-jp', 'iso-8859-16']);

/** Bytes of every value, alone and in pairs: as long as the decoders differ on any of them, a test sees it. */
const everyByte = Uint8Array.from({ length: 512 }, (_, at) => (at < 256 ? at : (at * 151) & 0xff));

describe('every charset label there is', () => {
  test.each(STANDARD)('%s, by each of its names, in any letters, as the standard decodes it', (encoding, labels) => {
    for (const label of labels.split(' ')) {
      expect(isKnownCharset(label), label).toBe(true);
      expect(isKnownCharset(` ${label.toUpperCase()} `), label).toBe(true);
      if (NOT_COMPARED.has(encoding)) continue;
      expect(decodeCharset(everyByte, label), label).toBe(new TextDecoder(encoding).decode(everyByte));
    }
  });

  test.each([
    'iso-2022-kr',
    'csiso2022kr',
    'hz-gb-2312',
    'iso-2022-cn',
    'iso-2022-cn-ext',
    'x-user-defined',
    'utf-7',
    'utf-32',
    'ebcdic-cp-us',
  ])('%s, which browsers refuse: ASCII comes through', (label) => {
    expect(decodeCharset(utf8('plain text 12'), label)).toContain(
      label.startsWith('utf-32') || label.startsWith('ebcdic') ? '' : 'plain text 12',
    );
  });

  test('wrong labels of any kind: the text is read as if there were none', () => {
    for (const label of [
      '',
      '?',
      'utf-8;',
      '"utf-8"',
      'x'.repeat(5000),
      'toString',
      'utf-8\0',
      'charset=utf-8',
      '\ud800',
    ]) {
      expect(decodeCharset(utf8('gr\u00fcn'), label), label).toBe('gr\u00fcn');
    }
  });
});
