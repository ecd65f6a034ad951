import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { createIssueList } from '../../../shared/email/issues';
import { readLineEnds } from '../../../shared/email/line-ends';
import { readMessageIds } from '../../../shared/email/message-id';
import { bytesOf, codes, crlf, cut, fieldOf } from './make';

const read = (...lines: readonly string[]) => readAnatomy(bytesOf(crlf(...lines)));

test('reads a whole message', () => {
  const bytes = bytesOf(
    crlf(
      'Return-Path: <bounce@example.com>',
      'From: "Ann Example" <ann@example.com>',
      'Sender: office@example.com',
      'Reply-To: reply@example.net',
      'To: bob@example.org, Carol <carol@example.org>',
      'Cc: dan@example.org',
      'Bcc: eve@example.org',
      'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
      'Date: Tue, 20 Oct 2020 12:00:00 +0200',
      'Message-ID: <a.b@example.com>',
      '',
      'Hello',
    ),
  );
  const anatomy = readAnatomy(bytes);
  const addresses = [anatomy.from, anatomy.sender, anatomy.replyTo, anatomy.to, anatomy.cc, anatomy.bcc].map((list) =>
    list.map(({ address }) => address),
  );

  expect(addresses).toEqual([
    ['ann@example.com'],
    ['office@example.com'],
    ['reply@example.net'],
    ['bob@example.org', 'carol@example.org'],
    ['dan@example.org'],
    ['eve@example.org'],
  ]);
  expect(anatomy).toMatchObject({
    length: bytes.length,
    subject: 'Grüße',
    messageId: 'a.b@example.com',
    issues: [],
    returnPath: { address: 'bounce@example.com' },
  });
  expect(anatomy.date?.instantMs).toBe(Date.UTC(2020, 9, 20, 10));
  expect(cut(bytes, anatomy.date?.span)).toBe('Tue, 20 Oct 2020 12:00:00 +0200');
  expect(cut(bytes, anatomy.messageIdSpan)).toBe('a.b@example.com');
  expect(cut(bytes, anatomy.structure.bodySpan)).toBe('Hello');
});

test('an empty message is read too', () => {
  expect(readAnatomy(new Uint8Array())).toMatchObject({
    length: 0,
    bodyStart: 0,
    fields: [],
    from: [],
    subject: '',
    messageId: '',
    date: undefined,
    returnPath: undefined,
  });
});

describe('what may stand once and stands twice', () => {
  test('every From address is reported, and the second field is an issue', () => {
    const anatomy = read('From: real@example.com', 'From: fake@example.net', '', 'x');

    expect(anatomy.from.map(({ address }) => address)).toEqual(['real@example.com', 'fake@example.net']);
    expect(codes(anatomy.issues)).toEqual(['header.duplicate']);
  });

  test('the first Subject counts', () => {
    expect(read('Subject: one', 'Subject: two', '', 'x')).toMatchObject({
      subject: 'one',
      issues: [{ code: 'header.duplicate' }],
    });
  });

  test('Received may stand often', () => {
    expect(read('Received: by a', 'Received: by b', '', 'x').issues).toEqual([]);
  });

  test('the topmost Return-Path counts, an empty one has an empty address', () => {
    expect(read('Return-Path: <>', 'Return-Path: <a@example.com>', '', 'x').returnPath).toMatchObject({
      address: '',
      addressSpan: { start: 14, end: 14 },
    });
  });
});

describe('message identifiers', () => {
  test.each([
    ['<a@example.com>', ['a@example.com']],
    ['<a@example.com> <b@example.com>', ['a@example.com', 'b@example.com']],
    ['<a@example.com>\r\n\t<b@example.com>', ['a@example.com', 'b@example.com']],
    ['a@example.com', ['a@example.com']],
    ['< a@example.com >', ['a@example.com']],
    ['<>', ['']],
    ['', []],
    ['<a@example.com', ['a@example.com']],
    ['a@example.com>', ['a@example.com']],
    ['<"quoted"@[192.0.2.1]>', ['"quoted"@[192.0.2.1]']],
    ['<a\0b@example.com>', ['a␀b@example.com']],
    ['Your message of Monday <a@example.com>', ['a@example.com']],
  ])('%j', (body, expected) => {
    expect(readMessageIds(fieldOf(`References: ${body}`)).map(({ id }) => id)).toEqual(expected);
  });

  test('have exact places', () => {
    const text = 'References: <a@example.com>\r\n < b@example.com>\r\n\r\n';

    expect(readMessageIds(fieldOf(text.slice(0, -4))).map(({ span }) => cut(bytesOf(text), span))).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
  });
});

describe('line ends', () => {
  test('of a message from the wire', () => {
    expect(readLineEnds(bytesOf('a\r\nbcd\r\n'))).toEqual({
      crlf: 2,
      lf: 0,
      cr: 0,
      nul: 0,
      firstCrlf: { start: 1, end: 3 },
      firstLf: undefined,
      firstCr: undefined,
      firstNul: undefined,
      longestLine: { start: 3, end: 6 },
    });
  });

  test('mixed, with bare CR and NUL', () => {
    expect(readLineEnds(bytesOf('a\r\nb\nc\rd\0e'))).toMatchObject({
      crlf: 1,
      lf: 1,
      cr: 1,
      nul: 1,
      firstLf: { start: 4, end: 5 },
      firstCr: { start: 6, end: 7 },
      firstNul: { start: 8, end: 9 },
      longestLine: { start: 5, end: 10 },
    });
  });

  test('of nothing', () => {
    expect(readLineEnds(new Uint8Array())).toMatchObject({ crlf: 0, lf: 0, longestLine: { start: 0, end: 0 } });
  });
});

describe('the list of issues', () => {
  test('is in the order of the message', () => {
    const list = createIssueList();
    list.note('header.nul', 5, 6);
    list.note('header.bare-cr', 1, 9);
    list.note('header.missing', 1, 2);

    expect(list.sorted().map(({ code }) => code)).toEqual(['header.missing', 'header.bare-cr', 'header.nul']);
  });

  test('does not grow without end, and no code crowds out the others', () => {
    const list = createIssueList();
    for (let index = 0; index < 100_000; index += 1) list.note('header.nul', index, index + 1);
    list.note('mime.preamble', 5, 6);

    expect(list.sorted().length).toBe(202);
    expect(list.sorted().map(({ code }) => code)).toContain('mime.preamble');
    expect(list.sorted().filter(({ code }) => code === 'issues.truncated')).toEqual([
      { code: 'issues.truncated', span: { start: 200, end: 201 } },
    ]);
  });
});
