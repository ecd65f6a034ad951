import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import { authorZone } from '../../../../shared/analysis/author-zone';
import { consensusOfTimes } from '../../../../shared/analysis/consensus';
import { bytesOf, type Field, found, HONEST, multipart, sentence, withField } from '../honest-mail';

/** Outlook's two marks: the id in universal time, the separator on the wall clock of +05:30, its counter one ahead. */
const OUTLOOK_ID = '<02ee01d9e21a$9beb5aa0$d3c20fe0$@example.org>';
const OUTLOOK_BOUNDARY = '----=_NextPart_000_02EF_01D9E248.B5A5B980';

const outlook = (date: string): string =>
  multipart(OUTLOOK_BOUNDARY, withField('Date', date, withField('Message-ID', OUTLOOK_ID)));

describe('the author’s zone', () => {
  it('is the difference of a wall clock and a universal clock of one program', () => {
    const { times } = analyse(bytesOf(outlook('Fri, 8 Sep 2023 11:36:29 +0530')));
    expect(authorZone(times)?.offsetMinutes).toBe(330);
  });

  it('is compared with the Date field', () => {
    expect(found('date.zone-disagrees-with-clocks', outlook('Fri, 8 Sep 2023 11:36:29 +0530'))).toEqual([]);
    expect(sentence('date.zone-disagrees-with-clocks', outlook('Fri, 8 Sep 2023 08:06:29 +0200'))).toContain('+05:30');
    expect(found('date.zone-disagrees-with-clocks', outlook('Fri, 8 Sep 2023 06:06:29 +0000'))[0]?.[0]).toBe('info');
  });

  it('is not told by clocks whose difference is no zone', () => {
    const { times } = analyse(bytesOf(outlook('Fri, 8 Sep 2023 11:36:29 +0530').replace('B5A5B980', 'FFA5B980')));
    expect(authorZone(times)).toBeUndefined();
  });
});

describe('the consensus', () => {
  it('names the clock that stands apart', () => {
    const forged = withField('Date', 'Mon, 3 May 2021 16:15:55 +0200');
    const signed: readonly Field[] = [...forged, ['DKIM-Signature', 'v=1; d=example.org; s=a; t=1621520158; b=x']];
    const { times } = analyse(bytesOf(signed.map(([name, body]) => `${name}: ${body}\r\n`).join('')));

    const consensus = consensusOfTimes(times);

    expect(new Date(consensus?.timeMs ?? 0).toISOString().slice(0, 16)).toBe('2021-05-20T14:15');
    expect(consensus?.outliers.map(({ kind }) => kind)).toEqual(['date']);
    expect(consensus?.clocks).toBe(4);
  });

  it('is silent where one clock speaks', () => {
    expect(consensusOfTimes(analyse(bytesOf('Date: Thu, 20 May 2021 16:15:55 +0200\r\n\r\n')).times)).toBeUndefined();
  });
});

describe('a reply', () => {
  const reply = (answered: string): readonly Field[] => [...HONEST, ['In-Reply-To', `<${answered}@example.net>`]];

  it('is not older than what it answers', () => {
    expect(found('date.before-answered-message', reply('20210524090000.GB6045'))).toEqual([
      ['high', 'Thu, 20 May 2021 16:15:55 +0200', '20210524090000'],
    ]);
  });

  test.each(['20210519090000.GB6045', '20210520180000.GB6045', 'no-clock-at-all'])('may answer %s', (answered) => {
    expect(found('date.before-answered-message', reply(answered))).toEqual([]);
  });
});

describe('Amazon’s number', () => {
  const id = (byte: string, domain: string): readonly Field[] =>
    withField(
      'Message-ID',
      `<01${byte}01798a1b2c3d-7eac68c3-d8ac-4ef0-8eff-21818d8c3ef2-000000@${domain}amazonses.com>`,
    );

  test.each([
    ['00', 'email.'],
    ['07', 'eu-central-1.'],
    ['55', 'eu-south-9.'],
  ])('fits with %s and %s', (byte, domain) => {
    expect(found('message-id.amazon-region', id(byte, domain))).toEqual([]);
  });

  it('names one region', () => {
    expect(sentence('message-id.amazon-region', id('07', 'email.'))).toContain('eu-central-1');
  });
});

describe('marks of providers', () => {
  const dated = (date: string, ...fields: readonly Field[]): readonly Field[] => [
    ...withField('Date', date),
    ...fields,
  ];
  const state: Field = ['X-Gm-Message-State', 'AOAM533example'];

  it.each([
    [state, 'AOAM53'],
    [['DKIM-Signature', 'v=1; d=gmail.com; s=20230601; b=x'] as Field, '20230601'],
    [['X-Google-DKIM-Signature', 'v=1; d=1e100.net; s=20230601; b=x'] as Field, '20230601'],
    [['ARC-Seal', 'i=1; d=google.com; s=arc-20240605; b=x'] as Field, 'arc-20240605'],
    [['X-Gm-Gg', 'ASbGncexample'] as Field, 'X-Gm-Gg'],
  ])('%j was not observed in 2019', (field, mark) => {
    const message = dated('Thu, 20 Jun 2019 16:15:55 +0200', field);
    expect(found('date.disagrees-with-provider-token', message)).toEqual([
      ['high', 'Thu, 20 Jun 2019 16:15:55 +0200', mark],
    ]);
    expect(sentence('date.disagrees-with-provider-token', message)).toContain('not observed before');
  });

  it.each([
    ['inside of its weeks', dated('Thu, 20 May 2021 16:15:55 +0200', state)],
    ['within the slack', dated('Fri, 24 Apr 2020 16:15:55 +0200', state)],
    ['that nobody knows', dated('Thu, 20 Jun 2019 16:15:55 +0200', ['X-Gm-Message-State', 'AZZZ99example'])],
    ['of another domain', dated('Thu, 20 Jun 2019 16:15:55 +0200', ['DKIM-Signature', 'd=example.org; s=20230601'])],
  ])('says nothing of a mark %s', (_, message) => {
    expect(found('date.disagrees-with-provider-token', message)).toEqual([]);
  });

  it('compares Gmail’s two marks', () => {
    const pair = (source: string): readonly Field[] => [...HONEST, state, ['X-Google-Smtp-Source', source]];
    expect(found('provider.token-pair', pair('ABdhPJexample'))).toEqual([]);
    expect(found('provider.token-pair', pair('AZZZ99example'))).toEqual([]);
    expect(found('provider.token-pair', pair('AGHT+Iexample'))).toEqual([['high', 'AOAM53', 'AGHT+I']]);
  });

  it('compares Exchange’s build with its own hop', () => {
    const hop = (date: string): readonly Field[] => [
      [
        'Received',
        `from a.example.com (192.0.2.1) by b.example.com with Microsoft SMTP Server id 15.20.3477.28; ${date}`,
      ],
      ...HONEST,
    ];
    expect(found('received.build-against-date', hop('Wed, 14 Oct 2020 10:00:00 +0000'))).toEqual([]);
    expect(found('received.build-against-date', hop('Thu, 14 Oct 2021 10:00:00 +0000'))).toEqual([
      ['high', '15.20.3477', 'Thu, 14 Oct 2021 10:00:00 +0000'],
    ]);
  });
});
