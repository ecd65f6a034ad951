import { describe, expect, it, test } from 'vitest';
import { RULES } from '../../../../shared/analysis/registry';
import { durationInWords, roughAgeInWords, timeInWords } from '../../../../shared/wording/rules';
import { found, render, sentence, withField, withRoute } from '../honest-mail';

const DAY_MS = 86_400_000;

/** Sentences of findings beside the bytes that they speak of: each was once said wrongly of real mail. */

const hostAt = (from: string): string =>
  `from ${from} by mx.example.net (Postfix) with ESMTP id 5A1B2C3D4E; Thu, 20 May 2021 12:00:30 +0000`;

describe('what a finding says of its bytes', () => {
  it('names an address in the spelling of a server that cannot write brackets', () => {
    const message = withRoute(hostAt('?IPV6:2001:db8::5? (a.example.org [11.22.33.44])'));
    expect(sentence('route.helo-form', message)).toBe(
      'The host with the address 11.22.33.44 introduced itself as ?IPV6:2001:db8::5?: a bare network address.',
    );
  });

  it('names the recipient of a copy by mlmmj, and not a part of the list’s number', () => {
    const message = withField('Return-Path', '<a-list+bounces-12-ben+a-list=example.net@lists.example.org>');
    expect(sentence('identity.envelope-carries-address', message)).toContain(
      'was made for the recipient ben+a-list@example.net.',
    );
  });

  it('names all alphabets of a domain, and the domain once where it is shown as it is written', () => {
    expect(sentence('identity.mixed-script-domain', withField('From', 'Anna <anna@xn--pypal-4ve.example>'))).toBe(
      'The domain xn--pypal-4ve.example, shown as pаypal.example, has letters of Latin and Cyrillic in one word.',
    );
  });

  it('counts a long line in bytes, as letters outside ASCII take several', () => {
    const line = 'é'.repeat(600);
    expect(sentence('structure.long-line', render([['From', 'Anna <anna@example.org>']], `${toBytes(line)}\r\n`))).toBe(
      'A line of the body has 1200 bytes; the standard allows 998.',
    );
  });

  it('says how many fields should stand between the marks of Outlook.com', () => {
    const message = render([
      ['X-IncomingTopHeaderMarker', 'a'],
      ['From', 'Anna <anna@example.org>'],
      ['X-IncomingHeaderCount', '5'],
    ]);
    expect(sentence('copy.header-count', message)).toBe(
      'The receiving service counted 5 fields, which stands for 4 between its two marks. Now there are 1.',
    );
  });

  it('begins with a capital where a server gave no name', () => {
    const message = withRoute(
      'from a.example.org with SMTP; Thu, 20 May 2021 09:00:00 +0000',
      'from x by b.example.org with SMTP; Thu, 20 May 2021 12:00:00 +0000',
    );
    expect(sentence('received.time-order', message)).toMatch(/^A server without a name recorded/);
  });

  it('speaks of the year, and of no weekday, where the year cannot be', () => {
    expect(sentence('date.weekday', withField('Date', 'Thu, 20 May 0121 16:15:55 +0200'))).toBe(
      'The year in the Date field, 0121, is before 1900.',
    );
    expect(sentence('date.weekday', withField('Date', 'Fri, 20 May 2021 16:15:55 +0200'))).toBe(
      'The Date field says Friday, but that day was a Thursday.',
    );
    expect(found('date.weekday', withField('Date', 'Thu, 20 May 0121 16:15:55 +0200'))).toEqual([['high', '0121']]);
    expect(found('date.weekday', withField('Date', '20 May 1850 16:15:55 +0100'))).toEqual([['high', '1850']]);
  });

  it('does not end a sentence with a blank', () => {
    expect(found('authentication.body-changed', render([]))).toEqual([]);
    const rule = RULES.find(({ id }) => id === 'authentication.body-changed');
    expect(rule?.summary).toMatch(/signed\.\{more\}$/);
  });
});

/** Each character as the bytes of its UTF-8. */
function toBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

test.each([
  [400 * DAY_MS, '400 days'],
  [3_789 * DAY_MS + 11_000_000, '3,789 days (about 10 years)'],
  [365 * DAY_MS, '365 days'],
  [1.5 * DAY_MS, '1 day 12 hours'],
])('%d milliseconds are %s: years differ in length, days do not', (milliseconds, words) => {
  expect(durationInWords(milliseconds)).toBe(words);
});

test('what is known to the month is told in months and years', () => {
  expect([200, 700, 2_600].map((days) => roughAgeInWords(days * DAY_MS))).toEqual(['7 months', '23 months', '7 years']);
});

test('a year before 1000 keeps its zeros: 0121 is not 121, which mail reads as 2021', () => {
  expect(timeInWords(Date.parse('0121-05-20T14:15:55Z'))).toBe('20 May 0121, 14:15:55 UTC');
});

describe('the texts of the rules', () => {
  const texts = RULES.flatMap(({ id, title, summary, explanation, innocent, settle }) =>
    [title, summary, explanation, ...innocent, settle].map((text) => [id, text] as const),
  );

  it('have sentences of at most 35 words', () => {
    const long = texts.flatMap(([id, text]) =>
      text.split(/(?<=[.;:])\s/).flatMap((one) => (one.split(' ').length > 35 ? [`${id}: ${one}`] : [])),
    );
    expect(long).toEqual([]);
  });

  it('claim neither certainty nor anybody’s deed', () => {
    const claims =
      /\b(?:forge(?:d|ry|r)|fak(?:e|ed)|fraud\w*|prove[sd]?|undoubtedly|obviously|certainly|definitely|must have been)\b/i;
    expect(texts.filter(([, text]) => claims.test(text))).toEqual([]);
  });

  it('call a character a character', () => {
    expect(
      texts.filter(([, text]) =>
        /\b(?:signs?) (?:@|that|which|inside)\b|sets? of letters|\banew\b|\binside of\b/.test(text),
      ),
    ).toEqual([]);
  });
});
