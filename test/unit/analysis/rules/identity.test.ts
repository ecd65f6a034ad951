import { describe, expect, it, test } from 'vitest';
import { found, HONEST, sentence, withField, without } from '../honest-mail';

describe('identity.several-from', () => {
  const several = withField('From', 'Anna <anna@example.org>, Ben <ben@example.net>');

  it('reports two authors without a sender', () => {
    expect(found('identity.several-from', several)).toEqual([['high', 'anna@example.org', 'ben@example.net']]);
  });

  it('reports less where a sender is named, as the standard asks', () => {
    const fields = withField('Sender', 'anna@example.org', several);
    expect(found('identity.several-from', fields)[0]?.[0]).toBe('medium');
  });

  it('is silent about a quoted name with a comma', () => {
    expect(found('identity.several-from', withField('From', '"Example, Anna" <anna@example.org>'))).toEqual([]);
  });
});

describe('identity.missing-from', () => {
  test.each([
    ['no field', without('From'), [['high', 'Return-Path']]],
    ['no address', withField('From', 'Anna Example'), [['high', 'From']]],
    ['an address without a name', withField('From', 'anna@example.org'), []],
  ])('%s', (_, fields, expected) => {
    expect(found('identity.missing-from', fields)).toEqual(expected);
  });
});

describe('identity.display-name-address', () => {
  const rule = 'identity.display-name-address';

  it('reports a name that shows an address of another organisation', () => {
    const [finding] = found(rule, withField('From', '"ben@bank.example.net" <anna@example.org>'));
    expect(finding?.[0]).toBe('high');
    expect(finding?.[1]).toContain('ben@bank.example.net');
    expect(finding?.[2]).toBe('anna@example.org');
  });

  test.each([
    ['the same address as name', '"anna@example.org" <anna@example.org>'],
    ['another host of the same organisation', '"anna@mail.example.org" <anna@example.org>'],
    ['an at sign that is no address', '"Anna @ Work" <anna@example.org>'],
  ])('is silent about %s', (_, body) => {
    expect(found(rule, withField('From', body))).toEqual([]);
  });

  it('gives a low severity on a mailing list, which writes on behalf of its members', () => {
    const fields = withField('From', '"ben@example.net via List" <list@example.org>');
    expect(found(rule, fields)[0]?.[0]).toBe('low');
  });
});

describe('identity.return-path-differs', () => {
  test.each([
    ['another organisation', '<bounce@example.com>', [['info', 'bounce@example.com', 'anna@example.org']]],
    ['another host of the same', '<anna@mail.example.org>', []],
    ['an empty path', '<>', []],
  ])('%s', (_, body, expected) => {
    expect(found('identity.return-path-differs', withField('Return-Path', body))).toEqual(expected);
  });
});

describe('identity.reply-to-differs', () => {
  test.each([
    ['another organisation', 'help@example.com', [['low', 'help@example.com']]],
    ['a free mailbox', 'anna.example@gmail.com', [['medium', 'anna.example@gmail.com']]],
    ['the same organisation', 'Office <office@mail.example.org>', []],
  ])('%s', (_, body, expected) => {
    expect(found('identity.reply-to-differs', withField('Reply-To', body))).toEqual(expected);
  });

  it('gives a low severity for a free mailbox on a mailing list', () => {
    const fields = withField('List-Id', '<list.example.org>', withField('Reply-To', 'anna.example@gmail.com'));
    expect(found('identity.reply-to-differs', fields)).toEqual([['low', 'anna.example@gmail.com']]);
  });
});

describe('identity.message-id-domain', () => {
  test.each([
    ['another organisation', '<1@mta.example.com>', [['low', 'mta.example.com']]],
    ['the same organisation', '<1@desk.example.org>', []],
    ['a name without dots', '<1@laptop>', []],
  ])('%s', (_, body, expected) => {
    expect(found('identity.message-id-domain', withField('Message-ID', body))).toEqual(expected);
  });
});

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

describe('identity.mixed-scripts', () => {
  it('reports a word of two alphabets', () => {
    const name = encoded('Аnna Example');
    expect(found('identity.mixed-scripts', withField('From', `${name} <anna@example.org>`))).toEqual([
      ['medium', name],
    ]);
  });

  test.each([
    ['two words of one alphabet each', encoded('Анна Example')],
    ['accents', encoded('Åñna Éxämple')],
    ['Japanese and Latin', encoded('東京Tower')],
  ])('is silent about %s', (_, name) => {
    expect(found('identity.mixed-scripts', withField('From', `${name} <anna@example.org>`))).toEqual([]);
  });
});

describe('identity.invisible-characters', () => {
  const rule = 'identity.invisible-characters';

  it('points at the bare bytes of the sign', () => {
    expect(found(rule, withField('Subject', utf8('Pay\u200bment')))).toEqual([['medium', utf8('\u200b')]]);
  });

  it('points at the encoded word that holds it', () => {
    const name = encoded('An\u202ena');
    expect(found(rule, withField('From', `${name} <anna@example.org>`))).toEqual([['high', name]]);
    expect(sentence(rule, withField('From', `${name} <anna@example.org>`))).toBe(
      'The field From contains a right-to-left override (U+202E), which has no visible shape.',
    );
  });

  it('reports a joiner between two Latin letters', () => {
    expect(found(rule, withField('Subject', utf8('Pay\u200dment')))).toEqual([['medium', utf8('\u200d')]]);
  });

  test.each([
    ['a joiner inside an emoji', '👩\u200d🚀 launch'],
    ['a non-joiner inside Persian', 'می\u200cخواهم'],
    ['a plain subject', 'Minutes'],
  ])('is silent about %s', (_, subject) => {
    expect(found(rule, withField('Subject', utf8(subject)))).toEqual([]);
    expect(found(rule, withField('Subject', encoded(subject)))).toEqual([]);
  });

  it('is silent about an ordinary message', () => {
    expect(found(rule, HONEST)).toEqual([]);
  });
});
