import { describe, expect, test } from 'vitest';
import { analyse, applyRules } from '../../../shared/analysis/analyse';
import { type CaseContext, NO_CONTEXT } from '../../../shared/analysis/case-context';
import { CASE_RULES, RULES } from '../../../shared/analysis/registry';
import { readHeaderAnatomy } from '../../../shared/email/anatomy';
import { readRouteWithBoundary } from '../../../shared/email/route';
import fc from '../../helpers/properties';
import { hostileMails } from '../email/hostile';
import { bytesOf, HONEST, render, withField } from './honest-mail';

/** What a revision relies on: rules that do not say that they look at the case do not, and the others need the header only. */

const knows: CaseContext = {
  protected: {
    names: ['Anna Example', 'Ben'],
    domains: ['example.org', 'example.net', 'examp1e.org'],
    addresses: ['anna@example.net'],
  },
  clocks: ['mx.example.net', 'mail.example.org', 'b.example.org'].map((host) => ({
    host,
    fromMs: 0,
    toMs: Date.UTC(2100, 0, 1),
    offsetSeconds: -3600,
    spreadSeconds: 100_000,
    messages: 9,
    own: true,
  })),
  trustedHops: null,
};

const caseIds = new Set(CASE_RULES.map(({ id }) => id));

function check(bytes: Uint8Array, context: CaseContext): void {
  const { findings } = analyse(bytes, context);
  const without = analyse(bytes, { ...NO_CONTEXT, trustedHops: context.trustedHops }).findings;
  const independent = (found: typeof findings) => found.filter(({ rule }) => !caseIds.has(rule));
  expect(independent(findings)).toEqual(independent(without));

  const anatomy = readHeaderAnatomy(bytes);
  const { hops: route, boundary } = readRouteWithBoundary(anatomy, context.trustedHops);
  const revised = applyRules(CASE_RULES, { bytes, anatomy, route, boundary, times: [], context });
  expect(revised.failures).toEqual([]);
  expect(revised.findings).toEqual(findings.filter(({ rule }) => caseIds.has(rule)));
}

describe('rules that look at the case', () => {
  test('are marked, and there are some', () => {
    expect([...caseIds]).toEqual(
      expect.arrayContaining(['received.time-order', 'identity.protected-name', 'identity.look-alike-domain']),
    );
    expect(RULES.length).toBeGreaterThan(caseIds.size);
  });

  test.each([null, 0, 1, 2, 9])('an ordinary message, %s hops trusted', (trustedHops) => {
    check(bytesOf(render(HONEST)), { ...knows, trustedHops });
    check(bytesOf(render(withField('From', 'Anna Example <anna@examp1e.org>'))), { ...knows, trustedHops });
  });

  test.each(hostileMails.map(({ attack, make }) => [attack, make] as const))('%s', { timeout: 20_000 }, (_, make) => {
    const bytes = bytesOf(make(2_000));
    check(bytes, { ...knows, trustedHops: 1 });
    check(bytes, knows);
  });

  const line = fc.constantFrom(
    ...HONEST.map(([name, body]) => `${name}: ${body}`),
    'From: "Anna Example" <anna@examp1e.org>',
    'Reply-To: Ben <ben@example.com>',
    'Authentication-Results: mx.example.net; dkim=pass header.d=example.org; dmarc=pass header.from=example.org',
    'Received: from x by mail.example.org with SMTP id 1; Thu, 20 May 2021 18:00:00 +0000',
    'X-MS-Exchange-EOPDirect: true',
    '',
    'From: hidden@example.net\0@example.org',
    '\r',
    ' folded',
  );

  test('any order of fields, with every kind of knowledge', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom(null, 0, 1, 2), (lines, trustedHops) => {
        check(bytesOf(`${lines.join('\r\n')}\r\n\r\nbody\r\n`), { ...knows, trustedHops });
        check(bytesOf(`${lines.join('\n')}\n`), { ...NO_CONTEXT, trustedHops });
      }),
      { numRuns: 150 },
    );
  });
});
