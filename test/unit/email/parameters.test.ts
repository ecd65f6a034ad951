import { describe, expect, test } from 'vitest';
import { readParameters } from '../../../shared/email/parameters';
import { bytesOf, cut, fieldOf, withIssues } from './make';

function read(body: string): {
  readonly value: string;
  readonly parameters: Record<string, string>;
  readonly codes: readonly string[];
} {
  const field = fieldOf(`Content-Type: ${body}`);
  const { value: result, codes } = withIssues((note) => readParameters(field, note));
  return { value: result.value, parameters: Object.fromEntries(result.parameters), codes };
}

describe('RFC 2045 and RFC 2231', () => {
  test.each([
    ['a plain type', 'text/plain; charset=us-ascii', 'text/plain', { charset: 'us-ascii' }],
    ['a comment behind the value', 'text/plain; charset=us-ascii (Plain text)', 'text/plain', { charset: 'us-ascii' }],
    ['a quoted value', 'text/plain; charset="us-ascii"', 'text/plain', { charset: 'us-ascii' }],
    [
      'pieces',
      'message/external-body; access-type=URL;\r\n URL*0="ftp://";\r\n URL*1="cs.example/pub/moose.tar"',
      'message/external-body',
      { 'access-type': 'URL', url: 'ftp://cs.example/pub/moose.tar' },
    ],
    [
      'a charset and a language',
      "application/x-stuff;\r\n title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
      'application/x-stuff',
      { title: 'This is ***fun***' },
    ],
    [
      'pieces, partly encoded',
      "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20;\r\n title*1*=%2A%2A%2Afun%2A%2A%2A%20;\r\n title*2=\"isn't it!\"",
      'application/x-stuff',
      { title: "This is even more ***fun*** isn't it!" },
    ],
    ['a character cut over two pieces', "x/y; name*1*=%BC.txt; name*0*=utf-8''J%C3", 'x/y', { name: 'Jü.txt' }],
    ['a gap in the numbers', 'x/y; name*0=a; name*2=c', 'x/y', { name: 'a' }],
    ['numbers that do not begin with 0', 'x/y; name*1=a', 'x/y', {}],
    ['upper case', 'TEXT/HTML; CHARSET=UTF-8', 'text/html', { charset: 'UTF-8' }],
    ['an encoded word in a value', 'x/y; name="=?utf-8?Q?J=C3=BC.txt?="', 'x/y', { name: 'Jü.txt' }],
    ['a quoted semicolon', 'x/y; name="a;b"; c=d', 'x/y', { name: 'a;b', c: 'd' }],
    ['a quoted pair', 'x/y; name="a\\"b"', 'x/y', { name: 'a"b' }],
    ['blanks around the equals sign', 'x/y; name = "a"', 'x/y', { name: 'a' }],
    ['blanks in an unquoted value', 'x/y; name=my file.pdf; a=b', 'x/y', { name: 'my file.pdf', a: 'b' }],
    ['a parameter without a value', 'x/y; name; a=b', 'x/y', { a: 'b' }],
    ['no parameters and a stray semicolon', 'x/y;', 'x/y', {}],
    ['nothing', '', '', {}],
  ])('%s', (_label, body, value, parameters) => {
    expect(read(body)).toMatchObject({ value, parameters });
  });
});

describe('parameters made to be read differently', () => {
  test.each([
    ['twice the same name', 'x/y; name=a.txt; name=b.exe', { name: 'a.txt' }, ['mime.parameter-duplicate']],
    [
      'a plain and an extended name',
      "x/y; name=a.txt; name*=utf-8''b.exe",
      { name: 'b.exe' },
      ['mime.parameter-conflict'],
    ],
    ['a quote never closed', 'x/y; name="a.txt; b=c', { name: 'a.txt', b: 'c' }, ['mime.quote-unclosed']],
    ['a comment never closed', 'x/y; name=a(b; c=d', { name: 'a(b', c: 'd' }, []],
    ['an unknown charset', "x/y; name*=nonsense''%C3%BC", { name: 'ü' }, []],
    ['line ends inside', "x/y; name*=utf-8''a%0D%0Ab", { name: 'a␍␊b' }, []],
    [
      'a right-to-left mark is kept for a rule to find',
      "x/y; name*=utf-8''a%E2%80%AEgpj.exe",
      { name: 'a\u202egpj.exe' },
      [],
    ],
    ['a name of the object prototype', 'x/y; __proto__=a; constructor=b', { constructor: 'b' }, []],
  ])('%s', (_label, body, parameters, codes) => {
    const result = read(body);

    expect(result.parameters).toMatchObject(parameters);
    expect(result.codes).toEqual(codes);
  });

  test('a thousand parameters are enough', () => {
    const { value, codes } = withIssues((note) =>
      readParameters(fieldOf(`Content-Type: x/y${';a=b'.repeat(1500)}`), note),
    );

    expect(value.written.length).toBe(1000);
    expect(codes).toContain('mime.too-many-parameters');
  });
});

test('the place of a value is that of its bytes, without the quotes', () => {
  const text = 'Content-Type: multipart/mixed;\r\n\tboundary="a b"; x= y ; z*=utf-8\'\'1\r\n\r\n';
  const { written } = readParameters(fieldOf(text.slice(0, -4)));

  expect(written.map(({ name, span }) => [name, cut(bytesOf(text), span)])).toEqual([
    ['boundary', 'a b'],
    ['x', 'y'],
    ['z*', "utf-8''1"],
  ]);
});
