import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { maxDepth, maxParts } from '../../../shared/email/mime-structure';
import type { MimePart } from '../../../shared/email/types';
import { allParts, bytesOf, codes, crlf, cut, treeOf } from './make';

function read(...lines: readonly string[]): {
  readonly tree: readonly string[];
  readonly bodies: readonly string[];
  readonly codes: readonly string[];
  readonly root: MimePart;
} {
  const bytes = bytesOf(crlf(...lines));
  const { structure, issues } = readAnatomy(bytes);
  const leaves = allParts(structure).filter(({ parts }) => parts.length === 0);
  return {
    tree: treeOf(structure),
    bodies: leaves.map(({ bodySpan }) => cut(bytes, bodySpan)),
    codes: codes(issues),
    root: structure,
  };
}

const mixed = 'Content-Type: multipart/mixed; boundary=b';

describe('RFC 2046', () => {
  test('section 5.1.1: the simple example', () => {
    const result = read(
      'From: a@example.com',
      'MIME-Version: 1.0',
      'Content-type: multipart/mixed; boundary="simple boundary"',
      '',
      'This is the preamble.',
      '',
      '--simple boundary',
      '',
      'implicit: does NOT end with a line break.',
      '--simple boundary',
      'Content-type: text/plain; charset=us-ascii',
      '',
      'explicit: DOES end with a line break.',
      '',
      '--simple boundary--',
      '',
      'This is the epilogue.',
    );

    expect(result.tree).toEqual(['· multipart/mixed', '1 text/plain', '2 text/plain']);
    expect(result.bodies).toEqual([
      'implicit: does NOT end with a line break.',
      'explicit: DOES end with a line break.\r\n',
    ]);
    expect(result.codes).toEqual(['mime.epilogue', 'mime.preamble']);
  });

  test('section 5.1.5: a digest holds messages', () => {
    const { tree } = read(
      'Content-Type: multipart/digest; boundary=b',
      '',
      '--b',
      '',
      'From: a@example.com',
      '',
      'one',
      '--b',
      '',
      'From: c@example.com',
      '',
      'two',
      '--b--',
    );

    expect(tree).toEqual([
      '· multipart/digest',
      '1 message/rfc822',
      '1.1 text/plain',
      '2 message/rfc822',
      '2.1 text/plain',
    ]);
  });

  test('paths count as IMAP does (RFC 3501 section 6.4.5)', () => {
    const { tree } = read(
      mixed,
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'x',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      '',
      'y',
      '--c',
      'Content-Type: image/gif',
      '',
      'z',
      '--c--',
      '--b',
      'Content-Type: multipart/alternative; boundary=d',
      '',
      '--d',
      '',
      'v',
      '--d--',
      '--b--',
    );

    expect(tree).toEqual([
      '· multipart/mixed',
      '1 text/plain',
      '2 message/rfc822',
      '2.TEXT multipart/mixed',
      '2.1 text/plain',
      '2.2 image/gif',
      '3 multipart/alternative',
      '3.1 text/plain',
    ]);
  });

  test('a message as the whole body', () => {
    expect(read('Content-Type: message/rfc822', '', 'Subject: inner', '', 'x').tree).toEqual([
      '· message/rfc822',
      '1 text/plain',
    ]);
  });
});

describe('names and encodings', () => {
  test.each([
    [
      'a disposition',
      ['Content-Disposition: attachment; filename="a.pdf"'],
      { disposition: 'attachment', fileName: 'a.pdf' },
    ],
    ['a name only', ['Content-Type: x/y; name=b.pdf'], { disposition: '', fileName: 'b.pdf' }],
    [
      'both: the disposition counts',
      ['Content-Type: x/y; name=b.pdf', 'Content-Disposition: attachment; filename=a.pdf'],
      { fileName: 'a.pdf' },
    ],
    ['an extended name', ["Content-Disposition: attachment; filename*=utf-8''J%C3%BC.pdf"], { fileName: 'Jü.pdf' }],
    ['a content id', ['Content-ID: <a@example.com>'], { contentId: 'a@example.com' }],
    ['a charset', ['Content-Type: text/plain; charset=UTF-8'], { charset: 'utf-8' }],
    ['blanks around the slash', ['Content-Type: text / html'], { mediaType: 'text/html' }],
    ['no slash', ['Content-Type: text'], { mediaType: 'text/plain' }],
    ['an empty type', ['Content-Type:'], { mediaType: 'text/plain' }],
    ['a type and a comment', ['Content-Type: text/html (comment)'], { mediaType: 'text/html' }],
  ])('%s', (_label, fields, expected) => {
    expect(read(...fields, '', 'x').root).toMatchObject(expected);
  });

  test('two names that differ are an issue', () => {
    expect(
      read('Content-Type: x/y; name=b.pdf', 'Content-Disposition: attachment; filename=a.exe', '', 'x').codes,
    ).toEqual(['mime.file-names-differ']);
  });
});

describe('broken and hostile structures', () => {
  test.each([
    ['no closing boundary', [mixed, '', '--b', '', 'one'], ['1 text/plain'], ['mime.boundary-unclosed']],
    ['a declared boundary that never comes', [mixed, '', 'text'], [], ['mime.boundary-absent']],
    [
      'no boundary declared, one used',
      ['Content-Type: multipart/mixed', '', '--x1', '', 'one', '--x1--'],
      ['1 text/plain'],
      ['mime.boundary-guessed'],
    ],
    [
      'no boundary declared, none used',
      ['Content-Type: multipart/mixed', '', 'text', '-- ', 'me'],
      [],
      ['mime.boundary-missing'],
    ],
    [
      'a part after the close',
      [mixed, '', '--b', '', 'one', '--b--', '--b', '', 'hidden', '--b--'],
      ['1 text/plain', '2 text/plain'],
      ['mime.part-after-close'],
    ],
    [
      'a line that only begins with the boundary',
      [mixed, '', '--b', '', 'one', '--bb', 'two', '--b--'],
      ['1 text/plain'],
      ['mime.boundary-lookalike'],
    ],
    ['blanks after the boundary', [mixed, '', '--b  ', '', 'one', '--b-- \t'], ['1 text/plain'], []],
    [
      'a boundary inside a header',
      [mixed, '', '--b', 'Content-Type: text/html', '--b', '', 'two', '--b--'],
      ['1 text/html', '2 text/plain'],
      ['header.no-empty-line'],
    ],
    [
      'an inner part closed by the outer boundary',
      [mixed, '', '--b', 'Content-Type: multipart/mixed; boundary=c', '', '--c', '', 'one', '--b', '', 'two', '--b--'],
      ['1 multipart/mixed', '1.1 text/plain', '2 text/plain'],
      ['mime.boundary-unclosed'],
    ],
    [
      'inner and outer boundary the same',
      [mixed, '', '--b', mixed, '', '--b', '', 'one', '--b--', '--b', '', 'two', '--b--'],
      ['1 multipart/mixed', '1.1 text/plain', '2 text/plain'],
      ['mime.boundary-reused'],
    ],
    [
      'an inner boundary that begins like the outer',
      [mixed, '', '--b', 'Content-Type: multipart/mixed; boundary=bb', '', '--bb', '', 'one', '--bb--', '--b--'],
      ['1 multipart/mixed', '1.1 text/plain'],
      ['mime.boundary-prefix'],
    ],
    [
      'a boundary that ends in two hyphens',
      ['Content-Type: multipart/mixed; boundary="b--"', '', '--b--', '', 'one', '--b----'],
      ['1 text/plain'],
      [],
    ],
    [
      'an encoded multipart',
      [mixed, 'Content-Transfer-Encoding: base64', '', 'aGk='],
      [],
      ['mime.boundary-absent', 'mime.multipart-encoded'],
    ],
    [
      'an encoded multipart that is not encoded at all',
      [mixed, 'Content-Transfer-Encoding: base64', '', '--b', '', 'one', '--b--'],
      ['1 text/plain'],
      ['mime.multipart-encoded'],
    ],
    [
      'an encoded message',
      ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64', '', 'aGk='],
      [],
      ['mime.message-encoded'],
    ],
    [
      'two Content-Types, the second a multipart',
      ['Content-Type: text/plain', mixed, '', '--b', '', 'one', '--b--'],
      ['1 text/plain'],
      ['mime.content-type-duplicate'],
    ],
    [
      'two multiparts with two boundaries',
      [mixed, 'Content-Type: multipart/mixed; boundary=c', '', '--b', '', 'one', '--c', '', 'two', '--b--'],
      ['1 text/plain', '2 text/plain'],
      ['mime.boundary-ambiguous', 'mime.content-type-duplicate'],
    ],
    [
      'two boundary parameters',
      ['Content-Type: multipart/mixed; boundary=b; boundary=c', '', '--c', '', 'one', '--c--'],
      ['1 text/plain'],
      ['mime.boundary-ambiguous', 'mime.parameter-duplicate'],
    ],
    [
      'two transfer encodings',
      ['Content-Transfer-Encoding: 7bit', 'Content-Transfer-Encoding: base64', '', 'x'],
      [],
      ['mime.content-transfer-encoding-duplicate'],
    ],
    [
      'an unknown transfer encoding',
      ['Content-Transfer-Encoding: hexa', '', 'x'],
      [],
      ['mime.transfer-encoding-unknown'],
    ],
    [
      'a quoted transfer encoding',
      ['Content-Transfer-Encoding: "base64"', '', 'x'],
      [],
      ['mime.transfer-encoding-odd'],
    ],
    [
      'a boundary in pieces (RFC 2231)',
      ['Content-Type: multipart/mixed; boundary*0=a; boundary*1=b', '', '--ab', '', 'one', '--ab--'],
      ['1 text/plain'],
      ['mime.boundary-ambiguous'],
    ],
    [
      'an empty boundary',
      ['Content-Type: multipart/mixed; boundary=""', '', '--', '', 'one'],
      [],
      ['mime.boundary-missing'],
    ],
    [
      'a part with nothing in it',
      [mixed, '', '--b', '--b', '', '--b--'],
      ['1 text/plain', '2 text/plain'],
      ['header.no-empty-line'],
    ],
    ['only a closing boundary', [mixed, '', '--b--'], [], []],
  ])('%s', (_label, lines, tree, expectedCodes) => {
    const result = read(...lines);

    expect(result.tree.slice(1)).toEqual(tree);
    expect(result.codes.filter((code) => code !== 'header.missing')).toEqual(expectedCodes);
  });

  test('text before and after the parts is found by its place', () => {
    const bytes = bytesOf(crlf(mixed, '', 'before', '--b', '', 'x', '--b--', 'after'));
    const { issues } = readAnatomy(bytes);

    expect(issues.map(({ code, span }) => [code, cut(bytes, span)])).toEqual([
      ['mime.preamble', 'before\r\n'],
      ['mime.epilogue', 'after'],
    ]);
  });

  test('LF line ends', () => {
    const bytes = bytesOf(`${mixed}\n\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n\n--b--\n`);
    const { structure } = readAnatomy(bytes);

    expect(structure.parts.map(({ bodySpan }) => cut(bytes, bodySpan))).toEqual(['one', 'two\n']);
  });

  test('the place of the boundary', () => {
    const bytes = bytesOf(crlf('Content-Type: multipart/mixed; boundary="=_x"', '', '--=_x', '', 'x', '--=_x--'));
    const { structure } = readAnatomy(bytes);

    expect([structure.boundary, cut(bytes, structure.boundarySpan)]).toEqual(['=_x', '=_x']);
  });

  test('nesting without end is read to a depth, and said', () => {
    const lines = Array.from({ length: 500 }, (_, level) => [
      `Content-Type: multipart/mixed; boundary=b${level}`,
      '',
      `--b${level}`,
    ]).flat();
    const result = read(...lines, '', 'x');

    expect(result.codes).toContain('mime.too-deep');
    expect(result.tree.length).toBe(maxDepth + 1);
  });

  test('messages in messages without end are read to a depth, and said', () => {
    const result = read(...Array.from({ length: 500 }, () => ['Content-Type: message/rfc822', '']).flat(), 'x');

    expect(result.codes).toContain('mime.too-deep');
    expect(result.tree.length).toBeLessThanOrEqual(maxDepth + 1);
  });

  test('parts without end are read to a number, and said', () => {
    const result = read(mixed, '', ...Array.from({ length: maxParts + 50 }, () => ['--b', '', 'x']).flat());

    expect(result.codes).toContain('mime.too-many-parts');
    expect(result.root.parts.length).toBe(maxParts - 1);
  });
});

/** One test for each fault that a real file brought to light. */
describe('faults found', () => {
  test('an inner delimiter right before the outer one: the empty part stays inside of its parent', () => {
    const { root } = read(mixed, '', '--b', 'Content-Type: multipart/mixed; boundary=c', '', '--c', '--b--');
    const [outer] = root.parts;
    const [inner] = outer?.parts ?? [];

    expect(inner?.span.end).toBeLessThanOrEqual(outer?.span.end ?? 0);
    expect(inner?.bodySpan).toEqual({ start: inner?.span.start, end: inner?.span.start });
  });
});
