import { HONEST, multipart, render, withField, without } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const dated = (date: string): string => render(withField('Date', date));
const signed = withField('DKIM-Signature', 'v=1; a=rsa-sha256; d=example.org; s=a; t=1621520157; h=from; bh=; b=');
const reply = (date: string): string =>
  render(withField('Thread-Index', 'AdYz/Jgsd22LDGcdRYWJMXa/QfCfZwADYcaA', withField('Date', date)));
const scanned = (day: string): string =>
  render(withField('X-Proofpoint-Virus-Version', `vendor=x engine=2.50 definitions=${day}_06:2021-05-20 signatures=0`));
const outlookId = (time: string): string => render(withField('Message-ID', `<00d3${time}$b554a8c0$@desk.example.org>`));
const arrival = (day: string): string =>
  render(withField('X-OriginalArrivalTime', `${day} Jul 2002 16:28:15.0689 (UTC) FILETIME=[1CA59B90:01C2332F]`));
const token = (date: string): string =>
  render(withField('X-Gm-Message-State', 'AOAM53abcdefghijklmnop', withField('Date', date)));
const moved = (day: number) =>
  withField('Date', `${day} May 2021 16:15:55 +0200`, signed).map(([name, body]) =>
    name === 'Received'
      ? ([name, body.replace('20 May', `${day} May`).replace('Thu, ', '')] as const)
      : ([name, body] as const),
  );

const DAY_MS = 86_400_000;
/** Ids that hold a time so many days after the message, which was written at 1621520155 seconds. */
const yahooId = (days: number): string =>
  render(withField('Message-ID', `<1234567890.1234.${1_621_520_155_123 + days * DAY_MS}@mail.example.org>`));
const mimeLite = (days: number): string => multipart(`_----------=_${1_621_520_155 + days * 86_400}123456`);
const exchange = (day: number): string =>
  render(withField('X-MS-Exchange-CrossTenant-OriginalArrivalTime', `${day} May 2021 14:16:00.1234 (UTC)`));

export const mails: RuleMails = {
  'message-id.other-day': {
    positive: [yahooId(-3), yahooId(40)],
    // A number of the day before may belong to a draft, and another rule speaks where no date fits any clock.
    nearMiss: [yahooId(0), yahooId(-1), yahooId(1), render(moved(15))],
  },
  'boundary.other-day': { positive: [mimeLite(-300), mimeLite(2)], nearMiss: [mimeLite(0), mimeLite(-1)] },
  'trace.other-day': { positive: [exchange(17), exchange(28)], nearMiss: [exchange(20), exchange(19)] },
  'date.missing': { positive: [render(without('Date'))], nearMiss: [render(HONEST)] },
  'date.unreadable': { positive: [dated('yesterday')], nearMiss: [dated('20 May 21 16:15 EST')] },
  'date.impossible-zone': {
    positive: [dated('Thu, 20 May 2021 16:15:55 +2260')],
    nearMiss: [dated('Thu, 20 May 2021 16:15:55 +1345')],
  },
  'date.zone-name': {
    positive: [dated('Thu, 20 May 2021 16:15:55 +0900 (EST)')],
    nearMiss: [dated('Thu, 20 May 2021 16:15:55 -0400 (EDT)')],
  },
  'date.weekday': {
    positive: [dated('Fri, 20 May 2021 16:15:55 +0200'), dated('Thu, 20 May 0121 16:15:55 +0200')],
    nearMiss: [dated('20 May 2021 16:15:55 +0200'), dated('Thu, 20 May 21 16:15:55 +0200')],
  },
  'date.disagrees-with-embedded-times': {
    positive: [render(withField('Date', 'Sat, 15 May 2021 16:15:55 +0200', signed))],
    nearMiss: [render(signed), render(withField('Date', 'Sat, 15 May 2021 16:15:55 +0200'))],
  },
  'date.no-date-agrees-with-embedded-times': { positive: [render(moved(15))], nearMiss: [render(moved(20))] },
  'date.before-its-parts': {
    positive: [reply('Tue, 26 May 2020 15:00:00 +0000')],
    nearMiss: [reply('Wed, 27 May 2020 01:00:00 +0000')],
  },
  'date.older-than-scan-rules': { positive: [scanned('2021-06-01')], nearMiss: [scanned('2021-05-20')] },
  'message-id.impossible-time': {
    positive: [outlookId('ffffffff$ffffffff')],
    nearMiss: [outlookId('01d74d82$a4ff4900')],
  },
  'boundary.impossible-time': {
    positive: [multipart('----=_NextPart_000_02EF_FFFFFFFF.00000000')],
    nearMiss: [
      multipart('----=_NextPart_000_02EF_01D74D93.68881900'),
      forwarded('----=_NextPart_000_02EF_01D74600.68881900'),
    ],
  },
  'trace.arrival-time-contradiction': { positive: [arrival('25')], nearMiss: [arrival('24')] },
  'date.disagrees-with-provider-token': {
    positive: [token('Mon, 20 May 2019 16:15:55 +0200')],
    nearMiss: [token('Fri, 01 Jul 2022 16:15:55 +0200')],
  },
  'content-id.impossible-time': {
    positive: [picture('FFFFFFFF.00000000')],
    nearMiss: [picture('01D74D93.68881900'), picture('01B74D93.68881900')],
  },
  'date.zone-disagrees-with-clocks': {
    positive: [outlook('Fri, 8 Sep 2023 08:06:29 +0200')],
    nearMiss: [outlook('Fri, 8 Sep 2023 11:36:29 +0530')],
  },
  'date.before-answered-message': {
    positive: [answering('20210524090000')],
    nearMiss: [answering('20210520180000')],
  },
  'date.before-quoted-message': {
    positive: [quoting('On Mon, May 24, 2021 at 4:22 PM Jane Doe <jane@example.com> wrote:'), enclosing('24')],
    nearMiss: [quoting('On Fri, May 21, 2021 at 4:22 PM Jane Doe <jane@example.com> wrote:'), enclosing('20')],
  },
  'message-id.amazon-region': { positive: [amazon('07')], nearMiss: [amazon('00')] },
  'received.build-against-date': {
    positive: [builtAt('Thu, 14 Oct 2021 10:00:00 +0000')],
    nearMiss: [builtAt('Wed, 14 Oct 2020 10:00:00 +0000')],
  },
  'provider.token-pair': { positive: [pairWith('AGHT+I')], nearMiss: [pairWith('ABdhPJ')] },
};

function picture(time: string): string {
  return multipart('b').replace(
    'Content-Type: text/plain',
    `Content-Type: image/png\r\nContent-ID: <image001.png@${time}>`,
  );
}

/** A wall clock of +05:30 in the separator, universal time in the Message-ID. */
function outlook(date: string): string {
  const id = withField('Message-ID', '<02ee01d9e21a$9beb5aa0$d3c20fe0$@example.org>');
  return multipart('----=_NextPart_000_02EF_01D9E248.B5A5B980', withField('Date', date, id));
}

/** A message of ten days before, forwarded as a part. */
function forwarded(separator: string): string {
  const part = `--${separator}\r\nContent-Type: text/plain\r\n\r\nGood morning\r\n--${separator}--\r\n`;
  const enclosed = `Date: 10 May 2021 12:00:00 +0200\r\nContent-Type: multipart/mixed; boundary="${separator}"\r\n\r\n${part}`;
  return render(withField('Content-Type', 'message/rfc822'), enclosed);
}

function quoting(introduction: string): string {
  return render(HONEST, `Yes.\r\n\r\n${introduction}\r\n> Good morning\r\n`);
}

function enclosing(day: string): string {
  const enclosed = `From: Jane <jane@example.com>\r\nDate: ${day} May 2021 12:00:00 +0000\r\n\r\nGood morning\r\n`;
  return render(withField('Content-Type', 'message/rfc822'), enclosed);
}

function answering(digits: string): string {
  return render([...HONEST, ['In-Reply-To', `<${digits}.GB6045@example.net>`]]);
}

function amazon(region: string): string {
  const id = `01${region}01798a1b2c3d-7eac68c3-d8ac-4ef0-8eff-21818d8c3ef2-000000@email.amazonses.com`;
  return render(withField('Message-ID', `<${id}>`));
}

function builtAt(date: string): string {
  const hop = `from a.example.com (192.0.2.1) by b.example.com with Microsoft SMTP Server id 15.20.3477.28; ${date}`;
  return render([['Received', hop], ...HONEST]);
}

function pairWith(source: string): string {
  return render([...HONEST, ['X-Gm-Message-State', 'AOAM53example'], ['X-Google-Smtp-Source', `${source}example`]]);
}
