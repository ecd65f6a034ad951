import { createHash } from 'node:crypto';
import { type Field, HONEST, render, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const BODY = 'Good morning\r\n';
const hashOf = (body: string): string => createHash('sha256').update(body, 'latin1').digest('base64');
const B = `${'A'.repeat(171)}=`;

/** A DKIM signature that is right by its form; one tag can be given another value. */
const signature = (tags: Readonly<Record<string, string | undefined>> = {}): Field => {
  const all = {
    v: '1',
    a: 'rsa-sha256',
    c: 'relaxed/relaxed',
    d: 'example.org',
    s: 'sel',
    t: '1621520157',
    h: 'from:to:subject:date',
    bh: hashOf(BODY),
    b: B,
    ...tags,
  };
  const list = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return ['DKIM-Signature', list.join('; ')];
};

const above = (...fields: readonly Field[]): readonly Field[] => [...fields, ...HONEST];
const below = (...fields: readonly Field[]): readonly Field[] => [...HONEST, ...fields];
const results = (text: string): Field => ['Authentication-Results', text];
const PASS = results('mx.example.net; dkim=pass header.d=example.org header.s=sel');

const seal = (i: number, cv: string): Field => [
  'ARC-Seal',
  `i=${i}; a=rsa-sha256; cv=${cv}; d=example.org; s=sel; b=${B}`,
];
const sealed = (i: number): Field => [
  'ARC-Message-Signature',
  `i=${i}; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=sel; h=from; bh=${hashOf(BODY)}; b=${B}`,
];
const said = (i: number): Field => ['ARC-Authentication-Results', `i=${i}; mx.example.org; spf=pass`];
const set = (i: number, cv: string): readonly Field[] => [seal(i, cv), sealed(i), said(i)];

const twice = withRoute(
  'from mx.example.net (mx.example.net [192.0.2.7]) by mail.example.net (Postfix) with ESMTP id 4FmBc10nF4z307Q; Thu, 20 May 2021 14:17:01 +0000',
  'from list.example.org (list.example.org [192.0.2.10]) by mx.example.net (Postfix) with ESMTP id 4FmBc10nF4z307P; Thu, 20 May 2021 14:16:31 +0000',
  'from mx.example.net (mx.example.net [192.0.2.8]) by list.example.org (Postfix) with ESMTP id 4FmBc10nF4z307R; Thu, 20 May 2021 14:16:21 +0000',
  'from desk.example.org (desk.example.org [192.0.2.20]) by mx.example.net (Postfix) with ESMTPSA id 5A1B2C3D4E; Thu, 20 May 2021 14:16:11 +0000',
);

export const mails: RuleMails = {
  'authentication.body-changed': {
    positive: [
      render(above(PASS, signature()), 'Good evening\r\n'),
      render(above(PASS, signature()), `${BODY}-- \r\nlist\r\n`),
    ],
    nearMiss: [
      render(above(PASS, signature())),
      render(above(signature()), 'Good evening\r\n'),
      render(below(PASS, signature()), 'Good evening\r\n'),
      render(above(PASS, signature({ d: 'example.com' })), 'Good evening\r\n'),
    ],
  },
  'authentication.signature-syntax': {
    positive: [
      render(below(signature({ s: undefined }))),
      render(below(signature({ h: 'to:subject' }))),
      render(below(signature({ v: '2' }))),
      render(below(['DKIM-Signature', `${signature()[1]}; d=example.com`])),
    ],
    nearMiss: [render(below(signature())), render(below(signature({ c: undefined, t: undefined })))],
  },
  'authentication.partial-body': {
    positive: [render(below(signature({ l: String(BODY.length) })), `${BODY}and more\r\n`)],
    nearMiss: [
      render(below(signature({ l: String(BODY.length) }))),
      render(below(signature({ l: String(BODY.length) })), `${BODY}\r\n \r\n`),
    ],
  },
  'authentication.signature-time': {
    positive: [
      render(below(signature({ t: '1621606557' }))),
      render(below(signature({ t: '1500000000', x: '1600000000' }))),
      // Sent again to others eight days later, with the signature that it had.
      render(below(signature({ t: '1620828957' }))),
    ],
    nearMiss: [
      render(below(signature())),
      render(below(signature({ t: '1621520170', x: '1621606557' }))),
      render(below(signature({ t: '1621088157' }))),
    ],
  },
  'authentication.weak-signature': {
    positive: [render(below(signature({ a: 'rsa-sha1' }))), render(below(signature({ b: `${'A'.repeat(86)}==` })))],
    nearMiss: [render(below(signature())), render(below(signature({ a: 'ed25519-sha256', b: `${'A'.repeat(86)}==` })))],
  },
  'authentication.arc-chain': {
    positive: [
      render([...set(2, 'pass'), ...HONEST]),
      render([seal(1, 'none'), said(1), ...HONEST]),
      render([...set(1, 'pass'), ...HONEST]),
    ],
    nearMiss: [
      render(HONEST),
      render([...set(2, 'pass'), ...set(1, 'none'), ...HONEST]),
      render([...set(1, 'fail'), ...HONEST]),
    ],
  },
  'authentication.result-in-receivers-name': {
    positive: [render(below(results('mx.example.net; spf=pass smtp.mailfrom=example.org; dkim=pass')))],
    nearMiss: [
      render(above(results('mx.example.net; spf=pass'))),
      render(below(results('mx.example.com; spf=pass'))),
      render([...twice, results('mx.example.net; spf=pass')]),
    ],
  },
  'authentication.contradicting-results': {
    positive: [
      render([
        results('mx.example.net; dmarc=fail header.from=example.org'),
        ...HONEST,
        results('mx.example.com; dmarc=pass'),
      ]),
    ],
    nearMiss: [
      render([results('mx.example.net; dmarc=pass'), ...HONEST, results('mx.example.com; dmarc=fail')]),
      render([results('mx.example.net; dmarc=fail'), ...HONEST, results('mx.example.com; spf=pass')]),
    ],
  },
};
