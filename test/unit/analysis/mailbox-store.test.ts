import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { NO_CONTEXT } from '../../../shared/analysis/case-context';
import { storeTimes } from '../../../shared/analysis/times/store';
import { type StoreFacts, storeFactsSchema } from '../../../shared/contract/store-facts';
import { bytesOf, HONEST, render, withField, without } from './honest-mail';

const honest = bytesOf(render(HONEST));

const findingsOf = (store: StoreFacts, bytes = honest): readonly string[] =>
  analyse(bytes, { ...NO_CONTEXT, store })
    .findings.filter(({ rule }) => rule.startsWith('store.'))
    .map(({ rule, severity }) => `${rule} ${severity}`);

const at = (name: string, time: string) => ({ name, time, precisionSeconds: 1 });

describe('what a mailbox says of an honest message', () => {
  it('gives no finding where its times fit the header', () => {
    const times = [at('file name', '2021-05-20T14:16:02Z')];
    expect(findingsOf({ kind: 'maildir', times })).toEqual([]);
    expect(findingsOf({ kind: 'emlx', times: [at('date-received', '2021-05-20T14:16:01Z')] })).toEqual([]);
  });

  it('is no more than a note where a mailbox was fetched later', () => {
    const times = [at('file name', '2022-01-01T00:00:00Z')];
    expect(findingsOf({ kind: 'maildir', times })).toEqual(['store.later-delivery info']);
  });

  it('counts as no clock where a program took it from the Date field', () => {
    const late = 'by mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P; Mon, 24 May 2021 14:16:01 +0000';
    const held = bytesOf(render(HONEST.map(([name, body]) => [name, name === 'Received' ? late : body] as const)));
    expect(findingsOf({ kind: 'pst', times: [at('PR_MESSAGE_DELIVERY_TIME', '2021-05-20T14:15:55Z')] }, held)).toEqual(
      [],
    );
    expect(findingsOf({ kind: 'pst', times: [at('PR_MESSAGE_DELIVERY_TIME', '2021-05-20T14:16:55Z')] }, held)).toEqual([
      'store.before-arrival medium',
    ]);
  });
});

describe('an item without transport headers', () => {
  const item: StoreFacts = { kind: 'pst', times: [], hasTransportHeaders: false };
  test.each([
    [['received'], ['store.received-without-headers medium']],
    [['received', 'exchange-sender'], ['store.received-without-headers info']],
    [['received', 'from-me'], []],
    [['unsent'], []],
    [[], []],
  ])('marked as %j', (marks, expected) => {
    expect(findingsOf({ ...item, marks })).toEqual(expected);
  });
});

test.each([
  ['identity.missing-from', render(withField('From', '"Anna Example":;'))],
  ['date.missing', render(without('Date'))],
])('%s is a note where the header was made from properties', (rule, text) => {
  const severities = (store?: StoreFacts) =>
    analyse(bytesOf(text), { ...NO_CONTEXT, store })
      .findings.filter((finding) => finding.rule === rule)
      .map(({ severity }) => severity);
  expect(severities({ kind: 'msg', times: [], hasTransportHeaders: false })).toEqual(['info']);
  expect(severities({ kind: 'msg', times: [], hasTransportHeaders: true })).toEqual(['high']);
  expect(severities()).toEqual(['high']);
});

it('reads a record of a later program as far as it is known', () => {
  const store = storeFactsSchema.parse({
    kind: 'pst',
    times: [at('PR_CREATION_TIME', '2021-05-20T14:16:02Z'), at('PR_OF_LATER', '2021-05-20T14:16:02Z')],
    more: 1,
  });
  expect(storeTimes(store).map(({ kind, bound }) => `${kind} ${bound}`)).toEqual(['pst.created upper']);
  expect(storeTimes({ kind: 'emlx', times: [at('date-received', 'never')] })).toEqual([]);
  expect(storeTimes(undefined)).toEqual([]);
});
