import { describe, expect, it, test } from 'vitest';
import { found, HONEST, hop, sentence, without, withRoute } from '../honest-mail';

const NOON = 'Thu, 20 May 2021 12:00:00 +0000';

describe('received.time-order', () => {
  test.each([
    ['two hours and a quarter', 'Thu, 20 May 2021 09:46:00 +0000', 'medium'],
    ['two minutes', 'Thu, 20 May 2021 11:58:00 +0000', 'low'],
  ])('reports a step that is %s too early', (_, early, severity) => {
    expect(found('received.time-order', withRoute(hop(early), hop(NOON)))).toEqual([[severity, early, NOON]]);
  });

  it('leaves days to a rule of their own', () => {
    const early = 'Tue, 18 May 2021 12:00:00 +0000';
    expect(found('received.time-order', withRoute(hop(early), hop(NOON)))).toEqual([]);
    expect(found('received.time-order-days', withRoute(hop(early), hop(NOON)))).toEqual([['high', early, NOON]]);
  });

  it('says how long in words', () => {
    expect(sentence('received.time-order', withRoute(hop('Thu, 20 May 2021 09:46:00 +0000'), hop(NOON)))).toBe(
      'b.example.org recorded the message at 20 May 2021, 09:46:00 UTC. That is 2 hours 14 minutes before the step below it, which b.example.org recorded at 20 May 2021, 12:00:00 UTC.',
    );
  });

  test.each([
    ['a minute of clock difference', 'Thu, 20 May 2021 11:59:00 +0000'],
    ['an earlier wall clock in another zone', 'Thu, 20 May 2021 08:00:05 -0400'],
    ['a date without a zone', 'Thu, 20 May 2021 09:46:00'],
  ])('is silent about %s', (_, date) => {
    expect(found('received.time-order', withRoute(hop(date), hop(NOON)))).toEqual([]);
  });
});

describe('received.long-delay', () => {
  it('reports a wait of more than a day', () => {
    const late = 'Sat, 22 May 2021 12:00:00 +0000';
    expect(found('received.long-delay', withRoute(hop(late), hop(NOON)))).toEqual([['low', late, NOON]]);
  });

  it('is silent about a wait of a night', () => {
    expect(found('received.long-delay', withRoute(hop('Fri, 21 May 2021 11:00:00 +0000'), hop(NOON)))).toEqual([]);
  });
});

describe('received.below-author-fields', () => {
  it('reports a step below the author’s fields', () => {
    expect(found('received.below-author-fields', [...HONEST, ['Received', hop(NOON)]])).toEqual([
      ['medium', 'Received', 'From'],
    ]);
  });

  it('is silent about a step above them, whatever stands between', () => {
    expect(found('received.below-author-fields', [['X-Filter', 'none'], ...HONEST])).toEqual([]);
  });
});

describe('received.missing', () => {
  it('reports a message without a route', () => {
    expect(found('received.missing', without('Received'))).toEqual([['info', 'Return-Path']]);
  });

  it('is silent about a route of one step', () => {
    expect(found('received.missing', withRoute(hop(NOON)))).toEqual([]);
  });
});

describe('received.id-time', () => {
  it('reports a queue number of another time than the date beside it', () => {
    const date = 'Tue, 18 May 2021 09:00:00 +0000';
    expect(found('received.id-time', withRoute(hop(date, '4FmBc10nF4z307P')))).toEqual([['high', '4FmBc10nF4', date]]);
  });

  test.each([
    ['a number that agrees', hop('Thu, 20 May 2021 14:16:02 +0000', '4FmBc10nF4z307P')],
    ['a number without a time', hop(NOON, '5A1B2C3D4E')],
    [
      'a sendmail number given hours before the line was written',
      hop('Thu, 22 Aug 2002 03:00:00 +0000', 'g7LNKH73018839'),
    ],
    ['a date without a zone', hop('Tue, 18 May 2021 09:00:00', '4FmBc10nF4z307P')],
  ])('is silent about %s', (_, body) => {
    expect(found('received.id-time', withRoute(body))).toEqual([]);
  });
});

it('reports a sendmail number that is newer than its line', () => {
  const date = 'Wed, 21 Aug 2002 20:00:00 +0000';
  expect(found('received.id-time', withRoute(hop(date, 'g7LNKH73018839')))).toEqual([['high', 'g7LNKH', date]]);
});

describe('received.impossible-date', () => {
  test.each([
    ['a wrong weekday', 'Mon, 20 May 2021 12:00:00 +0000'],
    ['a zone that does not exist', 'Thu, 20 May 2021 12:00:00 +2500'],
  ])('reports %s', (_, date) => {
    expect(found('received.impossible-date', withRoute(hop(date)))).toEqual([['high', date]]);
  });

  it('is silent about a date that is only unusual', () => {
    expect(found('received.impossible-date', withRoute(hop('20 May 2021 12:00:00 +1245 (CHAST)')))).toEqual([]);
  });
});

describe('route.impossible-address', () => {
  const from = (address: string): string => `from a.example.org ([${address}]) by b.example.org with SMTP; ${NOON}`;

  test.each(['192.0.2.300', '251.1.2.3'])('reports %s', (address) => {
    expect(found('route.impossible-address', withRoute(from(address)))).toEqual([['high', address]]);
  });

  test.each([
    ['an address for documentation', from('192.0.2.1')],
    ['a private address', from('10.0.0.1')],
    ['a version number after by', `from a.example.org by b.example.org (Server [5.0.2195.6713]) with SMTP; ${NOON}`],
    ['a version number beside the name', `from a.example.org (a [192.0.2.1]) by b (SMTPSVC(5.0.2195.6713)); ${NOON}`],
  ])('is silent about %s', (_, body) => {
    expect(found('route.impossible-address', withRoute(body))).toEqual([]);
  });
});
