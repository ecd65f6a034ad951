import { afterEach, describe, expect, it, vi } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { indicatorsOf } from '../../../shared/analysis/indicators';
import fc from '../../helpers/properties';
import { bytesOf, HONEST, render, withField } from './honest-mail';
import { mails as content } from './rule-mails/content';
import { mails as copies } from './rule-mails/copy-and-habits';
import { mails as route } from './rule-mails/route';
import { mails as times } from './rule-mails/times';

/** Whatever the bytes: no rule fails, spans lie inside; the same bytes give the same result on every computer and day. */

const seeds = [content, copies, route, times].flatMap((mails) =>
  Object.values(mails).flatMap(({ positive }) => positive),
);

const change = fc.record({
  at: fc.nat(3000),
  remove: fc.nat(60),
  insert: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '<a href="',
      '">',
      '=\r\n',
      '=?utf-8?B?',
      '?=',
      '--b1\r\n',
      '\0',
      '\r',
      '%',
      '<',
      '&#',
      'style="display:none',
    ),
  ),
});

const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 10 }))
  .map(([seed, changes]) =>
    changes.reduce(
      (all, { at, remove, insert }) =>
        all.slice(0, at % (all.length + 1)) + insert + all.slice((at % (all.length + 1)) + remove),
      seed,
    ),
  );

afterEach(() => {
  vi.useRealTimers();
});

function everything(bytes: Uint8Array): string {
  const analysis = analyse(bytes);
  return JSON.stringify([analysis.findings, analysis.times, indicatorsOf(analysis, bytes)]);
}

describe('any bytes', () => {
  it('give no failure, and spans inside the message', () => {
    void fc.assert(
      fc.property(mutated, (text) => {
        const bytes = bytesOf(text);
        const { findings, times: found, failures } = analyse(bytes);
        const spans = [...findings.flatMap((finding) => finding.spans), ...found.map(({ span }) => span)];
        expect(failures).toEqual([]);
        expect(spans.filter(({ start, end }) => !(start >= 0 && start < end && end <= bytes.length))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('give the same in three time zones and with a shifted clock', () => {
    const before = process.env['TZ'];
    try {
      void fc.assert(
        fc.property(mutated, (text) => {
          const bytes = bytesOf(text);
          const results = ['UTC', 'America/St_Johns', 'Pacific/Chatham'].map((zone, index) => {
            process.env['TZ'] = zone;
            vi.useFakeTimers({ now: Date.UTC(2001 + index * 30, index * 3, 7), toFake: ['Date'] });
            const result = everything(bytes.slice());
            vi.useRealTimers();
            return result;
          });
          expect(new Set(results).size).toBe(1);
        }),
        { numRuns: 60 },
      );
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('are read in time that grows with their number only', () => {
    const part = `--b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${'<a href=3D"http://x@1.2.3.4/">www.example.com</a>=\r\n'.repeat(40)}\r\n`;
    const hostile = [
      render(withField('Content-Type', 'multipart/mixed; boundary=b1'), `${part.repeat(400)}--b1--\r\n`),
      render(withField('Content-Type', 'text/html'), '<p style="'.repeat(60_000)),
      render(withField('Content-Type', 'text/html'), '{{'.repeat(300_000)),
      render(withField('Content-Type', 'text/html'), `${'\xe2\x80\x8b'.repeat(200_000)}`),
      render([...HONEST, ['X-Mailer', ' '.repeat(500_000)]]),
      render(withField('Subject', `${'=?utf-8?Q?a?= '.repeat(40_000)}`)),
    ];
    for (const text of hostile) {
      expect(analyse(bytesOf(text)).failures).toEqual([]);
    }
  }, 60_000);
});
