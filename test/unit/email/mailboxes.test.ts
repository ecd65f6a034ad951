import { describe, expect, test } from 'vitest';
import { readMailboxes } from '../../../shared/email/mailboxes';
import { bytesOf, cut, fieldOf, utf8, withIssues } from './make';

/** `name <address>` of each mailbox, with the group before it. */
function read(body: string): { readonly boxes: readonly string[]; readonly codes: readonly string[] } {
  const field = fieldOf(`To: ${body}`);
  const { value, codes } = withIssues((note) => readMailboxes(field, note));
  const boxes = value.map(
    ({ name, address, group }) =>
      `${group === undefined ? '' : `${group}: `}${name === '' ? '' : `${name} `}<${address}>`,
  );
  return { boxes, codes };
}

describe('RFC 5322 appendix A', () => {
  test.each([
    ['John Doe <jdoe@machine.example>', ['John Doe <jdoe@machine.example>']],
    ['"Joe Q. Public" <john.q.public@example.com>', ['Joe Q. Public <john.q.public@example.com>']],
    [
      'Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>',
      ['Mary Smith <mary@x.test>', '<jdoe@example.org>', 'Who? <one@y.test>'],
    ],
    [
      '<boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>',
      ['<boss@nil.test>', 'Giant; "Big" Box <sysservices@example.net>'],
    ],
    [
      'A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;',
      ['A Group: Ed Jones <c@a.test>', 'A Group: <joe@where.test>', 'A Group: John <jdoe@one.test>'],
    ],
    ['Undisclosed recipients:;', []],
    ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', ['Pete <pete@silly.test>']],
    [
      "A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n         joe@example.org,\r\n  John <jdoe@one.test> (my dear friend); (the end of the group)",
      ['A Group: Chris Jones <c@public.example>', 'A Group: <joe@example.org>', 'A Group: John <jdoe@one.test>'],
    ],
    ['(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;', []],
    [
      'Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example',
      ['Mary Smith <mary@example.net>', '<jdoe@test.example>'],
    ],
    ['Joe Q. Public <john.q.public@example.com>', ['Joe Q. Public <john.q.public@example.com>']],
    [
      '"Joe & J. Harvey"  <ddd@example.org>, <@a.example,@b.example:u@c.example>',
      ['Joe & J. Harvey <ddd@example.org>', '<u@c.example>'],
    ],
  ])('%j', (body, expected) => {
    expect(read(body).boxes).toEqual(expected);
  });
});

describe('address lists as they are really written', () => {
  test.each([
    ['a name in a comment', 'a@example.com (Ann Example)', ['Ann Example <a@example.com>'], []],
    ['an encoded name', '=?utf-8?Q?J=C3=BCrgen?= <j@example.com>', ['Jürgen <j@example.com>'], []],
    ['an encoded name with a comma inside', '=?utf-8?Q?Doe,_Jane?= <j@example.com>', ['Doe, Jane <j@example.com>'], []],
    [
      'an encoded name in quotes',
      '"=?utf-8?Q?J=C3=BCrgen?=" <j@example.com>',
      ['Jürgen <j@example.com>'],
      ['address.encoded-word-quoted'],
    ],
    [
      'semicolons for commas',
      'a@example.com; b@example.com',
      ['<a@example.com>', '<b@example.com>'],
      ['address.semicolon'],
    ],
    ['no comma', 'a@example.com b@example.net', ['<a@example.com>', '<b@example.net>'], ['address.comma-missing']],
    [
      'no comma between angles',
      '<a@example.com> <b@example.net>',
      ['<a@example.com>', '<b@example.net>'],
      ['address.comma-missing'],
    ],
    [
      'no angle brackets around the address',
      'John Doe john@example.com',
      ['John Doe <john@example.com>'],
      ['address.angle-missing'],
    ],
    ['an angle never closed', 'John <john@example.com', ['John <john@example.com>'], ['address.angle-unclosed']],
    ['an angle never opened', 'john@example.com>', ['<john@example.com>'], ['address.angle-stray']],
    ['doubled brackets', '<<a@example.com>>', ['<a@example.com>'], ['address.angle-stray']],
    ['text after the address', '<a@example.com> Ann', ['Ann <a@example.com>'], ['address.text-after-angle']],
    ['a name and nothing else', 'Microsoft account team', ['Microsoft account team <>'], ['address.missing']],
    ['an empty path', '<>', ['<>'], []],
    ['a name without a host in brackets', '<root>', ['<root>'], []],
    ['a quoted local part', '"a b"@example.com', ['<"a b"@example.com>'], []],
    ['a domain literal', 'a@[192.0.2.1]', ['<a@[192.0.2.1]>'], []],
    ['a local part with @ in quotes', '<"a@b"@example.com>', ['<"a@b"@example.com>'], []],
    ['a quote never closed', '"Ann <a@example.com>', ['"Ann <a@example.com>'], ['address.quote-unclosed']],
    ['a comment never closed', '(Ann <a@example.com>', ['(Ann <a@example.com>'], ['address.comment-unclosed']],
    ['a group never closed', 'Team: a@example.com', ['Team: <a@example.com>'], ['address.group-unclosed']],
    [
      'a group in a group',
      'A: B: a@example.com;;',
      ['B: <a@example.com>'],
      ['address.group-nested', 'address.semicolon'],
    ],
    ['a blank in the address', '<a b@example.com>', ['<a b@example.com>'], ['address.blank-inside']],
    ['nothing', '', [], []],
    ['commas only', ',,,', [], []],
    ['a fold inside the address', '<a@\r\n example.com>', ['<a@example.com>'], []],
    ['a name that repeats the address', '"a@example.com" <a@example.com>', ['a@example.com <a@example.com>'], []],
  ])('%s', (_label, body, boxes, codes) => {
    expect(read(body)).toEqual({ boxes, codes });
  });
});

describe('identity tricks', () => {
  test.each([
    [
      'another address as quoted name',
      '"ceo@example.com" <x@evil.example>',
      ['ceo@example.com <x@evil.example>'],
      ['address.at-in-name'],
    ],
    [
      'another address as bare name',
      'ceo@example.com <x@evil.example>',
      ['ceo@example.com <x@evil.example>'],
      ['address.at-in-name'],
    ],
    [
      'another address as encoded name',
      '=?utf-8?Q?ceo=40example.com?= <x@evil.example>',
      ['ceo@example.com <x@evil.example>'],
      ['address.at-in-name'],
    ],
    [
      'an address only inside an encoded word',
      '=?utf-8?Q?=3Cceo=40example.com=3E?=',
      ['<ceo@example.com> <>'],
      ['address.missing'],
    ],
    [
      'an encoded word as local part',
      '=?utf-8?B?Y2Vv?=@evil.example',
      ['<=?utf-8?B?Y2Vv?=@evil.example>'],
      ['address.encoded-word'],
    ],
    [
      'two @ in one address',
      'ceo@example.com@evil.example',
      ['<ceo@example.com@evil.example>'],
      ['address.several-at'],
    ],
    [
      'two @ in angle brackets',
      '<ceo@example.com@evil.example>',
      ['<ceo@example.com@evil.example>'],
      ['address.several-at'],
    ],
    [
      'a second angle address',
      '<ceo@example.com><x@evil.example>',
      ['<ceo@example.com>', '<x@evil.example>'],
      ['address.comma-missing'],
    ],
    ['an address in a comment', 'x@evil.example (ceo@example.com)', ['ceo@example.com <x@evil.example>'], []],
    [
      'a source route through another domain',
      '<@example.com:x@evil.example>',
      ['<x@evil.example>'],
      ['address.source-route'],
    ],
    ['a comma that makes two of one', 'ceo, x@evil.example', ['ceo <>', '<x@evil.example>'], ['address.missing']],
    [
      'a NUL inside the address',
      '<ceo@example.com\0x@evil.example>',
      ['<ceo@example.com␀x@evil.example>'],
      ['address.several-at'],
    ],
    ['a bare CR inside the name', '"ceo\rx" <a@example.com>', ['ceo␍x <a@example.com>'], []],
  ])('%s', (_label, body, boxes, codes) => {
    expect(read(body)).toEqual({ boxes, codes });
  });

  test('leaves an international domain as it is written', () => {
    const field = fieldOf('From: A <a@XN--LGIT-QDD.Example>, b@b\xc3\xbccher.example');

    expect(readMailboxes(field).map(({ address, domain }) => [address, domain])).toEqual([
      ['a@XN--LGIT-QDD.Example', 'xn--lgit-qdd.example'],
      ['b@bücher.example', 'bücher.example'],
    ]);
  });
});

test('every span is exact', () => {
  const text = 'To:  "Ann" <a@example.com>,\r\n b@example.com (Bob), Team: c@example.com;\r\n\r\n';
  const bytes = bytesOf(text);
  const boxes = readMailboxes(fieldOf(text.slice(0, -4)));

  expect(
    boxes.map(({ span, nameSpan, addressSpan }) => [span, nameSpan, addressSpan].map((part) => cut(bytes, part))),
  ).toEqual([
    ['"Ann" <a@example.com>', '"Ann"', 'a@example.com'],
    ['b@example.com (Bob)', '(Bob)', 'b@example.com'],
    ['c@example.com', '(none)', 'c@example.com'],
  ]);
});

test('an empty path has an empty place', () => {
  expect(readMailboxes(fieldOf('Return-Path: <>'))[0]).toMatchObject({
    address: '',
    span: { start: 13, end: 15 },
    addressSpan: { start: 14, end: 14 },
  });
});

test('reads raw UTF-8 in names and addresses', () => {
  const field = fieldOf(`From: ${String.fromCharCode(...utf8('Jürgen <jürgen@example.com>'))}`);

  expect(readMailboxes(field)).toMatchObject([{ name: 'Jürgen', address: 'jürgen@example.com', localPart: 'jürgen' }]);
});
