import { type Field, googleLine, HONEST, hop, render, withField, without, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const noon = 'Thu, 20 May 2021 12:00:00 +0000';
const route = (...bodies: readonly string[]): string => render(withRoute(...bodies));
const plainId = withField('Message-ID', '<plain@desk.example.org>');

export const mails: RuleMails = {
  'received.time-order': {
    positive: [route(hop('Thu, 20 May 2021 09:46:00 +0000'), hop(noon))],
    nearMiss: [
      route(hop('Thu, 20 May 2021 08:00:05 -0400'), hop(noon)),
      route(hop('20 May 2021 11:59:30 GMT'), hop(noon)),
    ],
  },
  'received.time-order-days': {
    positive: [route(hop('Tue, 18 May 2021 12:00:00 +0000'), hop(noon))],
    nearMiss: [route(hop('Wed, 19 May 2021 12:00:00 +0000'), hop(noon))],
  },
  'received.long-delay': {
    positive: [route(hop('Sat, 22 May 2021 12:00:00 +0000'), hop(noon))],
    nearMiss: [route(hop('Fri, 21 May 2021 11:00:00 +0000'), hop(noon))],
  },
  'received.below-author-fields': {
    positive: [render([...HONEST, ['Received', hop(noon)]])],
    nearMiss: [render([['X-Filter', 'none'], ...HONEST])],
  },
  'received.missing': {
    positive: [render(without('Received'))],
    nearMiss: [route(hop(noon))],
  },
  'received.id-time': {
    positive: [
      route(hop('Tue, 18 May 2021 09:00:00 +0000', '4FmBc10nF4z307P')),
      route(sendmailLine('Jan')),
      render(withField('X-Received', googleLine('Tue, 18 May 2021 07:15:57 -0700 (PDT)'))),
    ],
    nearMiss: [
      route(hop('Thu, 20 May 2021 14:16:02 +0000', '4FmBc10nF4z307P')),
      route(sendmailLine('May')),
      render(withField('X-Received', googleLine('Thu, 20 May 2021 07:15:57 -0700 (PDT)'))),
    ],
  },
  'received.impossible-date': {
    positive: [
      route(hop('Mon, 20 May 2021 12:00:00 +0000')),
      route(hop('Thu, 20 May 2021 12:00:00 +2500')),
      route(hop('Thu, 20 May 2021 12:00:00 -0700 (EST)')),
      route(hop('20 May 0121 12:00:00 +0000')),
    ],
    nearMiss: [route(hop('20 May 2021 12:00:00 +1245 (CHAST)')), route(hop('20 May 2021 12:00:00 -0500 (EST)'))],
  },
  'route.impossible-address': {
    positive: [route(`from a.example.org ([251.1.2.3]) by b.example.org with SMTP; ${noon}`)],
    nearMiss: [route(`from a.example.org by b.example.org (Server [5.0.2195.6713]) with SMTP; ${noon}`)],
  },
  'date.after-first-hop': {
    positive: [render(withField('Date', 'Thu, 20 May 2021 17:30:00 +0200'))],
    nearMiss: [render(withField('Date', 'Thu, 20 May 2021 16:20:50 +0200'))],
  },
  'date.days-after-first-hop': {
    positive: [render(withField('Date', 'Sat, 22 May 2021 16:15:58 +0200'))],
    nearMiss: [render(withField('Date', 'Fri, 21 May 2021 16:15:00 +0200'))],
  },
  'date.before-first-hop': {
    positive: [render(withField('Date', 'Mon, 17 May 2021 16:15:00 +0200', plainId))],
    nearMiss: [render(withField('Date', 'Thu, 20 May 2021 15:46:00 +0200', plainId))],
  },
  'submission.web-script': {
    positive: [render(withField('X-PHP-Script', 'www.example.org/form.php for 192.0.2.7'))],
    nearMiss: [render(withField('X-PHP-Script', '')), render(withField('Subject', 'X-PHP-Script: form.php'))],
  },
  'submission.local-user': {
    positive: [route(`by b.example.org (Postfix, from userid 33)\r\n\tid 5A1B2C3D4E; ${noon}`)],
    nearMiss: [route(`(qmail 1234 invoked from network); ${noon}`)],
  },
  'submission.client-address': {
    positive: [render(withField('X-Originating-IP', '[192.0.2.7]'))],
    nearMiss: [render(withField('X-Originating-IP', 'unknown'))],
  },
  'submission.account': {
    positive: [render(withField('X-Authenticated-Sender', 'server.example.org: anna@example.org'))],
    nearMiss: [render([...HONEST, ['X-Authenticated-Sender', ''] satisfies Field])],
  },
};

/** The queue number is of the 20th of May 2021. */
function sendmailLine(month: string): string {
  const id = '14KEG1AB018839';
  return `from a.example.org (a.example.org [192.0.2.1]) by b.example.org (8.15.2/8.15.2/Debian-3) with ESMTP id ${id}; 20 ${month} 2021 14:16:01 +0000`;
}
