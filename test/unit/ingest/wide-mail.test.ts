import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../../electron/engine/ingest/byte-source';
import { wideEncodingOf, wideToUtf8 } from '../../../electron/engine/ingest/readers/wide-text';
import fc from '../../helpers/properties';
import { mail, mbox } from './mail';
import { sha256, split } from './split';

function utf16(text: string, isBigEndian = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

function utf32(text: string, isBigEndian = false): Buffer {
  return Buffer.concat(
    Array.from(text, (sign) => {
      const bytes = Buffer.alloc(4);
      isBigEndian ? bytes.writeUInt32BE(sign.codePointAt(0) ?? 0) : bytes.writeUInt32LE(sign.codePointAt(0) ?? 0);
      return bytes;
    }),
  );
}

const letter = mail({ subject: 'gr\u00fcn \u{1f33f}', body: 'gr\u00fc\u00dfe\n\nFrom here' });
const asUtf8 = Buffer.from(letter, 'utf8').toString('latin1');

describe('messages in wide encodings', () => {
  test.each([
    ['UTF-16LE', utf16(`\ufeff${letter}`)],
    ['UTF-16BE', utf16(`\ufeff${letter}`, true)],
    ['UTF-32LE', utf32(`\ufeff${letter}`)],
    ['UTF-32BE', utf32(`\ufeff${letter}`, true)],
  ])('%s with a byte order mark', async (name, bytes) => {
    const found = await split(bytes, 'a.eml');
    expect(found).toMatchObject({ reader: 'wide-mail', format: 'eml', texts: [asUtf8] });
    expect(found.messages[0]).toMatchObject({ sha256: sha256(asUtf8), contentSha256: sha256(asUtf8) });
    expect(found.messages[0]?.changed?.done).toEqual([
      `converted from ${name} to UTF-8, with the charsets that it names left as they are`,
      'the byte order mark was left out',
    ]);
  });

  test.each([
    ['UTF-16LE', utf16(letter)],
    ['UTF-16BE', utf16(letter, true)],
    ['UTF-32LE', utf32(letter)],
    ['UTF-32BE', utf32(letter, true)],
  ])('%s, told by its NUL bytes', async (name, bytes) => {
    const found = await split(bytes, 'a.txt');
    expect(found.texts).toEqual([asUtf8]);
    expect(found.messages[0]?.changed?.done).toContain(`${name} was told by its NUL bytes`);
  });

  test('a mailbox in UTF-16, with CRLF as Notepad writes it', async () => {
    const stored = [mail({ subject: 'one' }, '\r\n'), mail({ subject: 'two' }, '\r\n')];
    const found = await split(utf16(`\ufeff${mbox(stored, '\r\n')}`), 'box.mbox');
    expect(found).toMatchObject({ reader: 'wide-mail', format: 'mbox', texts: stored });
    expect(found.messages.map((one) => one.sha256)).toEqual(stored.map(sha256));
  });

  test('half a sign and half a pair are told', async () => {
    const bytes = Buffer.concat([utf16(`\ufeff${letter}\ud83c`), Buffer.from([65])]);
    const { texts, messages } = await split(bytes, 'a.eml');
    expect(texts[0]?.startsWith(asUtf8)).toBe(true);
    expect(messages[0]?.changed?.done.slice(2)).toEqual([
      '1 signs that are not valid or not known are U+FFFD',
      'its last 1 bytes are no whole sign',
    ]);
  });

  test('more than one piece', async () => {
    const large = `\ufeff${mail({ body: '\u{1f33f}abc'.repeat(120_000) })}`;
    for (const bytes of [utf16(large), utf16(large, true), utf32(large)]) {
      const { messages } = await split(bytes, 'a.eml');
      expect(messages.map((one) => one.sha256)).toEqual([sha256(Buffer.from(large.slice(1), 'utf8'))]);
    }
  });

  test('more than 64 MB: not read, and why', async () => {
    const found = await split(Buffer.concat([utf16(`\ufeff${letter}`), Buffer.alloc(64 << 20)]), 'a.eml');
    expect(found).toMatchObject({ texts: [], problem: 'text in UTF-16LE of more than 64 MB: kept whole, not read' });
  });
});

test.each([
  ['prose in UTF-16', utf16('\ufeffDear Bob, this is no header.')],
  ['settings in UTF-16', utf16('\ufeffname: value\r\nother: value\r\n')],
  ['binary data with NUL bytes', Buffer.from([65, 0, 66, 0, 1, 0, 200, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0])],
  ['a mark alone', Buffer.from('fffe', 'hex')],
  ['NUL bytes', Buffer.alloc(4_096)],
])('%s is no message', async (_, bytes) => {
  expect((await split(bytes, 'file')).reader).toBeUndefined();
});

test('a usual message is not taken for one of these', async () => {
  expect((await split(letter, 'a.eml')).reader).toBe('eml');
  expect((await split(`\u0000${letter}`, 'a.eml')).reader).not.toBe('wide-mail');
});

test('any text comes out in UTF-8 as it was, from any encoding', async () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (body, isBigEndian) => {
      for (const bytes of [utf16(`\ufeff${body}`, isBigEndian), utf32(`\ufeff${body}`, isBigEndian)]) {
        const encoding = wideEncodingOf(bytes);
        // The mark of UTF-32 can be that of UTF-16 and a NUL character.
        fc.pre(encoding !== undefined && body[0] !== '\u0000');
        expect((await wideToUtf8(bytesSource(bytes), encoding)).toString('utf8')).toBe(body);
      }
    }),
  );
});

test('any bytes: no exception, and never more than four times as many', async () => {
  const start = fc.constantFrom('fffe', 'feff', 'fffe0000', '0000feff').map((hex) => Buffer.from(hex, 'hex'));
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (mark, bytes, isMail) => {
      const header = isMail ? [Buffer.from(letter, mark[0] === 0xff ? 'utf16le' : 'latin1')] : [];
      const { messages, texts } = await split(Buffer.concat([mark, ...header, bytes]), 'a.eml');
      expect(messages.length).toBe(texts.length);
      expect(texts.every((text) => text.length <= 4 * (letter.length * 2 + 204))).toBe(true);
    }),
  );
});
