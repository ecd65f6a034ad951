import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { isInternalHost, isMicrosoftIp, organisationOf } from '../../../shared/email/organisation';
import { readRoute } from '../../../shared/email/route';
import type { Hop } from '../../../shared/email/types';
import { bytesOf } from './make';

function route(...bodies: readonly string[]): readonly Hop[] {
  return readRoute(readAnatomy(bytesOf(`${bodies.map((body) => `Received: ${body}\r\n`).join('')}\r\n`)));
}

const trusted = (...bodies: readonly string[]): readonly boolean[] => route(...bodies).map((hop) => hop.trusted);
const time = (second: number): string => `Tue, 20 Oct 2020 12:00:${String(second).padStart(2, '0')} +0000`;

describe('delays', () => {
  test('are counted from the hop below, in seconds', () => {
    const hops = route(`by c.example; ${time(30)}`, `by b.example; ${time(20)}`, `by a.example; ${time(25)}`);

    expect(hops.map(({ delaySeconds }) => delaySeconds)).toEqual([10, -5, undefined]);
  });

  test('are unknown beside a time that cannot be read', () => {
    const hops = route(`by c.example; ${time(30)}`, 'by b.example; no date', `by a.example; ${time(25)}`);

    expect(hops.map(({ delaySeconds }) => delaySeconds)).toEqual([undefined, undefined, undefined]);
  });

  test('keep the parts of a second', () => {
    const hops = route('by b.example; 2020-10-20 12:00:01.250 +0000', 'by a.example; 2020-10-20 12:00:01 +0000');

    expect(hops[0]?.delaySeconds).toBe(0.25);
  });
});

describe('the proposed trust boundary', () => {
  const mx = (from: string): string => `from ${from} by mx.example.org with ESMTP id 1; ${time(20)}`;

  test('no hop, no trust', () => {
    expect(trusted()).toEqual([]);
  });

  test('the topmost hop is trusted, what an outside host brought along is not', () => {
    expect(trusted(mx('a.example.com (a.example.com [192.0.2.1])'), `from x by a.example.com; ${time(10)}`)).toEqual([
      true,
      false,
    ]);
  });

  test('hops inside the same organisation are trusted down to the first from outside', () => {
    expect(
      trusted(
        `from mx.example.org (mx.example.org [10.0.0.5]) by store.example.org with LMTP; ${time(30)}`,
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `from x by mx.example.org; ${time(10)}`,
      ),
    ).toEqual([true, true, false]);
  });

  test("a public address whose reverse name is the organisation's own is inside", () => {
    expect(
      trusted(
        mx('gw.example.org (gw.example.org [192.0.2.9])'),
        `from y (y.example.com [192.0.2.1]) by gw.example.org; ${time(10)}`,
        `by x; ${time(9)}`,
      ),
    ).toEqual([true, true, false]);
  });

  test('a HELO name that claims to be inside is not believed', () => {
    expect(trusted(mx('gw.example.org (unknown [192.0.2.9])'), `from y by gw.example.org; ${time(10)}`)).toEqual([
      true,
      false,
    ]);
  });

  test('a forged local hop below the boundary is not believed', () => {
    expect(
      trusted(
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `from x (localhost [127.0.0.1]) by localhost; ${time(10)}`,
      ),
    ).toEqual([true, false]);
  });

  test('a content filter on the same host is inside', () => {
    expect(
      trusted(
        `from localhost (localhost [127.0.0.1]) by mx.example.org (Postfix) with ESMTP id 2; ${time(30)}`,
        `from mx.example.org ([127.0.0.1]) by localhost (mx.example.org [127.0.0.1]) (amavisd-new) with ESMTP id 3; ${time(25)}`,
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `by forged.example.com; ${time(10)}`,
      ),
    ).toEqual([true, true, true, false]);
  });

  test("fetchmail brings in the provider's hops", () => {
    expect(
      trusted(
        `from localhost (localhost [127.0.0.1]) by pc.example.net (Postfix) with ESMTP id 2; ${time(40)}`,
        `from pop.example.org [192.0.2.7] by localhost with POP3 (fetchmail-6.3) for <bob@localhost> (single-drop); ${time(30)}`,
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `by forged.example.com; ${time(10)}`,
      ),
    ).toEqual([true, true, true, false]);
  });

  test('fetchmail through a tunnel: the provider is the one below', () => {
    expect(
      trusted(
        `from tunnel [127.0.0.1] by localhost with IMAP (fetchmail-6.3); ${time(30)}`,
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `by x.example.com; ${time(9)}`,
      ),
    ).toEqual([true, true, false]);
  });

  test('local delivery by a host of one name only', () => {
    expect(
      trusted(
        `from mail.example.org by store with LMTP id 2; ${time(30)}`,
        mx('a.example.com (a.example.com [192.0.2.1])'),
        `by x.example.com; ${time(9)}`,
      ),
    ).toEqual([true, true, false]);
  });

  test('a provider family counts as one organisation', () => {
    expect(
      trusted(
        `from A.prod.outlook.com (2603:10b6:a03:45f::17) by B.PROD.OUTLOOK.COM (2603:10b6:208::1) with Microsoft SMTP Server id 15.20.1; ${time(30)}`,
        `from C.eop.protection.outlook.com (2603:10a6:10:1d9::17) by A.outlook.office365.com (2603:10a6::1) with Microsoft SMTP Server id 15.20.1; ${time(25)}`,
        `from a.example.com (192.0.2.1) by C.mail.protection.outlook.com (10.13.178.109) with Microsoft SMTP Server id 15.20.1; ${time(20)}`,
        `from x by A.prod.outlook.com with HTTPS; ${time(10)}`,
      ),
    ).toEqual([true, true, true, false]);
  });

  test('a Microsoft HELO name from another address is not believed', () => {
    expect(
      trusted(
        `from A.prod.outlook.com (192.0.2.66) by C.mail.protection.outlook.com (10.1.1.1) with Microsoft SMTP Server id 15.20.1; ${time(20)}`,
        `from x by A.prod.outlook.com with HTTPS; ${time(10)}`,
      ),
    ).toEqual([true, false]);
  });

  test("Google's own 10.x addresses in IPv6 dress are inside", () => {
    expect(
      trusted(
        `by 2002:a05:6504:1184:b0:10e:53ff with SMTP id v3csp; ${time(30)}`,
        `from a.example.com (a.example.com. [192.0.2.1]) by mx.google.com with ESMTPS id x; ${time(20)}`,
        `by mail.google.com with HTTP; ${time(10)}`,
      ),
    ).toEqual([true, true, false]);
  });

  test("qmail's own steps are inside", () => {
    expect(
      trusted(
        `(qmail 12 invoked from network); ${time(30)}`,
        `from a.example.com (HELO b) (192.0.2.1) by mx.example.org with SMTP; 20 Oct 2020 12:00:20 -0000`,
        `by x.example; ${time(9)}`,
      ),
    ).toEqual([true, true, false]);
  });
});

test.each([
  ['mail.example.com', 'example.com'],
  ['a.b.example.co.uk', 'example.co.uk'],
  ['EXAMPLE.COM.', 'example.com'],
  ['mx.google.com', 'family:google'],
  ['x.prod.outlook.com', 'family:microsoft'],
  ['m1.ppops.net', 'family:proofpoint'],
  ['pps.filterd', 'family:proofpoint'],
  ['localhost', ''],
  ['192.0.2.1', ''],
  ['2001:db8::1', ''],
  ['', ''],
  ['..', ''],
  ['a'.repeat(300), ''],
])('organisation of %j is %j', (host, expected) => {
  expect(organisationOf(host)).toBe(expected);
});

test.each([
  ['localhost', true],
  ['mx1', true],
  ['compute7.internal', true],
  ['pps.filterd', true],
  ['10.1.2.3', true],
  ['fe80::1', true],
  ['192.0.2.1', false],
  ['300.1.1.1', false],
  ['mx.example.com', false],
  ['', false],
])('%j is internal: %s', (host, expected) => {
  expect(isInternalHost(host)).toBe(expected);
});

test.each([
  ['40.92.1.1', true],
  ['40.94.1.1', false],
  ['104.47.58.1', true],
  ['104.47.128.1', false],
  ['2603:10b6:8:98::13', true],
  ['2603:1100::1', false],
  ['2a01:111:f400::1', true],
  ['192.0.2.1', false],
  ['nonsense', false],
])("%s is Microsoft's: %s", (ip, expected) => {
  expect(isMicrosoftIp(ip)).toBe(expected);
});
