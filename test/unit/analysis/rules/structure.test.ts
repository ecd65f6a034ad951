import { describe, expect, it, test } from 'vitest';
import { found, HONEST, render, sentence, withField, without, withRoute } from '../honest-mail';

describe('structure.duplicate-field', () => {
  test.each([
    ['From', 'high'],
    ['Cc', 'medium'],
  ])('reports two fields %s', (name, severity) => {
    const fields = [...without(name), [name, 'ben@example.net'], [name, 'ben@example.net']] as const;
    expect(found('structure.duplicate-field', fields)).toEqual([[severity, name, name]]);
  });

  it('is silent about fields that may stand several times', () => {
    expect(
      found('structure.duplicate-field', [...HONEST, ['Received', 'x'], ['Comments', 'a'], ['Comments', 'b']]),
    ).toEqual([]);
  });
});

describe('structure.raw-8bit-header', () => {
  const rule = 'structure.raw-8bit-header';

  it('is a note where the servers agreed to such letters', () => {
    const by = (protocol: string) =>
      withRoute(
        `from a.example.org by b.example.org (Postfix) with ${protocol} id 5A1B2C3D4E; Thu, 20 May 2021 12:00:00 +0000`,
      );
    const subject = 'Gr\xc3\xbc\xc3\x9fe';
    expect(found(rule, withField('Subject', subject, by('UTF8SMTPS')))[0]?.[0]).toBe('info');
    expect(found(rule, withField('Subject', subject, by('ESMTPS')))[0]?.[0]).toBe('medium');
    expect(found(rule, withField('Subject', 'Gr\xfc\xdfe', by('UTF8SMTPS')))[0]?.[0]).toBe('medium');
  });

  it('points at the letters from the first to the last', () => {
    expect(found(rule, withField('Subject', 'a Gr\xfc\xdfe b'))).toEqual([['medium', '\xfc\xdf']]);
  });

  it('says whether they are UTF-8', () => {
    expect(sentence(rule, withField('Subject', 'Gr\xfc\xdfe'))).toContain('not in UTF-8 either');
    expect(sentence(rule, withField('Subject', 'Gr\xc3\xbcn'))).not.toContain('UTF-8');
  });

  it('is silent about encoded letters and about the body', () => {
    const fields = withField('Subject', '=?utf-8?Q?Gr=C3=BCn?=');
    expect(found(rule, render(fields, 'Gr\xfc\xdfe\r\n'))).toEqual([]);
  });
});

describe('structure.header-injection', () => {
  const rule = 'structure.header-injection';
  const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

  test.each([
    ['a line end with another field', word('hello\r\nBcc: ben@example.net'), 'high'],
    ['a NUL sign', '=?utf-8?Q?ben=40example.net=00?=', 'high'],
    ['a line end alone', '=?utf-8?Q?hello=0A?=', 'medium'],
  ])('reports %s', (_, text, severity) => {
    expect(found(rule, withField('Subject', `Re: ${text}`))).toEqual([[severity, text]]);
  });

  test.each([
    ['an encoded equals sign', '=?utf-8?Q?a=3D0A?='],
    ['two encoded words over two lines', '=?utf-8?Q?a?=\r\n =?utf-8?Q?b?='],
    ['UTF-16, whose letters hold NUL bytes', '=?utf-16?B?AGEAYg==?='],
  ])('is silent about %s', (_, text) => {
    expect(found(rule, withField('Subject', text))).toEqual([]);
  });
});

describe('structure.control-characters', () => {
  test.each([
    ['NUL', 'a\0b', '\0'],
    ['a bell', 'a\x07b', '\x07'],
  ])('reports %s', (_, subject, sign) => {
    expect(found('structure.control-characters', withField('Subject', subject))).toEqual([['medium', sign]]);
  });

  it('is silent about folding and tabs', () => {
    expect(found('structure.control-characters', withField('Subject', 'a\r\n\tb\tc'))).toEqual([]);
  });
});

describe('structure.mixed-line-ends', () => {
  const text = render(HONEST);

  it('points at the first line end of the rarer kind', () => {
    const mixed = text.replace('Subject: Minutes of Thursday\r\n', 'Subject: Minutes of Thursday\n');
    expect(found('structure.mixed-line-ends', mixed)).toEqual([['medium', '\n']]);
    expect(sentence('structure.mixed-line-ends', mixed)).toContain('1 of ');
  });

  test.each([
    ['one kind throughout', text.replaceAll('\r\n', '\n')],
    ['another kind in the body', `${text}last line\n`],
  ])('is silent about %s', (_, message) => {
    expect(found('structure.mixed-line-ends', message)).toEqual([]);
  });
});

describe('message-id.syntax', () => {
  test.each([
    ['without brackets', '1@example.org'],
    ['without the sign @', '<1.example.org>'],
    ['with a blank inside', '<1 2@example.org>'],
    ['with an empty half', '<@example.org>'],
  ])('reports a number %s', (_, id) => {
    expect(found('message-id.syntax', withField('Message-ID', id))).toEqual([['medium', id]]);
  });

  test.each([
    ['an ordinary one', '<1@example.org>'],
    ['one on its own line', '\r\n <1@example.org>'],
    ['one with a comment behind it', '<1@example.org> (added by mail.example.org)'],
    ['one of a host without dots', '<1@laptop>'],
  ])('is silent about %s', (_, id) => {
    expect(found('message-id.syntax', withField('Message-ID', id))).toEqual([]);
  });
});

describe('message-id.missing', () => {
  it('reports a message without a number', () => {
    expect(found('message-id.missing', without('Message-ID'))).toEqual([['low', 'Return-Path']]);
  });

  it('is silent about another spelling', () => {
    expect(found('message-id.missing', [...without('Message-ID'), ['Message-id', '<1@example.org>']])).toEqual([]);
  });
});
