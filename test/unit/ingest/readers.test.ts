import { expect, test } from 'vitest';
import { bytesSource } from '../../../electron/engine/ingest/byte-source';
import { readableName } from '../../../electron/engine/ingest/readable-name';
import { transcribedHeadersReader } from '../../../electron/engine/ingest/readers/transcribed-headers';
import { whyNotEmail } from '../../../electron/engine/ingest/readers/why-not-email';
import { mail } from './mail';
import { sha256, split } from './split';

test.each([
  ['LF', mail()],
  ['CRLF', mail({}, '\r\n')],
  ['leading empty lines', `\r\n\n${mail()}`],
  ['byte order mark', `\u00ef\u00bb\u00bf${mail()}`],
  ['blank before the colon', `From : a@example.com\nX: y\n\nbody`],
  ['header only', 'Subject: x'],
])('a message with %s is one message, as it is', async (_, content) => {
  const found = await split(content, 'no-ending');
  expect(found).toMatchObject({ reader: 'eml', texts: [content] });
  expect(found.messages[0]).toMatchObject({ sha256: sha256(content), contentSha256: sha256(content) });
});

test.each([
  ['prose', 'To be, or not to be\nthat is the question'],
  ['a settings file', 'name: chainmail\nversion: 1\n'],
  ['binary', Buffer.from([0, 1, 2, 3, 255])],
])('%s is no email', async (_, content) => {
  expect((await split(content)).reader).toBeUndefined();
});

test.each([
  [Buffer.alloc(0), 'empty file'],
  [Buffer.from('just text'), 'no header fields found: not an email'],
  [Buffer.from('377abcaf271c', 'hex'), 'a 7-Zip archive: kept whole, not read by this version'],
  // Whole archives of one short message, as bzip2 1.0 and xz 5.4 write them.
  [
    Buffer.from(
      '425a683931415926535997fe74b8000002dd8000104001001041002a06d0402000228d30269e4298000f2d24ab18ba03520d9182ee48a70a1212ffce9700',
      'hex',
    ),
    'a bzip2 archive: kept whole, not read by this version',
  ],
  [
    Buffer.from(
      'fd377a585a000004e6d6b4460200210116000000742fe5a301001346726f6d3a2061406578616d706c652e636f6d0a0038bbc8bd37bc9fc700012c14f80a6d031fb6f37d010000000004595a',
      'hex',
    ),
    'an xz archive: kept whole, not read by this version',
  ],
  [
    Buffer.from('526172211a0701003392b5e50a01050600050101808000', 'hex'),
    'a RAR archive: kept whole, not read by this version',
  ],
  [
    Buffer.from('526172211a0700cf907300000d00000000000000', 'hex'),
    'a RAR archive: kept whole, not read by this version',
  ],
  [
    Buffer.from('cfad12fec5fd746f66e3d111', 'hex'),
    'a mail folder of Outlook Express: kept whole, not read by this version',
  ],
  [Buffer.from('BABYL OPTIONS:\n\u001f'), 'a mailbox of Emacs (RMAIL, Babyl): no message in it could be read'],
  [Buffer.from('BZh is how this text begins'), 'no header fields found: not an email'],
  [Buffer.from('MZ'), 'no header fields found: not an email'],
  [Buffer.from('<!DOCTYPE html><p>x'), 'a web page or XML: not an email'],
  [Buffer.from('<HTML><p>x'), 'a web page or XML: not an email'],
  [Buffer.from('\ufeff<?xml version="1.0"?>'), 'a web page or XML: not an email'],
  [Buffer.from('-----BEGIN PGP MESSAGE-----'), 'a key, a certificate or an encrypted text: not an email'],
  [Buffer.from([1, 0, 2]), 'no header fields found: binary data, not an email'],
])('the reason is true: %#', (head, reason) => {
  expect(whyNotEmail(head)).toBe(reason);
});

test('pasted headers are transcribed, never acquired; prose is refused', async () => {
  const take = async (text: string) => {
    const bytes = Buffer.from(text);
    let messages = 0;
    const read = await transcribedHeadersReader.split(bytesSource(bytes), {
      name: 'pasted',
      sha256: sha256(bytes),
      signal: undefined,
      onMessage: async () => {
        messages += 1;
      },
    });
    return { messages, format: read.format };
  };
  expect(await take('X-Odd: 1\nReceived: from a')).toEqual({ messages: 1, format: 'transcribed' });
  expect(await take('no header here')).toEqual({ messages: 0, format: 'transcribed' });
});

test('a name that is not UTF-8 keeps its bytes in sight', () => {
  expect(readableName(Buffer.from('gr\u00fcn.eml', 'utf8'))).toBe('gr\u00fcn.eml');
  expect(readableName(Buffer.from('gr\u00fcn.eml', 'latin1'))).toBe('gr\\xfcn.eml');
});

test('emlx: the message is the range that its first line tells, without the property list behind it', async () => {
  const one = mail();
  const file = `${one.length}      \n${one}<?xml version="1.0"?>\n<plist></plist>\n`;
  expect(await split(file, '1.emlx')).toMatchObject({ reader: 'emlx', variant: '', format: 'emlx', texts: [one] });
  const notes =
    '<dict><key>date-received</key><integer>1583143205</integer><key>flags</key><integer>17</integer></dict>';
  expect(await split(`${one.length}\n${one}${notes}`, '1.partial.emlx')).toMatchObject({
    variant: 'partial',
    texts: [one],
    remarks: [
      "Apple Mail's flags: read, flagged (17).",
      "Apple Mail's time of receipt: 2020-03-02T10:00:05.000Z.",
      'Apple Mail keeps attachments of this message in files beside it.',
    ],
  });
  const short = await split(`${one.length + 9}\n${one}`, '1.emlx');
  expect(short.texts).toEqual([one]);
  expect(short.remarks?.[0]).toContain('shorter');
});

test.each([
  ['too small', -20],
  ['nought', -1_000_000],
  ['reaching into the list', 30],
  ['reaching behind the file', 1_000_000],
])('emlx with a length that is wrong (%s): the message is whole, and it is told', async (_, by) => {
  const one = mail({ body: 'See <plist> and <?xml version="1.0"?> in this letter.' });
  const notes =
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "x" "y">\n<plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>\n';
  const found = await split(`${Math.max(0, one.length + by)}\n${one}${notes}`, '1.emlx');
  expect(found).toMatchObject({ reader: 'emlx', texts: [one] });
  expect(found.remarks).toEqual([
    expect.stringContaining('is not that of the message'),
    expect.stringContaining('read'),
  ]);
});

test('text in UTF-32 is not called UTF-16', () => {
  expect(whyNotEmail(Buffer.from('fffe000046000000', 'hex'))).toContain('UTF-32');
  expect(whyNotEmail(Buffer.from('fffe46007200', 'hex'))).toContain('UTF-16');
});
