import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../../electron/engine/ingest/byte-source';
import type { FoundMessage } from '../../../electron/engine/ingest/readers/reader';
import { transcribedHeadersReader } from '../../../electron/engine/ingest/readers/transcribed-headers';
import fc from '../../helpers/properties';
import { mail, mbox } from './mail';
import { sha256, split } from './split';

const one = mail({ body: 'Hello,\n\nBob\n> quoted by Ann' });
const lines = one.split('\n').slice(0, -1);
const prefixed = (prefix: string, lineEnd = '\n') => lines.map((line) => `${prefix}${line}${lineEnd}`).join('');

describe('headers in a text file', () => {
  test.each([
    ['quoted', prefixed('> '), '"> " in front of 12 lines was taken away'],
    ['quoted twice', prefixed('> > '), '"> > " in front of 12 lines was taken away'],
    ['quoted without a blank', prefixed('>'), '">" in front of 12 lines was taken away'],
    ['indented', prefixed('    '), 'an indentation of 4 blanks in front of 12 lines was taken away'],
    ['indented by a tab', prefixed('\t'), 'an indentation of 1 blanks in front of 12 lines was taken away'],
    ['behind a bar, after empty lines', `\n \n${prefixed('| ')}`, '"| " in front of 12 lines was taken away'],
  ])('%s: read without it, and told', async (_, text, done) => {
    const found = await split(text, 'header.txt');
    expect(found).toMatchObject({ reader: 'prefixed-headers', format: 'eml', variant: 'prefixed', texts: [one] });
    expect(found.messages[0]).toMatchObject({ sha256: sha256(one), contentSha256: sha256(one) });
    expect(found.messages[0]?.changed?.done).toEqual([done]);
    expect(found.remarks).toEqual([expect.stringContaining('copied by a person or a program')]);
  });

  test('with CRLF, and a name that says message', async () => {
    expect((await split(prefixed('>', '\r\n'), 'a.eml')).texts).toEqual([one.replaceAll('\n', '\r\n')]);
  });

  test('lines that begin with a blank, and empty ones, quoted without one', async () => {
    const text = lines.map((line) => (/^\s|^$/.test(line) ? `>${line}\n` : `> ${line}\n`)).join('');
    const found = await split(text, 'header.txt');
    expect(found.texts).toEqual([one]);
    expect(found.messages[0]?.changed?.done).toEqual([
      '"> " in front of 9 lines was taken away',
      '">" in front of 3 lines was taken away',
    ]);
  });

  test('empty lines in an indented text are empty lines', async () => {
    expect((await split(prefixed('  ').replaceAll('\n  \n', '\n\n'), 'header.txt')).texts).toEqual([one]);
  });

  test('what stands behind without the prefix is left out, and told', async () => {
    const found = await split(`${prefixed('> ')}\nThe help desk\nTicket 12\n`, 'ticket.txt');
    expect(found.texts).toEqual([one]);
    expect(found.messages[0]?.changed?.done[1]).toBe('2 lines behind them do not begin so and were left out');
  });

  test('saved in UTF-16 as well', async () => {
    const found = await split(Buffer.from(`\ufeff${prefixed('> ', '\r\n')}`, 'utf16le'), 'header.txt');
    expect(found.texts).toEqual([one.replaceAll('\n', '\r\n')]);
    expect(found.messages[0]?.changed?.done).toHaveLength(3);
  });
});

test.each([
  ['a message', one, 'eml'],
  ['a message that begins with a quoted From line', `>From ann@example.com Mon Mar  2 10:00:05 2020\n${one}`, 'eml'],
  ['a message whose first line is indented', ` ${one}`, 'eml'],
  ['a message behind empty lines', `\n\n${one}`, 'eml'],
  ['a mailbox with lines of blanks in front', `  \n\t\n${mbox([one, one])}`, 'mbox'],
  ['settings', '  name: chainmail\n  from: here\n  to: there\n', undefined],
  ['a program', '    from: sender,\n    to: receiver,\n    "content-type": "text/plain",\n', undefined],
  ['a quoted letter', '> Dear Bob,\n> To: be or not to be\n', undefined],
  ['a quoted letter that names a field', '> Note: the Received: field\n> Received: is odd\n', undefined],
  ['blanks', ' '.repeat(100_000), undefined],
  ['quote marks', '>'.repeat(100_000), undefined],
  ['binary data', Buffer.from([32, 0, 1, 62, 255]), undefined],
])('%s is not taken for quoted headers', async (_, content, reader) => {
  expect((await split(content, 'file')).reader).toBe(reader);
});

async function paste(text: string): Promise<readonly FoundMessage[]> {
  const bytes = Buffer.from(text);
  const messages: FoundMessage[] = [];
  await transcribedHeadersReader.split(bytesSource(bytes), {
    name: 'pasted headers',
    sha256: sha256(bytes),
    signal: undefined,
    onMessage: async (message) => {
      messages.push(message);
    },
  });
  return messages;
}

describe('pasted headers', () => {
  test('quoted or indented: read without it; one field is enough where every line has it', async () => {
    for (const text of [prefixed('> '), prefixed('   ')]) {
      const [found] = await paste(text);
      expect(Buffer.from(found?.changed?.bytes ?? []).toString()).toBe(one);
    }
    const [short] = await paste('  X-Odd: 1\n    folded\n');
    expect(Buffer.from(short?.changed?.bytes ?? []).toString()).toBe('X-Odd: 1\n  folded\n');
  });

  test('as they are where only the first line is indented', async () => {
    const text = ' Received: from a\nFrom: b@example.com\n';
    expect(await paste(text)).toEqual([expect.objectContaining({ start: 0, end: text.length, sha256: sha256(text) })]);
    expect((await paste(text))[0]?.changed).toBeUndefined();
    expect((await paste('X-Odd: 1\nReceived: from a'))[0]?.changed).toBeUndefined();
    expect(await paste('> no header here')).toEqual([]);
  });
});

test('any prefix of blanks and marks comes off, whatever the header', async () => {
  const prefix = fc.array(fc.constantFrom(' ', '>', '|', '\t', '> '), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(prefix, fc.array(fc.stringMatching(/^[a-z :>|]{0,12}$/)), async (marks, body) => {
      const message = `From: a@example.com\nReceived: from b\n\tby c\n${['', ...body].join('\n')}\n`;
      const text = message.replace(/^(?!$)/gm, marks.join('')).replace(/\n\n/g, `\n${marks.join('')}\n`);
      const found = await split(text.replace(/\n\n/g, `\n${marks.join('')}\n`), 'header.txt');
      expect(found.texts).toEqual([message]);
    }),
  );
});

test('any lines: no exception, and nothing that did not stand in the file', async () => {
  const line = fc.constantFrom('> From: a', '> Received: b', '>', '', '  To: c', '>Subject: d', '\r', '> ', '\u0000');
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (all) => {
      const text = all.join('\n');
      const { texts } = await split(text, 'header.txt');
      expect(texts.every((found) => found.length <= text.length)).toBe(true);
    }),
  );
});
