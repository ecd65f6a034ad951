import { describe, expect, test } from 'vitest';
import fc from '../../helpers/properties';
import { fromLine, mail, mbox, quoteMboxo, quoteMboxrd, withLength } from './mail';
import { sha256, split } from './split';

const letter =
  'Dear Bob,\n\nFrom Russia with love\nFrom foo@example.com Thu Jun 30 15:27:07 2022\n>From a quote\n\nAnn';
const three = [mail({ subject: 'one' }), mail({ subject: 'two', body: letter }), mail({ subject: 'three' })];

describe('variants', () => {
  test('mboxrd, said by the name: quoting undone for the content hash only', async () => {
    const stored = three.map(quoteMboxrd);
    const found = await split(mbox(stored), 'a.mboxrd');
    expect(found.texts).toEqual(stored);
    expect(found.messages.map(({ contentSha256 }) => contentSha256)).toEqual(three.map(sha256));
    expect(found).toMatchObject({ format: 'mbox', variant: 'mboxrd' });
  });

  test('Google Takeout, said by its fields: mboxrd', async () => {
    const takeout = three.map((one) => `X-GM-THRID: 1\nX-Gmail-Labels: Inbox\n${one}`);
    const found = await split(mbox(takeout.map(quoteMboxrd)), 'All mail.mbox');
    expect(found.messages.map(({ contentSha256 }) => contentSha256)).toEqual(takeout.map(sha256));
  });

  test('mboxo: never claims to know what stood there before', async () => {
    const stored = three.map(quoteMboxo);
    const found = await split(mbox(stored), 'a.mbox');
    expect(found.texts).toEqual(stored);
    expect(found.messages.every((one) => one.sha256 === one.contentSha256)).toBe(true);
    expect(found.variant).toBe('mboxo or mboxrd');
    expect(found.remarks?.[0]).toContain('cannot be known');
  });

  test('mboxcl: quoted, with Content-Length', async () => {
    const stored = three.map((one) => withLength(quoteMboxo(one)));
    const found = await split(mbox(stored), 'a');
    expect(found.texts).toEqual(stored);
    expect(found.variant).toBe('mboxcl');
  });

  test('mboxcl2: not quoted, only Content-Length tells where a message ends', async () => {
    const stored = three.map(withLength);
    const found = await split(mbox(stored), 'a');
    expect(found.texts).toEqual(stored);
    expect(found.variant).toBe('mboxcl2');
  });

  test('a Content-Length that takes in the next message is followed, and it is told where that one begins', async () => {
    const [first, next, last] = [mail({ subject: 'one' }), mail({ subject: 'two' }), mail({ subject: 'three' })];
    const hidden = `${first}\n${fromLine}\n${next}`;
    const box = mbox([withLength(hidden), withLength(last)]);
    const found = await split(box, 'a');
    expect(found.texts).toHaveLength(2);
    const at = box.indexOf(fromLine, 1);
    expect(found.remarks?.join()).toContain(`In them 1 lines separate messages for programs that do not go by`);
    expect(found.remarks?.join()).toContain(`(the first at byte ${at})`);
  });

  test('a Content-Length that is short by the last line end is not followed', async () => {
    const short = three.map((one) =>
      withLength(quoteMboxo(one)).replace(/Content-Length: (\d+)/, (_, n) => `Content-Length: ${Number(n) - 1}`),
    );
    expect((await split(mbox(short), 'a')).texts).toEqual(short);
  });

  test('a Content-Length that lies is not followed', async () => {
    const lying = three.map((one) => withLength(quoteMboxo(one)).replace(/Content-Length: \d+/, 'Content-Length: 7'));
    expect((await split(mbox(lying), 'a')).texts).toEqual(lying);
  });
});

describe('line ends and edges', () => {
  test('CRLF throughout', async () => {
    const stored = [mail({ subject: 'one' }, '\r\n'), mail({ subject: 'two' }, '\r\n')];
    expect((await split(mbox(stored, '\r\n'), 'a')).texts).toEqual(stored);
  });

  test('no newline at the end', async () => {
    const cut = mbox(three.map(quoteMboxo)).replace(/\n+$/, '');
    const found = await split(cut, 'a');
    expect(found.texts).toHaveLength(3);
    expect(found.texts[2]).toBe(three[2]?.replace(/\n+$/, ''));
  });

  test('byte order mark, no empty line before, Netscape and daemon lines', async () => {
    const [one = '', two = '', last = ''] = three.map(quoteMboxo);
    const file = `\u00ef\u00bb\u00bf${fromLine}\n${one}${fromLine}\n${two}\nFrom - \n${last}\nFrom MAILER-DAEMON\n${one}`;
    expect((await split(file, 'a')).texts).toEqual([one, two, last, one]);
  });

  test('an unquoted sentence that begins with From is text, and said so', async () => {
    const file = mbox([mail({ body: 'My film:\n\nFrom Russia with love\nYear: 1963' }), mail()]);
    const found = await split(file, 'a');
    expect(found.texts).toHaveLength(2);
    expect(found.remarks?.join()).toContain('1 lines that begin with "From "');
  });

  test('one message with a leading From line is a message, whole', async () => {
    const file = `${fromLine}\n${mail()}`;
    const found = await split(file, 'x.eml');
    expect(found).toMatchObject({ format: 'eml', texts: [file] });
    expect(found.messages[0]?.sha256).toBe(sha256(file));
  });

  test('one message in a file that calls itself a mailbox is behind its From line', async () => {
    expect((await split(mbox([mail()]), 'inbox.mbox')).texts).toEqual([mail()]);
  });
});

test('any messages, in any order, come back as they were put in', async () => {
  const line = fc.oneof(
    fc.constantFrom('From here on', '', '>From x', 'text', 'From: y'),
    fc.string({ maxLength: 12 }),
  );
  const body = fc.array(line, { maxLength: 8 }).map((lines) => quoteMboxrd(lines.join('\n').replace(/[\r\n]+/g, '\n')));
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 2, maxLength: 5 }), async (bodies) => {
      const stored = bodies.map((text) => mail({ body: text.replace(/[^\x20-\x7e\n]/g, '?') }));
      const found = await split(mbox(stored), 'a.mboxrd');
      expect(found.texts).toEqual(stored);
    }),
    { numRuns: 200 },
  );
});

describe('mailboxes as other programs leave them', () => {
  const two = [mail({ subject: 'one' }), mail({ subject: 'two' })];
  const boxOf = (line: string) => two.map((one) => `${line}\n${one}\n`).join('');

  test.each(['From ???@??? Fri Jan 02 2004', 'From ann@example.com Thu Jan  1 10:00:00 96', 'From ann@example.com'])(
    'separated by "%s"',
    async (line) => {
      expect((await split(boxOf(line), 'a.mbox')).texts).toEqual(two);
    },
  );

  test('a letter that names a day and a month is not cut', async () => {
    const [one = ''] = two;
    const letter = mail({ body: 'Dear Bob,\n\nFrom Mon 3 Jan on I am away\nuntil Tue.\n\nFrom Ann' });
    expect((await split(mbox([letter, one]), 'a')).texts).toEqual([letter, one]);
  });

  test('lines of blanks in front', async () => {
    expect((await split(`  \n\t\n${mbox(two)}`, 'a')).texts).toEqual(two);
  });

  test('cut off in front: the messages that are whole are listed, and the rest is told', async () => {
    const rest = 'the end of a letter\nAnn\n\n';
    const found = await split(rest + mbox(two), 'carved');
    expect(found).toMatchObject({ format: 'mbox', texts: two });
    expect(found.remarks?.join()).toContain(`first ${rest.length} bytes`);
    const [one = ''] = two;
    expect((await split(rest + mbox([one]), 'carved')).texts).toEqual([one]);
  });

  test('the first separator is missing: a mailbox by its name, a message without one', async () => {
    const box = `${two[0]}\n${mbox(two.slice(1))}`;
    expect((await split(box, 'a.mbox')).texts).toEqual(two);
    expect((await split(box, 'a.eml')).texts).toEqual([box]);
  });

  test('prose that holds a line of "From " with a date is no mailbox', async () => {
    expect((await split('A note.\n\nFrom ann at 10:00 in 2020\nshe was away.\n', 'a.txt')).reader).toBeUndefined();
  });
});
