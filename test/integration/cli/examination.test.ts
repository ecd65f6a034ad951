import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FindingView, MessageView } from '../../../shared/contract/model';
import { commandLine } from './chainmail';

/** What the examiner tells a case, by the built command line: protected names, trust boundaries; and clocks over the case. */

// Each step is a program of its own: slow beside other work, and never a matter of seconds.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const findings = (ref: string): readonly FindingView[] =>
  ok(['findings', dir, '--ref', ref])['findings'] as readonly FindingView[];
const message = (ref: string) => ok(['message', dir, ref]) as unknown as MessageView;
const rulesOf = (list: readonly FindingView[]) =>
  list.map(({ rule, severity, summary }) => ({ rule, severity, summary }));
const acts = () => (ok(['custody', dir])['entries'] as readonly { act: string }[]).map(({ act }) => act);

/** A mailbox whose own store shows five minutes less than its gateway. */
function mail(n: number, from = 'Anna <anna@sender.example>'): string {
  const at = (seconds: number) =>
    new Date(Date.UTC(2021, 4, 1 + n, 12, 0, 0) + seconds * 1000).toUTCString().replace('GMT', '+0000');
  return [
    'Delivered-To: ben@example.net',
    `Received: from mx.example.net (mx.example.net [10.0.0.5]) by store.example.net with LMTP id a${n}; ${at(-300)}`,
    `Received: from out.sender.example (out.sender.example [8.8.8.8])`,
    `\tby mx.example.net (Postfix) with ESMTPS id 5A1B2C3D4${n} for <ben@example.net>; ${at(0)}`,
    `Received: from desk ([10.1.1.1]) by out.sender.example (Postfix) with ESMTPSA id 6A1B2C3D4${n}; ${at(-20)}`,
    `From: ${from}`,
    'To: Ben <ben@example.net>',
    `Subject: Number ${n}`,
    `Date: ${at(-25)}`,
    `Message-ID: <${n}.1@out.sender.example>`,
    '',
    'body',
    '',
  ].join('\r\n');
}

beforeAll(() => {
  const folder = join(cli.folder, 'mail');
  mkdirSync(folder);
  for (let n = 1; n <= 6; n += 1) writeFileSync(join(folder, `${n}.eml`), mail(n));
  writeFileSync(join(folder, '7.eml'), mail(7, '"Ben Example" <ben@examp1e.net>'));
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'One']);
  ok(['import', dir, folder]);
});
afterAll(() => cli.remove());

describe('clocks over the case', () => {
  test('a clock that is behind in every message explains the order of two hops, in list and view alike', () => {
    const view = message('E-001/1');
    expect(view.route[0]).toMatchObject({ delaySeconds: -300, clock: { offsetSeconds: -300, otherMessages: 6 } });
    expect(view.route[1]?.clock).toBeNull();

    const [order] = findings('E-001/1').filter(({ rule }) => rule === 'received.time-order');
    expect(order).toMatchObject({ severity: 'info' });
    expect(order?.summary).toContain('In 6 other messages of this case the clock of store.example.net');
    expect(rulesOf(view.findings)).toEqual(rulesOf(findings('E-001/1')));
  });

  test('addresses are looked up offline; private ones say nothing', () => {
    const [store, mx] = message('E-001/1').route;
    expect(store?.registered).toBeNull();
    expect(mx?.registered).toEqual({
      country: 'US',
      network: expect.stringMatching(/google/i),
      asn: 'AS15169',
      tableDate: '2026-06-17',
    });
  });
});

describe('names and domains to protect', () => {
  test('are recorded, and every message is looked at again', () => {
    expect(rulesOf(findings('E-001/7')).map(({ rule }) => rule)).not.toContain('identity.look-alike-domain');

    const added = ok(['protect', 'add', dir, '--name', 'Ben Example', '--domain', 'Example.NET']);
    expect(added).toMatchObject({ protected: { names: ['Ben Example'], domains: ['example.net'], addresses: [] } });
    expect(findings('E-001/7').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['identity.look-alike-domain', 'identity.protected-name']),
    );
    expect(rulesOf(message('E-001/7').findings)).toEqual(rulesOf(findings('E-001/7')));
    expect(findings('E-001/1').map(({ rule }) => rule)).not.toContain('identity.look-alike-domain');
    expect(ok(['protect', 'list', dir])).toEqual({ protected: added['protected'] });
  });

  test('twice the same records nothing; what is no domain is refused', () => {
    const before = acts().length;
    expect(ok(['protect', 'add', dir, '--name', 'ben example'])['entry']).toBeNull();
    expect(cli.run(['protect', 'add', dir, '--domain', 'nowhere']).status).toBe(2);
    expect(cli.run(['protect', 'remove', dir, '--name', 'Nobody']).status).toBe(2);
    expect(cli.run(['protect', 'add', dir]).status).toBe(2);
    expect(acts()).toHaveLength(before);
  });

  test('what is imported later is looked at with the list', () => {
    const path = join(cli.folder, 'late.eml');
    writeFileSync(path, mail(8, 'Ben Example <someone@example.com>'));
    ok(['import', dir, path]);
    expect(findings('E-002/1').map(({ rule }) => rule)).toContain('identity.protected-name');
  });

  test('taken off the list, the findings go', () => {
    ok(['protect', 'remove', dir, '--name', 'Ben Example', '--domain', 'example.net']);
    expect(findings('E-001/7').map(({ rule }) => rule)).not.toContain('identity.protected-name');
    expect(acts().filter((act) => act === 'protection.change')).toHaveLength(2);
  });
});

describe('the trust boundary', () => {
  test('is moved, kept, and taken back', () => {
    const proposed = message('E-001/1').boundary;
    expect(proposed).toMatchObject({ trustedHops: 2, proposed: 2, moved: null });
    expect(proposed.confirmedBy).toContain('Delivered-To');

    const moved = ok(['boundary', dir, 'E-001/1', '--hop', '1', '--reason', 'the gateway is not ours']);
    expect(moved).toMatchObject({
      boundary: { trustedHops: 1, proposed: 2, moved: { by: 'Jordan Examiner', reason: 'the gateway is not ours' } },
      route: [{ trusted: true }, { trusted: false }, { trusted: false }],
    });
    expect(message('E-001/1').route.map(({ trusted }) => trusted)).toEqual([true, false, false]);
    expect(message('E-001/2').route.map(({ trusted }) => trusted)).toEqual([true, true, false]);
    expect(rulesOf(message('E-001/1').findings)).toEqual(rulesOf(findings('E-001/1')));

    expect(ok(['boundary', dir, 'E-001/1', '--proposed'])['boundary']).toEqual(proposed);
    expect(acts().filter((act) => act === 'boundary.move')).toHaveLength(2);
  });

  test.each([['--hop', '9'], ['--hop', '-1'], ['--hop', 'x'], [], ['--hop', '1', '--proposed']])(
    '%s %s is refused',
    (...words) => {
      const before = acts().length;
      expect(cli.run(['boundary', dir, 'E-001/1', ...words]).status).toBe(2);
      expect(acts()).toHaveLength(before);
    },
  );

  test('the case is intact, and without its views it comes back the same', () => {
    const before = rulesOf(ok(['findings', dir])['findings'] as readonly FindingView[]);
    expect(ok(['verify', dir])['ok']).toBe(true);
    rmSync(join(dir, 'case.json'));
    rmSync(join(dir, 'derived'), { recursive: true });
    expect(rulesOf(ok(['findings', dir])['findings'] as readonly FindingView[])).toEqual(before);
  });
});
