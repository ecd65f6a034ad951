import { describe, expect, test } from 'vitest';
import fc from '../../helpers/properties';
import { mail } from './mail';
import { sha256, split } from './split';

const top = 'BABYL OPTIONS: -*- rmail -*-\nVersion: 5\nLabels: work\nNote:   This is the header of an rmail file.\n';

/** As Emacs keeps a message that it has never shown. */
const unseen = (message: string): string => `\u001f\u000c\n0, unseen,,\n*** EOOH ***\n${message}`;
/** As Emacs keeps a message that it has shown: its own header, the one shown, its body. */
const shown = (message: string, labels = ' answered, deleted,, work,'): string => {
  const [, header = '', body = ''] = /^(.*?\n\n)(.*)$/s.exec(message) ?? [];
  return `\u001f\u000c\n1,${labels}\n${header}*** EOOH ***\nFrom: shown@example.com\nSubject: shown\n\n${body}`;
};
const three = [mail({ subject: 'one' }), mail({ subject: 'two', body: 'From here\n\n\u001f no mark\n' }), mail()];
const [one = '', two = '', last = ''] = three;

describe('Babyl mailboxes', () => {
  test('a message that was never shown is a range, one that was shown is put together again', async () => {
    const found = await split(`${top}${unseen(one)}${shown(two)}${unseen(last)}\u001f`, 'RMAIL');
    expect(found).toMatchObject({ reader: 'babyl', format: 'mbox', variant: 'babyl', texts: three });
    expect(found.messages.map((message) => message.sha256)).toEqual(three.map(sha256));
    expect(found.messages.map(({ changed }) => changed?.done)).toEqual([
      undefined,
      [
        'its own header and its body, which lie apart in the mailbox, were put together',
        'the header that Emacs showed was left out',
      ],
      undefined,
    ]);
    expect(found.remarks).toEqual([`RMAIL's labels: 2 "unseen", 1 "answered", 1 "deleted", 1 "work".`]);
  });

  test('with CRLF', async () => {
    const box = `${top}${unseen(one)}${shown(two)}\u001f`.replaceAll('\n', '\r\n');
    expect((await split(box, 'RMAIL')).texts).toEqual([one, two].map((text) => text.replaceAll('\n', '\r\n')));
  });

  test('without the last mark, without the line in between, without the end of a header', async () => {
    const found = await split(
      `${top}${unseen(one)}\u001f\u000c\n1,,\n${two}\u001f\u000c\n1,,\nX: y\n*** EOOH ***\nFrom: a@example.com`,
      'x',
    );
    expect(found.texts).toEqual([one, `1,,\n${two}`, 'From: a@example.com']);
    expect(found.remarks?.slice(1)).toEqual([
      expect.stringContaining('1 messages were not put together'),
      expect.stringContaining('1 messages have no line "*** EOOH ***"'),
      expect.stringContaining('mark behind its last message is missing'),
    ]);
  });

  test('an own header without an empty line gets one, and it is said', async () => {
    const found = await split(`${top}\u001f\u000c\n1,,\nFrom: a@example.com\n*** EOOH ***\nX: y\n\nbody\n\u001f`, 'x');
    expect(found.texts).toEqual(['From: a@example.com\n\nbody\n']);
    expect(found.messages[0]?.changed?.done).toContain('an empty line was put between them');
  });

  test('without messages it gives none', async () => {
    expect((await split(`${top}\u001f`, 'RMAIL')).texts).toEqual([]);
  });
});

test('a message that speaks of Babyl is a message', async () => {
  expect((await split(mail({ body: `${top}${unseen(one)}` }), 'x')).reader).toBe('eml');
  expect((await split('BABYL\n', 'x')).reader).toBeUndefined();
});

test('whatever stands behind the first line: no exception, ranges in the file and in order, no text lost', async () => {
  const line = fc.constantFrom(
    '\u001f\u000c',
    '\u001f',
    '*** EOOH ***',
    '1,,',
    '0, unseen,,',
    '',
    'text',
    'From: x',
    '\r',
    '\u000c',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const text = `${top}\u001f\u000c\n${lines.join('\n')}`;
      const { messages } = await split(text, 'RMAIL');
      const ends = messages.map(({ end }) => end);
      expect(messages.every(({ start, end }, n) => start >= (ends[n - 1] ?? top.length) && end >= start)).toBe(true);
      expect(ends.every((end) => end <= text.length)).toBe(true);
    }),
  );
});
