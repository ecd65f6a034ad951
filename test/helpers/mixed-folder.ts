/** A folder with mail in every form that is taken in, and what is in it; made byte by byte, the same each time. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mail, mbox } from '../unit/ingest/mail';
import { gzipped, tarOf, zipOf } from './archives';
import { int32, type MsgParts, msgOf, tnefOf, tnefProperties, unicode } from './outlook';

export interface MixedFolder {
  readonly path: string;
  /** Messages in it, at all depths. */
  readonly messages: number;
  /** SHA-256 of each message that can be found as its own bytes. */
  readonly known: readonly string[];
  /** SHA-256 of each file, by its path. */
  readonly files: ReadonlyMap<string, string>;
}

const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');
const numbered = (count: number, name: string): readonly string[] =>
  Array.from({ length: count }, (_, n) =>
    mail({ subject: `${name} ${n}`, body: `${name} ${n}, and more.\n`.repeat(20) }),
  );

const outlook = (subject: string, inner?: MsgParts): MsgParts => ({
  properties: [
    unicode(0x001a, 'IPM.Note'),
    unicode(0x0037, subject),
    unicode(0x0c1a, 'Ann Example'),
    unicode(0x0c1f, 'ann@example.com'),
    unicode(0x1000, `The text of ${subject}.`),
  ],
  attachments:
    inner === undefined ? [] : [{ properties: [int32(0x3705, 5), unicode(0x3001, 'inner')], message: inner }],
});

const forward = (inner: string): string =>
  mail({
    subject: 'forward',
    headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b1'],
    body: `--b1\nContent-Type: text/plain\n\nsee below\n--b1\nContent-Type: message/rfc822\n\n${inner}\n--b1--`,
  });

const emlx = (message: string): string =>
  `${Buffer.byteLength(message)}\n${message}<?xml version="1.0"?>\n<plist><dict><key>flags</key><integer>1</integer></dict></plist>\n`;

export const winmail = tnefOf([
  [1, 0x9003, tnefProperties([unicode(0x0037, 'from a winmail.dat'), unicode(0x1000, 'packed by Outlook')])],
]);

/** `scale`: how many messages of each plain form. */
export function mixedFolder(path: string, scale = 40): MixedFolder {
  const singles = numbered(scale, 'single');
  const boxed = numbered(scale * 2, 'boxed');
  const zipped = numbered(scale, 'zipped');
  const tarred = numbered(scale, 'tarred');
  const dirs = numbered(4, 'maildir');
  const apple = numbered(2, 'apple');
  const inner = mail({ subject: 'enclosed' });
  const files = new Map<string, Buffer | string>([
    ...singles.map((text, n): [string, string] => [`single-${String(n).padStart(3, '0')}.eml`, text]),
    ['box.mbox', mbox(boxed)],
    [
      'archive.zip',
      zipOf([
        { name: 'in/box.mbox', content: mbox(zipped) },
        { name: 'note.txt', content: 'no mail' },
      ]),
    ],
    ['archive.tar.gz', gzipped(tarOf(tarred.map((content, n) => ({ name: `${n}.eml`, content }))))],
    ...dirs.map((text, n): [string, string] => [
      `Maildir/${n % 2 === 0 ? 'cur' : 'new'}/158314320${n}.M1P1.host:2,S`,
      text,
    ]),
    ...apple.map((text, n): [string, string] => [`Apple/${n}.emlx`, emlx(text)]),
    ['outlook.msg', msgOf(outlook('outer', outlook('attached')))],
    ['winmail.dat', winmail],
    ['forward.eml', forward(inner)],
    ['picture.png', Buffer.from('89504e470d0a1a0a00', 'hex')],
  ]);
  for (const [name, content] of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  const plain = [...singles, ...boxed, ...zipped, ...tarred, ...dirs, ...apple, inner, forward(inner)];
  // Beside them two of outlook.msg and one of winmail.dat, which are rebuilt.
  return {
    path,
    messages: plain.length + 3,
    known: plain.map(sha256),
    files: new Map([...files].map(([name, content]) => [name, sha256(content)])),
  };
}
