import { describe, expect, it, test } from 'vitest';
import { analyse, applyRules } from '../../../shared/analysis/analyse';
import { MEASURABLE_RULES, RULES, ruleSetVersion } from '../../../shared/analysis/registry';
import type { Rule } from '../../../shared/analysis/rule';
import { SEVERITIES } from '../../../shared/analysis/rule';
import { errorRateOf } from '../../../shared/analysis/rule-error-rate';
import fc from '../../helpers/properties';
import { bytesOf, HONEST, multipart, render, withField } from './honest-mail';

const honest = analyse(bytesOf(render(HONEST)));

describe('the analysis of a message', () => {
  it('finds nothing in an ordinary message', () => {
    expect(honest.findings).toEqual([]);
    expect(honest.failures).toEqual([]);
  });

  it('gives the times in the order of their bytes', () => {
    expect(honest.times.map(({ kind, timeMs }) => `${kind} ${new Date(timeMs).toISOString()}`)).toEqual([
      'received-id.postfix 2021-05-20T14:16:01.111Z',
      'received 2021-05-20T14:16:01.000Z',
      'received 2021-05-20T14:15:58.000Z',
      'date 2021-05-20T14:15:55.000Z',
      'message-id.mutt 2021-05-20T14:15:55.000Z',
    ]);
  });

  it('orders findings by place and then by rule', () => {
    const { findings } = analyse(bytesOf('Subject: a\r\n\r\n'));
    const places = findings.map(({ spans, rule }) => `${String(spans[0]?.start ?? 0).padStart(6, '0')} ${rule}`);
    expect(places).toEqual([...places].sort());
    expect(places.length).toBeGreaterThan(2);
  });

  it('gives the same result in every time zone of the computer', () => {
    const message = bytesOf(
      multipart('----=_NextPart_000_02EF_01D74D93.68881900', withField('Date', 'Fri, 20 May 2021 16:15:55 +0900')),
    );
    const before = process.env['TZ'];
    const results = ['UTC', 'America/New_York', 'Pacific/Chatham', 'Asia/Kolkata'].map((zone) => {
      process.env['TZ'] = zone;
      return JSON.stringify(analyse(message).findings) + JSON.stringify(analyse(message).times);
    });
    process.env['TZ'] = before;
    if (before === undefined) {
      delete process.env['TZ'];
    }

    expect(new Set(results).size).toBe(1);
    expect(results[0]).toContain('date.weekday');
  });

  it('goes on when a rule is faulty, and names it', () => {
    const faulty: Rule = {
      ...(RULES[0] as Rule),
      id: 'test.faulty',
      look: () => {
        throw new Error('out of order');
      },
    };
    const input = { ...analyse(bytesOf('Subject: a\r\n\r\n')), bytes: bytesOf('Subject: a\r\n\r\n') };

    const { findings, failures } = applyRules([faulty, ...RULES], input);

    expect(failures).toEqual([{ rule: 'test.faulty', reason: 'out of order' }]);
    expect(findings).toEqual(input.findings);
  });

  it('keeps one rule from crowding out the others', () => {
    const route = Array.from(
      { length: 500 },
      () => ['Received', 'from a by b; Mon, 20 May 2021 12:00:00 +0000'] as const,
    );
    const { findings } = analyse(bytesOf(render([...route, ...HONEST])));
    expect(findings.filter(({ rule }) => rule === 'received.impossible-date')).toHaveLength(50);
  });

  it('makes text of the message harmless inside a sentence', () => {
    const name = `=?utf-8?B?${Buffer.from(`\u202eben@example.net${'x'.repeat(500)}`).toString('base64')}?=`;
    const { findings } = analyse(bytesOf(render(withField('From', `${name} <anna@example.org>`))));
    const summary = findings.find(({ rule }) => rule === 'identity.display-name-address')?.summary ?? '';
    expect(summary).toContain('[U+202E]');
    expect(summary).toContain('…');
    expect(summary.length).toBeLessThan(400);
  });
});

describe('the catalogue', () => {
  it('has one rule for each id', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it('has a version that names its size', () => {
    expect(ruleSetVersion).toMatch(new RegExp(`^${RULES.length}-[0-9a-f]{8}$`));
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s is complete and neutral', (_, rule) => {
    const words = [rule.title, rule.summary, rule.explanation, ...rule.innocent, rule.settle].join(' ');
    expect(rule.id).toMatch(/^[a-z0-9-]+\.[a-z0-9-]+$/);
    expect(rule.innocent.length).toBeGreaterThan(0);
    expect(rule.settle.length).toBeGreaterThan(20);
    expect(rule.reference.length).toBeGreaterThan(5);
    expect(SEVERITIES).toContain(rule.severity);
    expect(words).not.toMatch(/\b(?:we|our|fake|fraud\w*|criminal|attacker|suspicious|spoof\w*|phish\w*|scam\w*)\b|!/i);
  });

  test.each(MEASURABLE_RULES.map((rule) => [rule.id, rule] as const))('%s has a measured error rate', (_, rule) => {
    const rate = errorRateOf(rule);
    expect(rate).toHaveProperty('bySource');
  });

  it('gives no number for a rule that was changed or never measured', () => {
    expect(errorRateOf({ id: 'date.weekday', version: 999 })).toHaveProperty('unavailable');
    expect(errorRateOf({ id: 'no.such-rule', version: 1 })).toHaveProperty('unavailable');
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s is no more severe than its rate on honest mail allows',
    (_, rule) => {
      const rate = errorRateOf(rule);
      const honestRates = 'bySource' in rate ? rate.bySource.filter(({ honest: { n } }) => n > 1000) : [];
      const worst = Math.max(0, ...honestRates.map(({ honest: { n, fired } }) => fired / n));
      const isLow = rule.severity === 'low' || rule.severity === 'info';
      expect(isLow || worst <= 0.05 || GRADED.has(rule.id)).toBe(true);
    },
  );
});

/** Rules that often fire, but then with a low severity: only the rare grades are higher. */
const GRADED = new Set(['received.time-order', 'date.after-first-hop', 'identity.reply-to-differs']);

it('has no rule of high severity that fires on more than 5 % of honest mail', () => {
  const high = RULES.filter(({ id, severity }) => GRADED.has(id) && (severity === 'high' || severity === 'proof'));
  expect(high.map(({ id }) => id)).toEqual([]);
});

describe('hostile messages', () => {
  const seeds = [
    render(HONEST),
    multipart('----=_NextPart_000_02EF_01D74D93.68881900', withField('X-Mailer', 'Microsoft Outlook 16.0')),
    render(
      withField(
        'Thread-Index',
        'AdYz/Jgsd22LDGcdRYWJMXa/QfCfZwADYcaA',
        withField('From', '"a@b.example" <c@d.example>, e@f.example'),
      ),
    ),
  ];
  const change = fc.record({
    at: fc.nat(2000),
    remove: fc.nat(40),
    insert: fc.string({ unit: 'binary', maxLength: 12 }),
  });

  it('never throw, and spans stay inside the message', () => {
    // A property without promises is checked at once; the type does not say so.
    void fc.assert(
      fc.property(fc.constantFrom(...seeds), fc.array(change, { maxLength: 8 }), (seed, changes) => {
        const text = changes.reduce(
          (all, { at, remove, insert }) => all.slice(0, at) + insert + all.slice(at + remove),
          seed,
        );
        const bytes = bytesOf(text);
        const { findings, times, failures } = analyse(bytes);
        const spans = [...findings.flatMap((finding) => finding.spans), ...times.map(({ span }) => span)];
        expect(failures).toEqual([]);
        expect(spans.filter(({ start, end }) => !(start >= 0 && start < end && end <= bytes.length))).toEqual([]);
        expect(JSON.stringify(analyse(bytes).findings)).toBe(JSON.stringify(findings));
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ['nothing', ''],
    ['one colon', ':'],
    ['no header', '\r\n\r\nbody'],
    ['NUL bytes', '\0'.repeat(1000)],
    ['a field without a body', 'Message-ID:\r\nFrom:\r\nDate:\r\nReceived:\r\nThread-Index:\r\n\r\n'],
    ['many brackets', `Message-ID: ${'<'.repeat(50_000)}${'>('.repeat(50_000)}\r\n\r\n`],
    ['many encoded words', `Subject: ${'=?utf-8?Q?=00?= '.repeat(20_000)}\r\n\r\n`],
    [
      'a long line of digits',
      `Received: from [${'1.'.repeat(100_000)}\r\nMessage-ID: <${'1'.repeat(200_000)}>\r\n\r\n`,
    ],
    ['many blanks', `Received:${' '.repeat(200_000)}by\r\nMessage-ID:${' '.repeat(200_000)}<\r\n\r\n`],
    ['many semicolons', `DKIM-Signature: ${'; t = '.repeat(50_000)}\r\nReceived: ${';'.repeat(100_000)}\r\n\r\n`],
  ])('%s', (_, text) => {
    expect(analyse(bytesOf(text)).failures).toEqual([]);
  });
});
