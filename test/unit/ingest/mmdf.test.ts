import { describe, expect, test } from 'vitest';
import fc from '../../helpers/properties';
import { fromLine, mail, mbox } from './mail';
import { sha256, split } from './split';

const mark = '\u0001\u0001\u0001\u0001';

function mmdf(messages: readonly string[], lineEnd = '\n'): string {
  return messages.map((message) => `${mark}${lineEnd}${message}${mark}${lineEnd}`).join('');
}

const three = [mail({ subject: 'one' }), mail({ subject: 'two', body: 'From here\n>From there\n' }), mail()];

describe('MMDF mailboxes', () => {
  test('each message is listed, as it lies', async () => {
    const found = await split(mmdf(three), 'box');
    expect(found).toMatchObject({ reader: 'mmdf', format: 'mbox', variant: 'mmdf', texts: three, remarks: [] });
    expect(found.messages.map((one) => one.sha256)).toEqual(three.map(sha256));
    expect(found.messages.map((one) => one.contentSha256)).toEqual(three.map(sha256));
  });

  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a bare CR', (text: string) => text.replaceAll('\n', '\r')],
  ])('with lines that end in %s', async (_, convert) => {
    expect((await split(convert(mmdf(three)), 'box')).texts).toEqual(three.map(convert));
  });

  test('From lines belong to the mailbox; byte order mark, one delimiter between messages', async () => {
    expect((await split(mmdf(three.map((one) => `${fromLine}\n${one}`)), 'box')).texts).toEqual(three);
    expect((await split(`\u00ef\u00bb\u00bf\n${mmdf(three)}\n`, 'box')).texts).toEqual(three);
    const shared = await split(mmdf(three).replaceAll(`${mark}\n${mark}\n`, `${mark}\n`), 'box');
    expect(shared.texts).toEqual(three);
    expect(shared.remarks).toEqual([expect.stringContaining('2 messages begin behind one delimiter')]);
  });

  test('one message is one message, without the delimiters', async () => {
    expect(await split(mmdf([mail()]), 'x.eml')).toMatchObject({ format: 'mbox', texts: [mail()] });
  });
});

describe('damaged MMDF mailboxes', () => {
  test('without the last delimiter', async () => {
    const found = await split(mmdf(three).slice(0, -5), 'box');
    expect(found.texts).toEqual(three);
    expect(found.remarks).toEqual([expect.stringContaining('delimiter behind its last message is missing')]);
    const cut = await split(mmdf(three).slice(0, -2), 'box');
    expect(cut.texts[2]).toBe(`${mail()}${mark.slice(1)}`);
  });

  test('a last delimiter without a line end is one', async () => {
    expect(await split(mmdf(three).slice(0, -1), 'box')).toMatchObject({ texts: three, remarks: [] });
  });

  test('a delimiter in a text does not end it', async () => {
    const cut = mail({ subject: 'cut', body: `before\n${mark}\nbehind\n${mark}\nmore` });
    const found = await split(mmdf([cut, mail()]), 'box');
    expect(found.texts).toEqual([cut, mail()]);
    expect(found.remarks).toEqual([expect.stringContaining('2 lines of four 0x01 bytes were read as text')]);
  });

  test('a delimiter in a text with a header behind it: the message behind it is listed, and told', async () => {
    const hidden = mail({ subject: 'hidden' });
    const found = await split(mmdf([`${mail()}${mark}\n${hidden}`, mail()]), 'box');
    expect(found.texts).toEqual([mail(), hidden, mail()]);
    expect(found.remarks).toEqual([expect.stringContaining('1 messages begin behind one delimiter')]);
  });

  test('cut off in front: the rest is told; without its first delimiter nothing is lost', async () => {
    const rest = 'the end of a letter\n';
    const found = await split(`${rest}${mark}\n${mmdf(three)}`, 'carved');
    expect(found).toMatchObject({ reader: 'mmdf', texts: three });
    expect(found.remarks).toEqual([expect.stringContaining(`Its first ${rest.length} bytes are the end`)]);
  });

  test('a message without a header is listed where two delimiters open it', async () => {
    expect((await split(mmdf([mail(), 'no header\n', mail()]), 'box')).texts).toEqual([mail(), 'no header\n', mail()]);
  });
});

test.each([
  ['a mailbox with delimiters in a text', mbox([mail({ body: `${mark}\n${mark}\n${mail()}` }), mail()]), 'mbox'],
  ['a message with an MMDF mailbox in it', mail({ body: mmdf(three) }), 'eml'],
  ['delimiters and no header', `${mark}\nnothing\n${mark}\n`, undefined],
  ['delimiters alone', `${mark}\n${mark}\n`, undefined],
  ['binary data', Buffer.alloc(100_000, 1), undefined],
])('%s is no MMDF mailbox', async (_, content, reader) => {
  expect((await split(content, 'file')).reader).toBe(reader);
});

test('whatever stands in the texts: every byte between delimiters is in one message, in order', async () => {
  const line = fc.constantFrom(
    mark,
    '',
    'text',
    'Subject: x',
    'From x',
    `${mark} `,
    `a${mark}`,
    '\r',
    '\u0001',
    fromLine,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), async (lines, lineEnd) => {
      const text = `${mark}\nFrom: a@example.com\n\n${lines.join('\n')}`.replaceAll('\n', lineEnd);
      const { texts, messages } = await split(text, 'box');
      expect(messages.every(({ start, end }, n) => start >= (messages[n - 1]?.end ?? 0) && end >= start)).toBe(true);
      const words = (one: string) => one.match(/text|Subject/g)?.length ?? 0;
      expect(texts.reduce((sum, one) => sum + words(one), 0)).toBe(words(text));
    }),
  );
});
