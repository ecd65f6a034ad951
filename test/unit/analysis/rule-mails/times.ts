import { HONEST, multipart, render, withField, without, withRoute } from '../honest-mail';
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
const exchange = (build: string, day: string): string =>
  render(
    withRoute(
      `from A.example.org (192.0.2.1) by B.example.org (192.0.2.2) with Microsoft SMTP Server (version=TLS1_2) id ${build}.12; ${day} 10:00:00 +0000`,
    ),
  );
const gmailPair = (source: string): string =>
  render(withField('X-Google-Smtp-Source', `${source}XXXXX`, withField('X-Gm-Message-State', 'AOAM53YYYYY')));
const moved = (day: number) =>
  withField('Date', `${day} May 2021 16:15:55 +0200`, signed).map(([name, body]) =>
    name === 'Received'
      ? ([name, body.replace('20 May', `${day} May`).replace('Thu, ', '')] as const)
      : ([name, body] as const),
  );

export const mails: RuleMails = {
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
    positive: [dated('Fri, 20 May 2021 16:15:55 +0200')],
    nearMiss: [dated('20 May 2021 16:15:55 +0200')],
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
    nearMiss: [multipart('----=_NextPart_000_02EF_01D74D93.68881900')],
  },
  'trace.arrival-time-contradiction': { positive: [arrival('25')], nearMiss: [arrival('24')] },
  'date.disagrees-with-provider-token': {
    positive: [token('Mon, 20 May 2019 16:15:55 +0200')],
    nearMiss: [token('Fri, 01 Jul 2022 16:15:55 +0200')],
  },
  'received.build-against-date': {
    positive: [exchange('15.20.2008', 'Tue, 10 Mar 2015')],
    nearMiss: [exchange('15.20.2008', 'Mon, 10 Jun 2019'), exchange('15.20.99999', 'Tue, 10 Mar 2015')],
  },
  'provider.token-pair': { positive: [gmailPair('AA0mqf')], nearMiss: [gmailPair('ABdhPJ'), gmailPair('ZZZZZZ')] },
};
