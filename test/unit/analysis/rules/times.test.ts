import { describe, expect, it, test } from 'vitest';
import { found, HONEST, hop, multipart, render, sentence, withField, without, withRoute } from '../honest-mail';

describe('the Date field as written', () => {
  test.each([
    ['date.missing', without('Date'), [['high', 'Return-Path']]],
    ['date.missing', HONEST, []],
    ['date.unreadable', withField('Date', 'yesterday'), [['medium', 'yesterday']]],
    ['date.unreadable', withField('Date', 'Thu, 20 May 2021 16:15:55'), [['medium', 'Thu, 20 May 2021 16:15:55']]],
    ['date.unreadable', withField('Date', ''), [['medium', 'Date']]],
    ['date.unreadable', withField('Date', '20 May 21 16:15 EST'), []],
    ['date.impossible-zone', withField('Date', 'Thu, 20 May 2021 16:15:55 +2260'), [['high', '+2260']]],
    ['date.impossible-zone', withField('Date', 'Thu, 20 May 2021 16:15:55 +1345'), []],
    ['date.zone-name', withField('Date', 'Thu, 20 May 2021 16:15:55 +0900 (EST)'), [['high', '+0900 (EST)']]],
    ['date.zone-name', withField('Date', 'Thu, 20 May 2021 16:15:55 -0400 (EDT)'), []],
    ['date.weekday', withField('Date', 'Fri, 20 May 2021 16:15:55 +0200'), [['high', 'Fri']]],
    ['date.weekday', withField('Date', '20 May 2021 16:15:55 +0200'), []],
  ])('%s, example %#', (rule, fields, expected) => {
    expect(found(rule, fields)).toEqual(expected);
  });

  it('names both weekdays', () => {
    expect(sentence('date.weekday', withField('Date', 'Fri, 20 May 2021 16:15:55 +0200'))).toBe(
      'The Date field says Friday, but that day was a Thursday.',
    );
  });
});

const FIRST_STEP = 'Thu, 20 May 2021 16:15:58 +0200 (CEST)';

describe('date.after-first-hop', () => {
  test.each([
    ['Thu, 20 May 2021 16:30:00 +0200', 'low'],
    ['Thu, 20 May 2021 17:30:00 +0200', 'medium'],
  ])('reports %s as %s', (date, severity) => {
    expect(found('date.after-first-hop', withField('Date', date))).toEqual([[severity, date, FIRST_STEP]]);
  });

  it('leaves days to a rule of their own', () => {
    const date = 'Sat, 22 May 2021 16:15:58 +0200';
    expect(found('date.after-first-hop', withField('Date', date))).toEqual([]);
    expect(found('date.days-after-first-hop', withField('Date', date))).toEqual([['high', date, FIRST_STEP]]);
  });

  test.each(['Thu, 20 May 2021 16:20:50 +0200', 'Thu, 20 May 2021 10:16:00 -0400'])('is silent about %s', (date) => {
    expect(found('date.after-first-hop', withField('Date', date))).toEqual([]);
  });
});

describe('date.before-first-hop', () => {
  const plain = withField('Message-ID', '<plain@desk.example.org>');

  test.each([
    ['Thu, 20 May 2021 14:15:00 +0200', 'medium'],
    ['Mon, 17 May 2021 16:15:00 +0200', 'high'],
  ])('reports %s as %s', (date, severity) => {
    expect(found('date.before-first-hop', withField('Date', date, plain))).toEqual([[severity, date, FIRST_STEP]]);
  });

  it('gives a low severity where another clock agrees that the message waited', () => {
    const waited = withField('Message-ID', '<20210517141500.GA6045@desk.example.org>');
    const date = 'Mon, 17 May 2021 16:15:00 +0200';

    expect(found('date.before-first-hop', withField('Date', date, waited))).toEqual([['low', date, FIRST_STEP]]);
  });

  it('is silent about half an hour', () => {
    expect(found('date.before-first-hop', withField('Date', 'Thu, 20 May 2021 15:46:00 +0200', plain))).toEqual([]);
  });
});

/** Boundary of 20 May 2021, 14:15:54 UTC, and a signature of the next second. */
const SIGNED = withField('DKIM-Signature', 'v=1; a=rsa-sha256; d=example.org; s=a; t=1621520157; h=from; bh=; b=');

describe('date.disagrees-with-embedded-times', () => {
  const rule = 'date.disagrees-with-embedded-times';

  test.each([
    ['Thu, 20 May 2021 16:45:00 +0200', 'low'],
    ['Thu, 20 May 2021 20:15:55 +0200', 'medium'],
    ['Sat, 15 May 2021 16:15:55 +0200', 'high'],
  ])('reports %s against two clocks that agree', (date, severity) => {
    expect(found(rule, withField('Date', date, SIGNED))).toEqual([[severity, date, '20210520141555', '1621520157']]);
  });

  it('says how far and in which direction', () => {
    expect(sentence(rule, withField('Date', 'Sat, 15 May 2021 16:15:55 +0200', SIGNED))).toBe(
      'The Date field says 15 May 2021, 14:15:55 UTC. 2 other clocks inside the message agree on 20 May 2021, 14:15:55 UTC, which is 5 days later.',
    );
  });

  test.each([
    ['a date that agrees', SIGNED],
    ['one other clock only', withField('Date', 'Sat, 15 May 2021 16:15:55 +0200')],
    [
      'other clocks that contradict each other',
      withField(
        'Date',
        'Sat, 15 May 2021 16:15:55 +0200',
        withField('Message-ID', '<20210511141555.GA6045@example.org>', SIGNED),
      ),
    ],
    [
      'a message that waited, with its own number from the time of writing',
      withField(
        'Date',
        'Sat, 15 May 2021 16:15:55 +0200',
        withField('Message-ID', '<20210515141555.GA6045@example.org>', SIGNED),
      ),
    ],
  ])('is silent about %s', (_, fields) => {
    expect(found(rule, fields)).toEqual([]);
  });
});

describe('date.no-date-agrees-with-embedded-times', () => {
  const rule = 'date.no-date-agrees-with-embedded-times';
  const days = (day: number) =>
    withField('Date', `${day} May 2021 16:15:55 +0200`, SIGNED).map(([name, body]) =>
      name === 'Received'
        ? ([name, body.replace('20 May', `${day} May`).replace('Thu, ', '')] as const)
        : ([name, body] as const),
    );

  it('reports a message all of whose dates were moved', () => {
    const [finding] = found(rule, days(15));
    expect(finding).toEqual(['high', '15 May 2021 14:16:01 +0000 (UTC)', '4FmBc10nF4', '20210520141555', '1621520157']);
  });

  it('is silent where one date agrees', () => {
    expect(found(rule, days(20))).toEqual([]);
    expect(found(rule, withField('Date', 'Sat, 15 May 2021 16:15:55 +0200', SIGNED))).toEqual([]);
  });
});

describe('date.before-its-parts', () => {
  const reply = 'AdYz/Jgsd22LDGcdRYWJMXa/QfCfZwADYcaA';

  it('reports a reply that was begun after the date of the message', () => {
    const fields = withField('Thread-Index', reply, withField('Date', 'Tue, 26 May 2020 15:00:00 +0000'));
    expect(found('date.before-its-parts', fields)).toEqual([['medium', 'Tue, 26 May 2020 15:00:00 +0000', reply]]);
  });

  it('is silent about a program that writes this time in local time', () => {
    const fields = withField('Thread-Index', reply, withField('Date', 'Wed, 27 May 2020 01:00:00 +0000'));
    expect(found('date.before-its-parts', fields)).toEqual([]);
  });

  it('is silent where the reply was begun before', () => {
    const fields = withField('Thread-Index', reply, withField('Date', 'Wed, 27 May 2020 11:00:00 +0000'));
    expect(found('date.before-its-parts', fields)).toEqual([]);
  });
});

describe('date.older-than-scan-rules', () => {
  const scan = (day: string) =>
    withField('X-Proofpoint-Virus-Version', `vendor=fsecure engine=2.50 definitions=${day}_06:2021-05-20 signatures=0`);

  it('reports rules that are newer than every date', () => {
    expect(found('date.older-than-scan-rules', scan('2021-06-01'))).toEqual([['high', '2021-06-01']]);
  });

  it('is silent about rules of the same day', () => {
    expect(found('date.older-than-scan-rules', scan('2021-05-20'))).toEqual([]);
  });
});

describe('message-id.impossible-time', () => {
  const id = (high: string, low: string) => withField('Message-ID', `<00d3${high}$${low}$b554a8c0$@desk.example.org>`);

  test.each([
    ['a value that is no time', 'ffffffff', 'ffffffff'],
    ['a time years away', '01c2332f', '1ca59b90'],
  ])('reports %s', (_, high, low) => {
    expect(found('message-id.impossible-time', id(high, low))).toEqual([['high', `${high}$${low}`]]);
  });

  it('is silent about the time of the message', () => {
    expect(found('message-id.impossible-time', id('01d74d82', 'a4ff4900'))).toEqual([]);
  });
});

describe('boundary.impossible-time', () => {
  test.each([
    ['FFFFFFFF.00000000', [['high', 'FFFFFFFF.00000000']]],
    ['01D74D93.68881900', []],
  ])('%s', (time, expected) => {
    expect(found('boundary.impossible-time', multipart(`----=_NextPart_000_02EF_${time}`))).toEqual(expected);
  });

  it('is silent about separators of other programs', () => {
    expect(found('boundary.impossible-time', multipart('000000000000a45b8c0590a41846'))).toEqual([]);
  });
});

describe('trace.arrival-time-contradiction', () => {
  const rule = 'trace.arrival-time-contradiction';
  const field = (text: string) => withField('X-OriginalArrivalTime', `${text} (UTC) FILETIME=[1CA59B90:01C2332F]`);

  it('reports two ways of writing that differ', () => {
    const text = '25 Jul 2002 16:28:15.0689';
    const [finding] = found(rule, field(text));
    expect(finding?.[0]).toBe('proof');
    expect(finding?.slice(2)).toEqual(['1CA59B90:01C2332F']);
    expect(finding?.[1]).toBe('25 Jul 2002 16:28:15.0689');
  });

  it('is silent where both say the same', () => {
    expect(found(rule, field('24 Jul 2002 16:28:15.0689'))).toEqual([]);
  });
});

describe('date.disagrees-with-provider-token', () => {
  const rule = 'date.disagrees-with-provider-token';
  const state = (date: string) => withField('X-Gm-Message-State', 'AOAM53abcdefghijklmnop', withField('Date', date));

  it('reports a date outside of the observed weeks', () => {
    const date = 'Mon, 20 May 2019 16:15:55 +0200';
    expect(found(rule, state(date))).toEqual([['high', date, 'AOAM53']]);
  });

  test.each([
    ['a date inside', state('Thu, 20 May 2021 16:15:55 +0200')],
    ['a date a few days outside', state('Fri, 01 Jul 2022 16:15:55 +0200')],
    ['a value that was never observed', withField('X-Gm-Message-State', 'ZZZZZZabcdef')],
  ])('is silent about %s', (_, fields) => {
    expect(found(rule, fields)).toEqual([]);
  });
});

describe('an ordinary message', () => {
  it('gives no finding at all', () => {
    expect(['date.after-first-hop', 'date.before-first-hop'].flatMap((rule) => found(rule, render(HONEST)))).toEqual(
      [],
    );
    expect(withRoute(hop(FIRST_STEP)).length).toBeGreaterThan(0);
  });
});
