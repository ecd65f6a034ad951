import { describe, expect, it, test } from 'vitest';
import type { JudgedMessage } from '../../../shared/validation/judged-message';
import { likelihoodRatio, wilson95 } from '../../../shared/validation/rates';
import { Tally } from '../../../shared/validation/tally';
import fc from '../../helpers/properties';

describe('rates and their intervals', () => {
  // Values of Newcombe 1998 (Statistics in Medicine 17, table I, method 3) and of a plain calculation by hand.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Wilson: %d of %d', (fired, n, low, high) => {
    const interval = wilson95(fired, n);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('gives the likelihood ratio by the log method', () => {
    const ratio = likelihoodRatio({ n: 100, fired: 30 }, { n: 200, fired: 10 });
    expect(ratio?.ratio).toBeCloseTo(6, 10);
    expect(ratio?.low).toBeCloseTo(3.057, 2);
    expect(ratio?.high).toBeCloseTo(11.776, 2);
    expect(ratio?.isCorrected).toBe(false);
  });

  it('adds a half where a cell is empty, and gives none where nothing fired or a side has no mail', () => {
    const ratio = likelihoodRatio({ n: 100, fired: 30 }, { n: 200, fired: 0 });
    expect(ratio?.ratio).toBeCloseTo(30.5 / 101 / (0.5 / 201), 10);
    expect(ratio?.isCorrected).toBe(true);
    expect(likelihoodRatio({ n: 100, fired: 0 }, { n: 200, fired: 0 })).toBeUndefined();
    expect(likelihoodRatio({ n: 0, fired: 0 }, { n: 200, fired: 3 })).toBeUndefined();
    expect(wilson95(0, 0)).toBeUndefined();
  });

  it('holds the rate and the ratio inside their intervals', () => {
    const count = fc.tuple(fc.nat(500), fc.nat(500)).map(([a, b]) => ({ n: a + b, fired: a }));
    void fc.assert(
      fc.property(count, count, (malicious, honest) => {
        const interval = wilson95(honest.fired, honest.n);
        const rate = honest.fired / Math.max(1, honest.n);
        expect(interval === undefined || (interval.low <= rate + 1e-9 && rate <= interval.high + 1e-9)).toBe(true);
        const ratio = likelihoodRatio(malicious, honest);
        expect(ratio === undefined || (ratio.low <= ratio.ratio && ratio.ratio <= ratio.high)).toBe(true);
      }),
    );
  });
});

describe('the tally', () => {
  it('counts by label, source and era, each message once for a rule', () => {
    const judged = (rule: string, era: string): JudgedMessage => ({
      fired: [[rule, 'high']],
      clocks: [{ kind: 'k', against: 'hop', awaySeconds: 300 }],
      era,
      failed: [],
    });
    const tally = new Tally();
    tally.add('malicious', 'a', judged('r.one', '2000-2004'));
    tally.add('benign', 'a', judged('r.two', '2000-2004'));
    tally.add('benign', 'b', judged('r.one', ''));
    const [one] = tally.rules([{ id: 'r.one', version: 3, severity: 'high' }]);
    expect(one).toMatchObject({ id: 'r.one', version: 3, malicious: { n: 1, fired: 1 }, benign: { n: 2, fired: 1 } });
    expect(one?.bySource.map(({ source, benign }) => [source, benign.n, benign.fired])).toEqual([
      ['a', 1, 0],
      ['b', 1, 1],
    ]);
    expect(one?.byEra.map(({ era }) => era)).toEqual(['2000-2004', 'without a date']);
    expect(tally.decoders()).toMatchObject([
      { kind: 'k', against: 'hop', benign: { n: 2, within2Minutes: 0, within10Minutes: 2 } },
    ]);
  });
});
