import { expect, test } from 'vitest';
import { rebuild } from '../../../electron/engine/ingest/mapi/compose';
import { readTnefFile } from '../../../electron/engine/ingest/mapi/tnef-file';
import { readAnatomy } from '../../../shared/email/anatomy';
import { ansi, binary, int32, type Property, tnefOf, tnefProperties, unicode } from '../../helpers/outlook';

type Attribute = readonly [level: number, id: number, value: Buffer];

function rebuilt(attributes: readonly Attribute[]) {
  const message = readTnefFile(tnefOf(attributes));
  if (message === undefined) {
    throw new Error('no TNEF');
  }
  const { bytes, rebuilt: made } = rebuild(message, 'test');
  return { text: bytes.toString('utf8'), anatomy: readAnatomy(bytes), missing: made.missing };
}

const codepage = (number: number): Attribute => {
  const value = Buffer.alloc(8);
  value.writeUInt32LE(number);
  return [1, 0x9007, value];
};
const date = (id: number, ...parts: readonly number[]): Attribute => {
  const value = Buffer.alloc(14);
  for (const [n, part] of parts.entries()) {
    value.writeUInt16LE(part, n * 2);
  }
  return [1, id, value];
};
/** A sender in the old form: name and address, each with its zero. */
const from = (name: Buffer | string, address: string): Attribute => {
  const [shown, mail] = [Buffer.concat([Buffer.from(name), Buffer.alloc(1)]), Buffer.from(`${address}\0`)];
  const head = Buffer.alloc(8);
  head.writeUInt16LE(4, 0);
  head.writeUInt16LE(8 + shown.length + mail.length, 2);
  head.writeUInt16LE(shown.length, 4);
  head.writeUInt16LE(mail.length, 6);
  return [1, 0x8000, Buffer.concat([head, shown, mail])];
};
const start: Attribute = [2, 0x9002, Buffer.alloc(14)];
const object = (tnef: Buffer): Property => [0x3701, 0x000d, Buffer.concat([Buffer.alloc(16, 7), tnef])];

test('old attributes alone: sender, times and text in the code page that comes last', () => {
  const { text, missing } = rebuilt([
    from(Buffer.from('c0ededa0', 'hex'), 'SMTP:anna@example.com'),
    [1, 0x8004, Buffer.from('d2e5ece000', 'hex')],
    date(0x8006, 2003, 5, 6, 7, 8, 9, 2),
    [1, 0x800c, Buffer.from('cff0e8e2e5f200', 'hex')],
    codepage(1251),
  ]);
  expect(text).toContain('<anna@example.com>');
  expect(text).toContain('Date: Tue, 06 May 2003 07:08:09 +0000');
  expect(text).toContain('\u041f\u0440\u0438\u0432\u0435\u0442');
  expect(missing.join()).not.toContain('the sender');
});

test('the usual code page: quotation marks, dashes and the euro', () => {
  const subject: Attribute = [1, 0x8004, Buffer.from('93486994969780' + '00', 'hex')];
  for (const attributes of [[codepage(1252), subject], [subject], [codepage(437), subject]]) {
    expect(rebuilt(attributes).anatomy.subject).toBe('\u201cHi\u201d\u2013\u2014\u20ac');
  }
});

test('a sender in the old form does not stand beside one of the properties', () => {
  const { text } = rebuilt([
    from('Somebody Else', 'SMTP:other@example.com'),
    [1, 0x9003, tnefProperties([unicode(0x0042, 'Ann'), unicode(0x0065, 'ann@example.com')])],
  ]);
  expect(text).toContain('From: Ann <ann@example.com>');
  expect(text).not.toContain('other@example.com');
});

test('an attached message is read in whatever order its attributes come, in the code page of the outer one', () => {
  const inner = tnefOf([
    [1, 0x8004, Buffer.from('c2eef0f700', 'hex')],
    [1, 0x9003, tnefProperties([ansi(0x1000, Buffer.from('cff0e8e2e5f2', 'hex'))])],
  ]);
  const properties: Attribute = [2, 0x9005, tnefProperties([int32(0x3705, 5), object(inner)])];
  const data: Attribute = [2, 0x800f, Buffer.from('no message')];
  for (const order of [
    [start, properties, data],
    [start, data, properties],
    [properties, data],
  ]) {
    const { text } = rebuilt([codepage(1251), ...order]);
    expect(text).toContain('Content-Type: message/rfc822');
    expect(text).toContain('\u041f\u0440\u0438\u0432\u0435\u0442');
  }
});

test('an item that is no mail: that its own fields are missing is told', () => {
  const item = (kind: string) => rebuilt([[1, 0x9003, tnefProperties([unicode(0x001a, kind), unicode(0x0037, 'x')])]]);
  expect(item('IPM.Contact').missing.join()).toContain('an item of the kind IPM.Contact');
  expect(item('IPM.Schedule.Meeting.Request').missing.join()).toContain('the kind IPM.Schedule.Meeting');
  expect(item('IPM.Note').missing.join()).not.toContain('the kind');
});

test('long names, in letters of any script, and more attachments than one', () => {
  const long = `${'\u0434\u043b\u0438\u043d\u043d\u043e\u0435 '.repeat(40)}.pdf`;
  const { anatomy } = rebuilt([
    start,
    [2, 0x8010, Buffer.from('SHORT~1.PDF\0')],
    [2, 0x9005, tnefProperties([unicode(0x3707, long), binary(0x3701, 'one')])],
    start,
    [2, 0x800f, Buffer.from('two')],
    [2, 0x8010, Buffer.from('two.txt\0')],
  ]);
  const names = anatomy.structure.parts.slice(1).map(({ fileName }) => fileName);
  expect(names).toHaveLength(2);
  expect(names[0]).toBe(long);
  expect(names[1]).toBe('two.txt');
});
