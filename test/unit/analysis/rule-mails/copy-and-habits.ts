import { type Field, HONEST, multipart, render, withField, without } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const counted = (count: number, extra: readonly Field[] = []): string =>
  render([
    ['X-IncomingTopHeaderMarker', 'SizeAsReceived:7745'],
    ...HONEST,
    ...extra,
    ['X-IncomingHeaderCount', String(count)],
  ]);
const one = (name: string, body: string, text?: string): string => render(withField(name, body), text);
const typed = (type: string, text: string): string => one('Content-Type', type, text);
const alternative = (first: string, second: string): string =>
  typed(
    'multipart/alternative; boundary=b1',
    `--b1\r\nContent-Type: text/plain; charset=${first}\r\n\r\na\r\n--b1\r\nContent-Type: text/html; charset=${second}\r\n\r\na\r\n--b1--\r\n`,
  );
const gmailId = `<CA${'a'.repeat(50)}@mail.gmail.com>`;
const mutt: readonly Field[] = [
  ['Date', 'Thu, 20 May 2021 16:15:55 +0200'],
  ['From', 'Anna Example <anna@example.org>'],
  ['To', 'Ben Example <ben@example.net>'],
  ['Subject', 'Minutes'],
  ['Message-ID', '<20210520141555.GA6045@desk.example.org>'],
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=us-ascii'],
  ['User-Agent', 'Mutt/1.10.1'],
];

export const mails: RuleMails = {
  'copy.header-count': {
    positive: [counted(HONEST.length + 4), counted(HONEST.length - 2)],
    nearMiss: [counted(HONEST.length + 1), counted(HONEST.length), render([...HONEST, ['X-IncomingHeaderCount', '3']])],
  },
  'copy.declared-size': {
    positive: [
      one('Content-Length', '500', 'Good morning\r\n'),
      one('Lines', '12', 'Good morning\r\n'),
      render([...HONEST, ['Content-Length', '14'], ['Content-Length', '500']], 'Good morning\r\n'),
    ],
    nearMiss: [
      one('Content-Length', '14', 'Good morning\r\n'),
      one('Content-Length', '13', 'Good morning\r\n'),
      one('Lines', '1', 'Good morning\r\n'),
      one('Lines', 'many', 'Good morning\r\n'),
    ],
  },
  'copy.body-line-ends': {
    positive: [render(HONEST, 'Good morning\r\nand good night\n')],
    nearMiss: [render(HONEST, 'a\r\nb\r\n'), render(HONEST, 'a\r\nb\r\n').replaceAll('\r\n', '\n')],
  },
  'structure.long-line': {
    positive: [one('X-Data', 'a'.repeat(1100)), render(HONEST, `${'b'.repeat(999)}\r\n`)],
    nearMiss: [render(HONEST, `${'b'.repeat(998)}\r\n`)],
  },
  'structure.no-recipients': {
    positive: [render(without('To'))],
    nearMiss: [render([...without('To'), ['Cc', 'ben@example.net']])],
  },
  'structure.no-mime-version': {
    positive: [
      multipart('b1', without('MIME-Version')),
      render(withField('Content-Type', 'text/html', without('MIME-Version'))),
    ],
    nearMiss: [render(without('MIME-Version')), multipart('b1')],
  },
  'structure.encoded-words': {
    positive: [
      one('Subject', '=?utf-8?Q?Minutes_of_Thursday?='),
      one('Subject', '=?utf-8?B?w7w=?= =?koi8-r?B?8A==?='),
      one('Subject', '=?utf-7?Q?+AGE-?='),
    ],
    nearMiss: [one('Subject', '=?utf-8?Q?Gr=C3=BCn?= and plain'), one('Subject', 'Minutes =? of')],
  },
  'structure.charset-bytes': {
    positive: [
      typed('text/plain; charset=us-ascii', 'Gr\xfc\xdfe\r\n'),
      typed('text/plain; charset=utf-8', 'Gr\xfc\xdfe\r\n'),
    ],
    nearMiss: [
      typed('text/plain; charset=utf-8', 'Gr\xc3\xbc\xc3\x9fe\r\n'),
      typed('text/plain; charset=iso-8859-1', 'Gr\xfc\r\n'),
    ],
  },
  'structure.mixed-charsets': {
    positive: [alternative('iso-8859-1', 'utf-8')],
    nearMiss: [alternative('us-ascii', 'utf-8'), alternative('utf-8', 'utf-8')],
  },
  'software.unfilled-template': {
    positive: [
      multipart('----=_Part___DynTag1_____DynTag2__'),
      one('Subject', 'Hello {{first_name}}'),
      one('From', '%%sender_name%% <anna@example.org>'),
      render(HONEST, 'Dear {{ first_name }},\r\n'),
    ],
    nearMiss: [
      one('Subject', '[PATCH] use {{ in templates'),
      render(HONEST, 'Set %HOME% and {{ .Values.image }}\r\n'),
      one('Subject', '[ILUG] 50%% off'),
    ],
  },
  'software.mailer-without-name': {
    positive: [one('X-Mailer', '2'), one('X-Mailer', 'null')],
    nearMiss: [one('X-Mailer', 'Mailer 2'), one('X-Mailer', 'KMail')],
  },
  'software.field-order': {
    positive: [render([...mutt].reverse())],
    nearMiss: [render(mutt), render(mutt.filter(([name]) => name !== 'User-Agent').reverse())],
  },
};

/** A second set for rules that have mails elsewhere: programs told by their Message-ID. */
export const byMessageId = {
  gmailBoundary: multipart('----=_Part_1_2.3', withField('Message-ID', gmailId)),
  gmailOwn: multipart('000000000000a45b8c0590a41846', withField('Message-ID', gmailId)),
} as const;
