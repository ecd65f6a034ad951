import { describe, expect, it, test } from 'vitest';
import { type Field, found, HONEST, multipart, sentence, withField, without } from '../honest-mail';
import { byMessageId } from '../rule-mails/copy-and-habits';

const THUNDERBIRD = 'Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Thunderbird/78.10.0';
const mailer = (name: string, id: string): readonly Field[] =>
  withField(
    'Message-ID',
    id,
    name.includes('Thunderbird') ? withField('User-Agent', name) : withField('X-Mailer', name),
  );

describe('software.message-id-shape', () => {
  const rule = 'software.message-id-shape';

  test.each([
    ['Microsoft Outlook 16.0', '<abc.123@example.org>', 'Microsoft Outlook 16.0'],
    [THUNDERBIRD, '<abc.123@example.org>', 'Thunderbird/78.10.0'],
    ['Apple Mail (2.3445.9.1)', '<abc.123@example.org>', 'Apple Mail (2.3445.9.1)'],
    ['PHPMailer 6.1.4 (https://github.com/PHPMailer/PHPMailer)', '<short@example.org>', 'PHPMailer 6.1.4 '],
  ])('reports %s', (name, id, claim) => {
    expect(found(rule, mailer(name, id))).toEqual([['high', id.slice(1, -1), claim]]);
  });

  test.each([
    ['Microsoft Outlook 16.0', '<00d301d74d83$b2c29980$b554a8c0$@example.org>'],
    [THUNDERBIRD, '<2b1c9d1e-8a2b-4c3d-9e4f-5a6b7c8d9e0f@example.org>'],
    ['Apple Mail (2.3445.9.1)', '<D257839E-A581-41D6-8A38-003065F62CD6@example.org>'],
    ['Some Mailer 1.0', '<abc.123@example.org>'],
  ])('is silent about %s', (name, id) => {
    expect(found(rule, mailer(name, id))).toEqual([]);
  });

  it('is silent where a server gave the number', () => {
    expect(found(rule, mailer(THUNDERBIRD, '<64c845c2.630a0220.fe636.0781@mx.google.com>'))).toEqual([]);
  });
});

describe('software.field-spelling', () => {
  const rule = 'software.field-spelling';
  const lower = (fields: readonly Field[]): readonly Field[] =>
    fields.map(([name, body]) => [
      name.replace('Message-ID', 'Message-Id').replace('MIME-Version', 'Mime-Version'),
      body,
    ]);

  it('reports the spelling of another program', () => {
    expect(found(rule, lower(withField('X-Mailer', 'Microsoft Outlook 16.0')))).toEqual([
      ['high', 'Message-Id', 'Mime-Version', 'Microsoft Outlook 16.0'],
    ]);
  });

  test.each([
    ['the program’s own spelling', withField('X-Mailer', 'Microsoft Outlook 16.0')],
    ['Apple’s own spelling', lower(withField('X-Mailer', 'Apple Mail (2.3445.9.1)'))],
    [
      'one field only, which a server may have added',
      [
        ...without('Message-ID', withField('X-Mailer', 'Microsoft Outlook 16.0')),
        ['Message-Id', '<1@example.org>'] as const,
      ],
    ],
  ])('is silent about %s', (_, fields) => {
    expect(found(rule, fields)).toEqual([]);
  });
});

describe('software.boundary-shape', () => {
  const rule = 'software.boundary-shape';
  const outlook = withField('X-Mailer', 'Microsoft Outlook 16.0');

  it('reports the separator of another program', () => {
    expect(found(rule, multipart('===============1234567890==', outlook))).toEqual([
      ['high', '===============1234567890==', 'Microsoft Outlook 16.0'],
    ]);
  });

  test.each([
    ['the program’s own form', multipart('----=_NextPart_000_02EF_01D74D93.68881900', outlook)],
    ['a message without parts', HONEST],
    ['an unknown program', multipart('===============1234567890==')],
  ])('is silent about %s', (_, message) => {
    expect(found(rule, message)).toEqual([]);
  });
});

describe('programs told by their Message-ID', () => {
  it('compares the separator with that of Gmail', () => {
    expect(found('software.boundary-shape', byMessageId.gmailBoundary)).toHaveLength(1);
    expect(sentence('software.boundary-shape', byMessageId.gmailBoundary)).toContain(
      'Gmail (by the form of its Message-ID)',
    );
    expect(found('software.boundary-shape', byMessageId.gmailOwn)).toEqual([]);
  });
});

describe('software.old-web-mailer and software.newer-than-date', () => {
  test.each([
    ['software.old-web-mailer', 'PHPMailer [version 1.73]', [['medium', 'PHPMailer [version 1.73']]],
    [
      'software.old-web-mailer',
      'Microsoft Outlook Express 6.00.2900.2180',
      [['medium', 'Microsoft Outlook Express 6.00']],
    ],
    ['software.old-web-mailer', 'Microsoft Outlook 14.0', []],
    ['software.newer-than-date', 'Microsoft Outlook 16.0', []],
    ['software.newer-than-date', 'PHPMailer 7.0.0', [['high', 'Thu, 20 May 2021 16:15:55 +0200', 'PHPMailer 7.0']]],
  ])('%s: %s', (rule, name, expected) => {
    expect(found(rule, withField('X-Mailer', name))).toEqual(expected);
  });

  it('gives the age in words', () => {
    expect(sentence('software.old-web-mailer', withField('X-Mailer', 'Microsoft Outlook Express 6.00.2900.2180'))).toBe(
      'The message names the program “Microsoft Outlook Express 6.00”. Its maker gave it up about 7 years before the date of the message.',
    );
  });
});

describe('software.exchange-boundary', () => {
  const rule = 'software.exchange-boundary';
  const id = 'PH0PR18MB5191ABCDEF0123456789ABCD@PH0PR18MB5191.namprd18.prod.example.org';
  const tag = id.replace(/[^0-9A-Za-z]/g, '').slice(0, 55);
  const other = `XX${tag.slice(2)}`;

  it('reports the separator of another message', () => {
    expect(found(rule, multipart(`_004_${other}_`, withField('Message-ID', `<${id}>`)))).toEqual([['high', other, id]]);
  });

  test.each([
    ['its own separator', `<${id}>`, `_004_${tag}_`],
    ['a gateway that put something before the number', `<gw-${id}>`, `_004_${tag}_`],
    ['separators of another form', `<${id}>`, '_004_short_'],
  ])('is silent about %s', (_, messageId, boundary) => {
    expect(found(rule, multipart(boundary, withField('Message-ID', messageId)))).toEqual([]);
  });
});

describe('software.outlook-locks', () => {
  const rule = 'software.outlook-locks';
  const id = withField('Message-ID', '<02ee01d9e21a$9beb5aa0$d3c20fe0$@example.org>');

  test.each([
    ['times that are no time zone apart', '----=_NextPart_000_02EF_01D9E248.C5A5B980', 'high'],
    ['counters that do not follow', '----=_NextPart_000_0300_01D9E248.B5A5B980', 'medium'],
  ])('reports %s', (_, boundary, severity) => {
    expect(found(rule, multipart(boundary, id))).toEqual([
      [severity, '02ee01d9e21a$9beb5aa0$d3c20fe0$@example.org', boundary],
    ]);
  });

  const express = withField('Message-ID', '<02ee01d9e21a$9beb5aa0$d3c20fe0@example.org>');

  it('reports counters of Outlook Express that are far apart', () => {
    expect(found(rule, multipart('----=_NextPart_000_7777_01D9E248.B5A5B980', express))).toHaveLength(1);
  });

  it('is silent about the marks of one message', () => {
    expect(found(rule, multipart('----=_NextPart_000_02EF_01D9E248.B5A5B980', id))).toEqual([]);
    expect(found(rule, multipart('----=_NextPart_000_02EB_01D9E248.B5A5B980', express))).toEqual([]);
  });
});

describe('software.thread-index', () => {
  test.each([
    ['nonsense', [['high', 'nonsense']]],
    ['AdYz/Jgsd22LDGcdRYWJMXa/QfCfZw==', []],
    ['AQHY9DEYvrFv2xYkLUqbRc3EVzqaQQ==', []],
    ['AQHY9DEYvrFv2xYkLUqbRc3EVzqaQQ', []],
  ])('%s', (value, expected) => {
    expect(found('software.thread-index', withField('Thread-Index', value))).toEqual(expected);
  });
});
