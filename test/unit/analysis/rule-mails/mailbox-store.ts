import { NO_CONTEXT } from '../../../../shared/analysis/case-context';
import type { StoreFacts } from '../../../../shared/contract/store-facts';
import { HONEST, render, withField, without, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

/** The honest message: Date 20 May 2021, 14:15:55 UTC, newest hop six seconds later. */
const honest = render(HONEST);

const INDEX = '01d74d80b3a2c1e4f5061728394a5b6c7d8e9fa0b1c2';
const threaded = (hex: string): string =>
  render([...HONEST, ['Thread-Index', Buffer.from(hex, 'hex').toString('base64')]]);

const arrivedAt = (date: string): string =>
  render(
    withRoute(
      `from mail.example.org (mail.example.org [192.0.2.10]) by mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P; ${date}`,
    ),
  );
const dated = (date: string): string => render(withField('Date', date));

/** Outlook's item of the honest message: in the mailbox two seconds after the newest hop, changed two weeks later. */
const ITEM: StoreFacts = {
  kind: 'pst',
  times: [
    ['PR_CLIENT_SUBMIT_TIME', '2021-05-20T14:15:55.000Z'],
    ['PR_MESSAGE_DELIVERY_TIME', '2021-05-20T14:16:03.000Z'],
    ['PR_CREATION_TIME', '2021-05-20T14:16:04.000Z'],
    ['PR_LAST_MODIFICATION_TIME', '2021-06-03T08:00:00.000Z'],
  ].map(([name = '', time = '']) => ({ name, time, precisionSeconds: 0.001 })),
  marks: ['received'],
  conversationIndex: INDEX,
  hasTransportHeaders: true,
  changedBy: 'Anna Example',
};

const knows = (store: StoreFacts) => ({ ...NO_CONTEXT, store });

const withTime = (name: string, time: string): StoreFacts => ({
  ...ITEM,
  times: [...ITEM.times.filter((one) => one.name !== name), { name, time, precisionSeconds: 1 }],
});

const titled = (subject: string): string => render(withField('Subject', subject));

export const mails: RuleMails = {
  'store.before-arrival': {
    context: knows(ITEM),
    positive: [arrivedAt('Thu, 20 May 2021 19:16:01 +0000'), arrivedAt('Mon, 24 May 2021 14:16:01 +0000')],
    nearMiss: [
      honest,
      arrivedAt('Thu, 20 May 2021 15:10:01 +0000'),
      arrivedAt('Thu, 20 May 2021 19:16:01 +0500'),
      render(without('Received')),
    ],
  },
  'store.later-delivery': {
    context: knows(ITEM),
    positive: [arrivedAt('Thu, 20 May 2021 12:16:01 +0000'), arrivedAt('Mon, 17 May 2021 14:16:01 +0000')],
    nearMiss: [honest, arrivedAt('Thu, 20 May 2021 13:40:01 +0000'), render(without('Received'))],
  },
  'store.other-submission': {
    context: knows(ITEM),
    positive: [dated('Thu, 20 May 2021 17:15:55 +0000'), dated('Mon, 17 May 2021 14:15:55 +0000')],
    nearMiss: [honest, dated('Thu, 20 May 2021 15:10:55 +0000'), render(without('Date'))],
  },
  'store.changed-later': {
    context: knows(ITEM),
    nearMissContext: knows(withTime('PR_LAST_MODIFICATION_TIME', '2021-05-21T08:00:00.000Z')),
    positive: [honest],
    nearMiss: [honest],
  },
  'store.copied-later': {
    context: knows(withTime('PR_CREATION_TIME', '2021-07-01T00:00:00.000Z')),
    nearMissContext: knows(ITEM),
    positive: [honest],
    nearMiss: [honest],
  },
  'store.received-without-headers': {
    context: knows({ ...ITEM, hasTransportHeaders: false }),
    nearMissContext: knows({ ...ITEM, hasTransportHeaders: false, folder: 'sent' }),
    positive: [render(without('Received'))],
    nearMiss: [render(without('Received'))],
  },
  'store.conversation-index': {
    context: knows(ITEM),
    positive: [threaded(INDEX.replace('01d7', '01d8')), threaded(`${INDEX}0000000010`)],
    nearMiss: [threaded(INDEX), honest],
  },
  'store.other-subject': {
    context: knows({ ...ITEM, subject: 'Gr\u00fc\u00dfe of Thursday' }),
    positive: [
      honest,
      titled('=?utf-8?Q?Gr=C3=BC=C3=9Fe_of_Friday?='),
      titled('Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= of Thursday'),
    ],
    nearMiss: [
      titled('=?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n of  Thursday!'),
      titled('=?iso-8859-1?Q?GR=FC=DFE_of_Thursday?='),
      // Letters that were read in the wrong alphabet are no other words.
      titled('Gr\xc3\xbc\xc3\x9fe of Thursday'),
      titled('Gr\x81\xe1e of Thursday'),
      render(without('Subject')),
    ],
  },
};
