import { expect, test } from 'vitest';
import { rebuild } from '../../../electron/engine/ingest/mapi/compose';
import { readMsgFile } from '../../../electron/engine/ingest/mapi/msg-file';
import { readTnefFile } from '../../../electron/engine/ingest/mapi/tnef-file';
import { readAnatomy } from '../../../shared/email/anatomy';
import { NotCompound } from '../../../shared/email/compound-file';
import { leafParts } from '../../../shared/email/leaf-parts';
import { plainRtf, unpackRtf } from '../../../shared/email/rtf';
import { readTnef } from '../../../shared/email/tnef';
import { decodeText } from '../../../shared/email/transfer-decoding';
import {
  ansi,
  binary,
  int32,
  type MsgParts,
  msgOf,
  time,
  tnefOf,
  tnefProperties,
  unicode,
} from '../../helpers/outlook';
import fc from '../../helpers/properties';

const person = (kind: number, name: string, address: string) => [
  int32(0x0c15, kind),
  unicode(0x3001, name),
  unicode(0x3002, 'SMTP'),
  unicode(0x3003, address),
];

const parts: MsgParts = {
  properties: [
    unicode(0x001a, 'IPM.Note'),
    unicode(0x0037, 'Gr\u00fc\u00dfe'),
    unicode(0x0c1a, 'Ann Example'),
    unicode(0x0c1f, 'ann@example.com'),
    unicode(0x1000, 'Hello.\r\nSecond line.'),
    binary(0x1013, '<p>Hello.</p>'),
    unicode(0x1035, '<1@mail.example.com>'),
    time(0x0039, '2020-03-02T10:00:00Z'),
  ],
  recipients: [person(1, 'Bob', 'bob@example.org'), person(2, 'Eve', 'eve@example.org')],
  attachments: [
    { properties: [unicode(0x3707, 'b\u00e4r.txt'), binary(0x3701, 'content'), int32(0x3705, 1)] },
    {
      properties: [int32(0x3705, 5), unicode(0x3001, 'inner')],
      message: { properties: [unicode(0x0037, 'Inner'), unicode(0x1000, 'inside')] },
    },
  ],
};

function rebuilt(bytes: Buffer) {
  const message = readMsgFile(bytes);
  if (message === undefined) {
    throw new Error('no message');
  }
  const made = rebuild(message, 'test');
  return { ...made, text: made.bytes.toString('utf8'), anatomy: readAnatomy(made.bytes) };
}

test('a message is rebuilt from its properties, always the same', () => {
  const { bytes, anatomy, text, rebuilt: how } = rebuilt(msgOf(parts));
  expect(anatomy).toMatchObject({ subject: 'Gr\u00fc\u00dfe', messageId: '1@mail.example.com' });
  expect(anatomy.from[0]).toMatchObject({ name: 'Ann Example', address: 'ann@example.com' });
  expect([...anatomy.to, ...anatomy.cc].map(({ address }) => address)).toEqual(['bob@example.org', 'eve@example.org']);
  expect(anatomy.date?.instantMs).toBe(Date.parse('2020-03-02T10:00:00Z'));
  const [bodies, file, inner] = anatomy.structure.parts;
  expect(bodies?.parts.map(({ mediaType }) => mediaType)).toEqual(['text/plain', 'text/html']);
  expect(file?.fileName).toBe('b\u00e4r.txt');
  expect(inner?.parts[0]?.fields.find(({ key }) => key === 'subject')?.text).toBe('Inner');
  expect(text).toContain('Hello.\r\nSecond line.');
  expect(how.missing[0]).toContain('not stored');
  expect(rebuilt(msgOf(parts)).bytes).toEqual(bytes);
});

test('stored transport headers stand verbatim; the structure is new and says so', () => {
  const headers =
    'Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a.example\r\n\tby b.example; Mon, 2 Mar 2020 10:00:05 +0000\r\nFrom: x@example.com\r\nContent-Type: multipart/mixed;\r\n boundary="old"\r\n\r\n--old';
  const {
    text,
    anatomy,
    rebuilt: how,
  } = rebuilt(msgOf({ ...parts, properties: [...parts.properties, unicode(0x007d, headers)] }));
  expect(text).toContain(
    'Received: from a.example\r\n\tby b.example; Mon, 2 Mar 2020 10:00:05 +0000\r\nFrom: x@example.com\r\n',
  );
  expect(text).toContain('X-Original-Content-Type: multipart/mixed;\r\n boundary="old"\r\n');
  expect(anatomy.fields.filter(({ key }) => key === 'content-type')).toHaveLength(1);
  expect(how.missing).toContain('Date, Subject in the stored headers: taken from properties');
});

test('names inside Exchange are no addresses, and nothing gets out of its field', () => {
  const { anatomy, text } = rebuilt(
    msgOf({
      properties: [
        unicode(0x0037, 'a\r\nBcc: evil@example.com\r\n\r\nbody'),
        unicode(0x0c1a, 'Ann "The\r\nX: y" Example'),
        unicode(0x0c1e, 'EX'),
        unicode(0x0c1f, '/O=ORG/CN=ANN'),
      ],
      attachments: [
        { properties: [unicode(0x3707, 'a"\r\nX: y.txt'), binary(0x3701, 'x'), unicode(0x370e, 'text/plain\r\nX: y')] },
      ],
    }),
  );
  expect(anatomy.bcc).toEqual([]);
  expect(text).not.toMatch(/^(?:X|Bcc):/m);
  expect(text).toContain('From: "Ann \\"The X: y\\" Example":;');
});

test('strings that are not Unicode are read in the message\u2019s own code page', () => {
  const name = Buffer.from('83588366835883673f', 'hex').subarray(0, 8);
  const { anatomy } = rebuilt(msgOf({ properties: [ansi(0x0037, name), int32(0x3ff1, 0x0411), int32(0x3fde, 65001)] }));
  expect(anatomy.subject).toBe(new TextDecoder('shift_jis').decode(name));
});

test('RTF: packed, cut off, with HTML inside', () => {
  const rtf =
    "{\\rtf1\\ansi\\fromhtml1 \\ansicpg1252{\\*\\htmltag64 <p>}\\htmlrtf hidden\\htmlrtf0 gr\\'fcn \\u8364?{\\*\\htmltag72 </p>}}";
  expect(plainRtf(Buffer.from(rtf))).toEqual({ kind: 'html', text: '<p>gr\u00fcn \u20ac</p>' });
  const plain = Buffer.alloc(16 + rtf.length);
  plain.writeUInt32LE(rtf.length, 4);
  plain.writeUInt32LE(0x414c454d, 8);
  plain.write(rtf, 16);
  expect(Buffer.from(unpackRtf(plain) ?? []).toString()).toBe(rtf);
  expect(unpackRtf(Buffer.alloc(10))).toBeUndefined();
  const lie = Buffer.alloc(20, 0xff);
  lie.writeUInt32LE(0x75465a4c, 8);
  expect(unpackRtf(lie)?.length).toBeLessThan(100);
});

/** Packed as MS-OXRTFCP stores it without compression. */
function storedRtf(text: string): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(text.length, 4);
  head.writeUInt32LE(0x414c454d, 8);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

const rtfOnly = (text: string) =>
  tnefOf([[1, 0x9003, tnefProperties([unicode(0x0037, 'RTF'), binary(0x1009, storedRtf(text))])]]);

test.each([
  [
    'RTF of its own',
    '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard wire to\\par account 12\\par}',
    'wire to\r\naccount 12',
  ],
  ['HTML inside', '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}wire to{\\*\\htmltag72 </p>}}', '<p>wire to</p>'],
  ['text inside', '{\\rtf1\\ansi\\fromtext wire to\\par}', 'wire to'],
])('TNEF with no body but %s shows it', (_label, rtf, shown) => {
  expect(readTnef(rtfOnly(rtf)).body.trim()).toBe(shown);
  const message = readTnefFile(rtfOnly(rtf));
  if (message === undefined) {
    throw new Error('no message was read');
  }
  const { bytes } = rebuild(message, 'test');
  const [first] = leafParts(readAnatomy(bytes).structure);
  expect(first === undefined ? '' : decodeText(bytes, first).trim()).toBe(shown);
});

test('TNEF: what is searched for hidden files and what is rebuilt hold the same file', () => {
  const files = readTnef(tnef).files.map(({ name, content }) => [name, Buffer.from(content).toString()]);
  expect(files).toEqual([['a.txt', 'content']]);
  const attached = readTnefFile(tnef)?.attachments.map((one) => Buffer.from(one.bytes(0x3701) ?? []).toString());
  expect(attached).toEqual(['content']);
});

const tnef = tnefOf([
  [1, 0x8004, Buffer.from('Old subject\0')],
  [
    1,
    0x9003,
    tnefProperties([
      unicode(0x0037, 'Subject'),
      unicode(0x1000, 'Body'),
      unicode(0x0c1a, 'Ann'),
      unicode(0x0c1f, 'ann@example.com'),
    ]),
  ],
  [2, 0x9002, Buffer.alloc(14)],
  [2, 0x8010, Buffer.from('a.txt\0')],
  [2, 0x800f, Buffer.from('content')],
]);

test('TNEF: message and attachment', () => {
  const message = readTnefFile(tnef);
  const { bytes } = message === undefined ? { bytes: Buffer.alloc(0) } : rebuild(message, 'test');
  const anatomy = readAnatomy(bytes);
  expect(anatomy.subject).toBe('Subject');
  expect(anatomy.structure.parts[1]?.fileName).toBe('a.txt');
  expect(message?.problems).toEqual([]);
  expect(readTnefFile(tnef.subarray(0, -5))?.problems[0]).toContain('cut off');
});

test('TNEF with absurd lengths ends, and keeps what stood before', () => {
  const lie = Buffer.from(tnef);
  lie.writeUInt32LE(0xffffffff, lie.indexOf('a.txt') - 4);
  expect(readTnefFile(lie)?.attachments).toHaveLength(1);
  const counts = tnefOf([
    [1, 0x9003, Buffer.from('ffffffff1f003700ffffffff', 'hex')],
    [1, 0x9004, Buffer.from('ffffffff', 'hex')],
  ]);
  expect(readTnefFile(counts)?.text(0x0037)).toBeUndefined();
});

test('compound files that loop, lie or end early', () => {
  const good = msgOf(parts);
  const table = good.length - 512 * Math.ceil((good.length / 512 - 1) / 128);
  const looping = Buffer.from(good);
  for (let at = table; at + 4 <= looping.length; at += 4) {
    looping.writeUInt32LE(0, at);
  }
  expect(() => readMsgFile(looping)).not.toThrow(RangeError);
  const tableless = Buffer.from(good).fill(0xff, 76, 512);
  expect(readMsgFile(tableless)?.problems).toEqual([expect.stringContaining('damaged')]);
  const directory = good.readUInt32LE(48);
  const childless = Buffer.from(good);
  childless.writeUInt32LE(5_000, (directory + 1) * 512 + 76);
  expect(() => readMsgFile(childless)).toThrow(NotCompound);
  const cyclic = Buffer.from(good);
  for (let entry = (directory + 1) * 512; entry + 128 <= table; entry += 128) {
    cyclic.writeUInt32LE(0, entry + 68);
    cyclic.writeUInt32LE(1, entry + 72);
    cyclic.writeUInt32LE(1, entry + 76);
    cyclic.writeUInt32LE(0xffffffff, entry + 120);
  }
  expect(readMsgFile(cyclic)?.problems ?? []).toBeDefined();
  expect(() => readMsgFile(good.subarray(0, 600))).toThrow(NotCompound);
});

test('any damage: a message, none, or a plain refusal; never an endless loop', () => {
  const files = [msgOf(parts), tnef];
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 40 }),
      fc.nat(),
      (file, changes, cut) => {
        const bytes = Buffer.from(cut % 3 === 0 ? file.subarray(0, cut % file.length) : file);
        for (const [at, value] of changes) {
          bytes[at % Math.max(bytes.length, 1)] = value;
        }
        try {
          const message = file === tnef ? readTnefFile(bytes) : readMsgFile(bytes);
          const made = message === undefined ? undefined : rebuild(message, 'test');
          expect(made === undefined || made.bytes.length > 0).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(NotCompound);
        }
      },
    ),
    { numRuns: 400 },
  );
});
