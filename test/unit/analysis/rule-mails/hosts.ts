import { type Field, googleLine, HONEST, render, withField, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const at = (second: number): string => `Thu, 20 May 2021 12:00:${String(second).padStart(2, '0')} +0000`;
const route = (...bodies: readonly string[]): string => render(withRoute(...bodies));
const one = (name: string, body: string): string => render(withField(name, body));
/** Addresses outside the ranges for examples: rules about real hosts look at these only. Nobody's mail; made up. */
const outside = '11.22.33.44';
const mx = (from: string, with_ = 'ESMTP'): string =>
  `from ${from} by mx.example.net (Postfix) with ${with_} id 5A1B2C3D4E for <ben@example.net>; ${at(30)}`;
const google = (id: string, zone: string): string =>
  `from a.example.org (a.example.org. [${outside}]) by mx.google.com with ESMTPS id ${id} for <ben@example.net>; Thu, 20 May 2021 05:00:30 ${zone}`;

const toOwn = (fields: readonly Field[]): readonly Field[] =>
  fields.map(([name, body]) => [name, name === 'From' ? 'Chief <chief@example.net>' : body] as const);

export const mails: RuleMails = {
  'route.discontinuity': {
    positive: [
      route(
        mx(`relay.example.com (relay.example.com [${outside}])`),
        `from x.example.org by mail.example.info with SMTP; ${at(10)}`,
      ),
      // A line in the receiver's name, under the one by which the message came in from elsewhere.
      route(
        mx(`relay.example.com (relay.example.com [${outside}])`),
        `from inside.example.net (inside.example.net [10.1.1.1]) by mail.example.net with SMTP; ${at(10)}`,
      ),
    ],
    nearMiss: [
      route(
        mx(`relay.example.com (relay.example.com [${outside}])`),
        `from x by mail.example.com with SMTP; ${at(10)}`,
      ),
      route(
        mx(`mail-a.google.com (mail-a.google.com [${outside}])`),
        `by mail.1e100.net with SMTP id 5b1f17b1804b1-48d149d49acso303; ${at(10)}`,
      ),
      route(mx('localhost (localhost [127.0.0.1])'), `from x by mail.example.info with SMTP; ${at(10)}`),
      // One service under two names.
      route(
        mx(`m32-19.eu.mailgun.net (m32-19.eu.mailgun.net [${outside}])`),
        `from <unknown> by smtp-out-n04.prod.eu-central-1.postgun.com with SMTP id 5A1B2C3D4E; ${at(10)}`,
      ),
    ],
  },
  'route.helo-differs': {
    positive: [route(mx(`shop.example.com (pool-7.example.org [${outside}])`))],
    nearMiss: [
      route(mx(`shop.example.com (pool-7.example.com [${outside}])`)),
      route(mx(`desk (pool.example.org [${outside}])`)),
      // One name in its two spellings.
      route(mx(`mail.s\xc3\xa4nder.example (mail.xn--snder-gra.example [${outside}])`)),
    ],
  },
  'route.no-reverse-name': {
    positive: [route(mx(`a.example.org (unknown [${outside}])`))],
    nearMiss: [
      route(mx('a.example.org (unknown [10.0.0.5])')),
      route(mx(`a.example.org (a.example.org [${outside}])`)),
    ],
  },
  'route.helo-form': {
    positive: [route(mx(`[192.168.1.5] (a.example.org [${outside}])`)), route(mx(`desk (a.example.org [${outside}])`))],
    nearMiss: [
      route(mx(`a.example.org (a.example.org [${outside}])`)),
      route(mx('desk (desk [192.168.1.5])')),
      // Web mail writes the address of the browser, which says no name.
      route(`from [${outside}] ([${outside}]) by web.example.net (3c-app [172.19.170.93]) (via HTTP); ${at(9)}`),
      route(`from [${outside}] by web.example.net via HTTP; ${at(9)}`),
    ],
  },
  'route.helo-own-name': {
    positive: [
      route(mx(`mx.example.net (pool.example.org [${outside}])`)),
      route(mx(`example.net (unknown [${outside}])`)),
    ],
    nearMiss: [
      route(mx(`mx.example.net (out.example.net [${outside}])`)),
      route(mx(`mail.example.org (mail.example.org [${outside}])`)),
    ],
  },
  'received.provider-form': {
    positive: [
      route(google('5b1f17b1804b1-48d149d49acso303', '+0300')),
      // A line of Google that a program copied, with a date of its own making.
      render(withField('X-Received', googleLine('05-20-2021'))),
      render(withField('X-Received', googleLine('Thu, 20 May 2021 14:15:57 +0000'))),
      route(`from x (192.0.2.1) by AM0P193MB0755.EURP193.PROD.OUTLOOK.COM (2001:db8::1) with ESMTP id ABC; ${at(9)}`),
    ],
    nearMiss: [
      route(google('5b1f17b1804b1-48d149d49acso303', '-0700 (PDT)')),
      render(withField('X-Received', googleLine('Thu, 20 May 2021 07:15:57 -0700 (PDT)'))),
      route(
        `from A.example.com (2001:db8::1) by AM0P193MB0755.EURP193.PROD.OUTLOOK.COM (2001:db8::2) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.8583.24; ${at(9)}`,
      ),
    ],
  },
  'received.software-form': {
    positive: [
      route(`from a (a.example.org [192.0.2.1]) by b.example.org (Postfix) with ESMTP id QMAIL-77-x; ${at(9)}`),
      route(`from a (a.example.org [192.0.2.1]) by b.example.org with esmtp (Exim 4.92) id 4FmBc10nF4z307P; ${at(9)}`),
    ],
    nearMiss: [
      route(`from a (a.example.org [192.0.2.1]) by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(9)}`),
      route(`from a (a.example.org [192.0.2.1]) by b.example.org (8.11.6/8.11.6) with ESMTP id gB4Bq4813322; ${at(9)}`),
      route(`from a ([192.0.2.1]) by b.example.org with esmtp (Exim 4.97) id 1qMfkL-000000003Bv-1ZkK; ${at(9)}`),
    ],
  },
  'received.copied-step': {
    positive: [
      route(
        `from a.example.org by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(9)}`,
        `from a.example.org by b.example.com (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(9)}`,
      ),
    ],
    nearMiss: [
      route(
        `from A by B.example.org (192.0.2.1) with Microsoft SMTP Server id 15.20.8583.24; ${at(9)}`,
        `from A by B.example.com (192.0.2.1) with Microsoft SMTP Server id 15.20.8583.24; ${at(9)}`,
      ),
    ],
  },
  'route.loop': {
    positive: [
      route(...Array.from({ length: 26 }, (_, n) => `by h${n}.example.org with SMTP id ${n}; ${at(9)}`)),
      route(
        `by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(9)}`,
        `by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(8)}`,
      ),
    ],
    nearMiss: [
      route(
        `by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z307P; ${at(9)}`,
        `by b.example.org (Postfix) with ESMTP id 4FmBc10nF4z308Q; ${at(8)}`,
      ),
    ],
  },
  'route.reserved-address': {
    positive: [
      route(mx('a.example.org (a.example.org [224.0.0.5])')),
      route(
        mx(`a.example.org (a.example.org [${outside}])`),
        `from x ([192.0.2.5]) by a.example.org with SMTP; ${at(9)}`,
      ),
    ],
    nearMiss: [
      route(mx('a.example.org (a.example.org [192.0.2.5])')),
      route(mx('a.example.org (a.example.org [10.0.0.5])')),
      route(mx(`a.example.org (a.example.org [${outside}])`)),
    ],
  },
  'route.recipient-not-named': {
    positive: [one('To', 'somebody@example.org')],
    nearMiss: [one('To', 'BEN@example.net'), one('To', 'undisclosed-recipients:;')],
  },
  'route.direct-delivery': {
    positive: [render([['X-MS-Exchange-EOPDirect', 'true'], ...HONEST])],
    nearMiss: [
      render([['X-MS-Exchange-EOPDirect', 'false'], ...HONEST]),
      render([...HONEST, ['X-MS-Exchange-EOPDirect', 'true']]),
    ],
  },
  'identity.own-domain': {
    positive: [render(toOwn(withRoute(mx(`a.example.org (a.example.org [${outside}])`))))],
    nearMiss: [
      render(toOwn(withRoute(mx(`desk.example.net (desk.example.net [${outside}])`)))),
      render(toOwn(withRoute(mx(`desk (a.example.org [${outside}])`, 'ESMTPSA')))),
      render([
        ['Authentication-Results', 'mx.example.net; dmarc=pass header.from=example.net'],
        ...toOwn(withRoute(mx(`a.example.org (a.example.org [${outside}])`))),
      ]),
      route(mx(`a.example.org (a.example.org [${outside}])`)),
    ],
  },
};
