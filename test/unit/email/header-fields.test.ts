import { describe, expect, test } from 'vitest';
import { fieldsNamed, firstField, readAnatomy, readHeader } from '../../../shared/email/anatomy';
import { sliceBytes, toByteString } from '../../../shared/email/byte-string';
import { bytesOf, codes, crlf, cut, utf8 } from './make';

const names = (text: string): readonly string[] => readHeader(bytesOf(text)).fields.map(({ name }) => name);
const issueCodes = (text: string): readonly string[] => codes(readHeader(bytesOf(text)).issues);

describe('header fields', () => {
  test('gives every part of a field its exact bytes', () => {
    const header = readHeader(bytesOf('Subject:  one\r\n two\r\nTo: a@b.example\r\n\r\nbody'));

    expect(header).toEqual({
      fromLine: undefined,
      headerSpan: { start: 0, end: 38 },
      bodyStart: 40,
      fields: [
        {
          name: 'Subject',
          key: 'subject',
          span: { start: 0, end: 21 },
          nameSpan: { start: 0, end: 7 },
          bodySpan: { start: 10, end: 19 },
          body: 'one\r\n two',
          text: 'one two',
        },
        {
          name: 'To',
          key: 'to',
          span: { start: 21, end: 38 },
          nameSpan: { start: 21, end: 23 },
          bodySpan: { start: 25, end: 36 },
          body: 'a@b.example',
          text: 'a@b.example',
        },
      ],
      issues: [],
    });
  });

  test('reads LF line ends, and both kinds mixed', () => {
    const bytes = bytesOf('A: 1\nB: 2\r\nC: 3\n\nbody\r\n');
    const header = readHeader(bytes);

    expect(header.fields.map(({ body }) => body)).toEqual(['1', '2', '3']);
    expect(cut(bytes, { start: header.bodyStart, end: bytes.length })).toBe('body\r\n');
    expect(codes(header.issues)).toEqual(['header.mixed-line-ends']);
  });

  test('keeps the exact bytes of a field folded inside a comment', () => {
    const text = 'Received: from a (comment\r\n\t(nested)\r\n end) by b\r\nTo: x\r\n\r\n';
    const field = firstField(readHeader(bytesOf(text)), 'received');

    expect(field?.body).toBe('from a (comment\r\n\t(nested)\r\n end) by b');
    expect(field?.text).toBe('from a (comment\t(nested) end) by b');
  });

  test('takes a bare CR for a character, and says so', () => {
    const header = readHeader(bytesOf('Subject: a\rBcc: hidden@example.com\r\n\r\n'));

    expect(header.fields.map(({ key }) => key)).toEqual(['subject']);
    expect(header.fields[0]?.text).toBe('a\u240dBcc: hidden@example.com');
    expect(header.issues).toEqual([{ code: 'header.bare-cr', span: { start: 10, end: 11 } }]);
  });

  test('reads a message whose only line ends are bare CRs', () => {
    const header = readHeader(bytesOf('From: a@example.com\rSubject: one\r two\r\rbody'));

    expect(header.fields.map(({ text }) => text)).toEqual(['a@example.com', 'one two']);
    expect(header.bodyStart).toBe(39);
    expect(codes(header.issues)).toEqual(['message.bare-cr-line-ends']);
  });

  test('makes a NUL in a body visible', () => {
    const header = readHeader(bytesOf('Subject: a\0b\r\n\r\n'));

    expect(header.fields[0]?.text).toBe('a\u2400b');
    expect(codes(header.issues)).toEqual(['header.nul']);
  });

  test('ends the header at the end of the message', () => {
    const header = readHeader(bytesOf('From: a@example.com\r\nSubject: x'));

    expect(header.fields.map(({ body }) => body)).toEqual(['a@example.com', 'x']);
    expect(header.bodyStart).toBe(31);
    expect(header.headerSpan).toEqual({ start: 0, end: 31 });
  });

  test('decodes UTF-8 for reading, and else windows-1252', () => {
    const bytes = new Uint8Array([...utf8('Subject: Grüße\r\n'), ...bytesOf('X-Old: Gr\xfc\xdfe \x80\r\n\r\n')]);
    const header = readHeader(bytes);

    expect(header.fields.map(({ text }) => text)).toEqual(['Grüße', 'Grüße €']);
    expect(header.issues.map(({ code }) => code)).toEqual(['header.raw-8bit', 'header.raw-8bit']);
  });

  test('looks up fields by lower-case name, topmost first', () => {
    const anatomy = readAnatomy(bytesOf('Received: 1\r\nreceived: 2\r\nRECEIVED: 3\r\n\r\n'));

    expect(fieldsNamed(anatomy, 'received').map(({ body }) => body)).toEqual(['1', '2', '3']);
    expect(firstField(anatomy, 'received')?.body).toBe('1');
    expect(firstField(anatomy, 'subject')).toBeUndefined();
  });

  test('slices spans without copying and without leaving the message', () => {
    const bytes = bytesOf('abcdef');

    expect(toByteString(sliceBytes(bytes, { start: 1, end: 3 }))).toBe('bc');
    expect(sliceBytes(bytes, { start: 4, end: 99 }).length).toBe(2);
    expect(sliceBytes(bytes, { start: -5, end: 2 }).length).toBe(2);
  });
});

describe('lines that are no fields', () => {
  test.each([
    ['a From_ line of a mailbox', 'From a@example.com Thu Jan  1 00:00:00 1970\r\nTo: x\r\n\r\n', ['To'], []],
    ['a quoted From_ line', '>From a@example.com Thu Jan  1 00:00:00 1970\r\nTo: x\r\n\r\n', ['To'], []],
    [
      'a field called From with a blank before the colon',
      'From : a@example.com\r\nTo: x\r\n\r\n',
      ['From', 'To'],
      ['header.space-before-colon'],
    ],
    [
      'a From_ line in the middle',
      'To: x\r\n>From b Thu Jan 1\r\nCc: y\r\n\r\n',
      ['To', 'Cc'],
      ['header.from-line-inside'],
    ],
    [
      'a line without a colon between fields',
      'To: x\r\nstray text\r\nCc: y\r\n\r\n',
      ['To', 'Cc'],
      ['header.line-without-colon'],
    ],
    ['a missing empty line', 'To: x\r\nHello Bob,\r\nhow are you\r\n', ['To'], ['header.no-empty-line']],
    ['no header at all', 'Hello Bob,\r\nhow are you\r\n', [], ['header.missing', 'header.no-empty-line']],
    ['an empty message', '', [], ['header.missing']],
    [
      'empty lines before the header',
      '\r\n\r\nReceived: by x\r\nTo: y\r\n\r\n',
      ['Received', 'To'],
      ['header.leading-blank-lines'],
    ],
    ['empty lines before something else', '\r\nhttp://example.com\r\n', [], ['header.missing']],
    ['a byte order mark', '\xef\xbb\xbfTo: x\r\n\r\n', ['To'], ['message.byte-order-mark']],
    ['a blank in the name', 'To: x\r\nX Y: z\r\nCc: y\r\n\r\n', ['To', 'Cc'], ['header.line-without-colon']],
    ['a control in the name', 'Fr\x01om: a@example.com\r\n\r\n', ['Fr\x01om'], ['header.name-invalid']],
    ['a NUL after the name', 'From\0: a@example.com\r\n\r\n', ['From\0'], ['header.name-invalid']],
    ['a line of blanks in the middle', 'To: x\r\n \t\r\nCc: y\r\n\r\n', ['To', 'Cc'], ['header.blank-fold']],
    ['a fold as the first line', ' folded\r\nTo: x\r\n\r\n', ['To'], ['header.line-without-colon']],
    ['an empty name', ': x\r\nTo: y\r\n\r\n', ['To'], ['header.line-without-colon']],
  ])('%s', (_label, text, expectedNames, expectedIssues) => {
    expect(names(text)).toEqual(expectedNames);
    expect(issueCodes(text)).toEqual(expectedIssues);
  });

  test('keeps the place of a From_ line', () => {
    const header = readHeader(bytesOf('From a@example.com Thu Jan 1\nTo: x\n\n'));

    expect(header.fromLine).toEqual({ start: 0, end: 29 });
    expect(header.headerSpan).toEqual({ start: 29, end: 35 });
  });

  test('reads no header from UTF-16, and says what it is', () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...[...'From: a@example.com\r\n'].flatMap((unit) => [unit.charCodeAt(0), 0]),
    ]);

    expect(readHeader(utf16)).toMatchObject({ fields: [], bodyStart: 0, issues: [{ code: 'message.utf-16' }] });
    expect(readHeader(utf16.subarray(2))).toMatchObject({ fields: [], issues: [{ code: 'message.utf-16' }] });
  });

  test('notes a line beyond 998 bytes once', () => {
    const long = 'x'.repeat(999);

    expect(issueCodes(`Subject: ${long}\r\n ${long}\r\n\r\n`)).toEqual(['header.line-too-long']);
    expect(issueCodes(`Subject: ${'x'.repeat(989)}\r\n\r\n`)).toEqual([]);
  });

  test('every byte of the header belongs to a field or to an issue', () => {
    const text = crlf('To: x', 'stray', 'Cc: y', ' folded', '>From z', 'Bcc: w', '', 'body');
    const header = readHeader(bytesOf(text));
    const skipped = header.issues.filter(
      ({ code }) => code === 'header.line-without-colon' || code === 'header.from-line-inside',
    );
    const pieces = [...header.fields.map(({ span }) => span), ...skipped.map(({ span }) => span)].toSorted(
      (a, b) => a.start - b.start,
    );

    expect(pieces.map((span) => cut(bytesOf(text), span)).join('')).toBe(cut(bytesOf(text), header.headerSpan));
  });
});
