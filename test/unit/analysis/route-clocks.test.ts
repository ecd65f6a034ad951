import { describe, expect, test } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { NO_CONTEXT } from '../../../shared/analysis/case-context';
import { clockBehind, type DelayCounts, estimateClocks, hopDelays } from '../../../shared/analysis/route-clocks';
import fc from '../../helpers/properties';
import { bytesOf, render, withRoute } from './honest-mail';

const month = 2021 * 12 + 4;
const rows = (values: Partial<DelayCounts> & { readonly counts: ReadonlyMap<number, number> }): DelayCounts => ({
  host: 'store.example.net',
  neighbour: 'example.net',
  own: true,
  month,
  ...values,
});

/** Two hops of the receiving side; the upper one shows so many seconds more than the lower one. */
function mail(seconds: number, store = 'store.example.net'): string {
  const at = (second: number): string =>
    new Date(Date.UTC(2021, 4, 20, 12, 0, 0) + second * 1000).toUTCString().replace('GMT', '+0000');
  return render(
    withRoute(
      `from mx.example.net (mx.example.net [10.0.0.5]) by ${store} with LMTP id a1; ${at(seconds)}`,
      `from a.example.org (a.example.org [192.0.2.1]) by mx.example.net (Postfix) with ESMTPS id 5A1B2C3D4E; ${at(0)}`,
    ),
  );
}

describe('delays of one message', () => {
  test('only hops of the receiving side tell something', () => {
    const { route } = analyse(bytesOf(mail(-300)));

    expect(hopDelays(route, 2)).toEqual([
      { host: 'store.example.net', neighbour: 'example.net', own: true, month, seconds: -300 },
    ]);
    expect(hopDelays(route, 1)).toMatchObject([{ own: false }]);
    expect(hopDelays(route, 0)).toEqual([]);
  });
});

describe('clocks over the case', () => {
  test('one that is behind in four messages is found, with its offset and spread', () => {
    expect(
      estimateClocks([
        rows({
          counts: new Map([
            [-300, 3],
            [-298, 1],
          ]),
        }),
      ]),
    ).toEqual([
      {
        host: 'store.example.net',
        fromMs: Date.UTC(2021, 4, 1),
        toMs: Date.UTC(2021, 5, 1),
        offsetSeconds: -300,
        spreadSeconds: 0,
        messages: 4,
        own: true,
      },
    ]);
  });

  test.each<readonly [string, readonly DelayCounts[]]>([
    ['three messages', [rows({ counts: new Map([[-300, 3]]) })]],
    [
      'a right clock',
      [
        rows({
          counts: new Map([
            [0, 9],
            [2, 7],
            [-300, 2],
          ]),
        }),
      ],
    ],
    [
      'delays without a pattern',
      [
        rows({
          counts: new Map([
            [-9000, 2],
            [-300, 2],
            [-60, 2],
            [-20000, 2],
          ]),
        }),
      ],
    ],
    ['claims beside one organisation', [rows({ own: false, counts: new Map([[-300, 20]]) })]],
    [
      'claims in few messages',
      ['a', 'b', 'c'].map((neighbour) => rows({ own: false, neighbour, counts: new Map([[-300, 1]]) })),
    ],
  ])('%s: none', (_label, given) => {
    expect(estimateClocks(given)).toEqual([]);
  });

  test('claims beside three organisations show a clock too, and never explain more than an hour', () => {
    const clocks = (seconds: number) =>
      estimateClocks(
        ['a', 'b', 'c'].map((neighbour) => rows({ own: false, neighbour, counts: new Map([[seconds, 3]]) })),
      );
    const upper = (seconds: number) => {
      const [hop] = analyse(bytesOf(mail(seconds))).route;
      if (hop === undefined) throw new Error('no hop');
      return hop;
    };

    expect(clockBehind(clocks(-300), upper(-300))).toMatchObject({ offsetSeconds: -300, own: false });
    expect(clocks(-7200)).toHaveLength(1);
    expect(clockBehind(clocks(-7200), upper(-7200))).toBeUndefined();
    expect(clockBehind(clocks(-300), upper(-900))).toBeUndefined();
  });

  test('the order of the counts does not matter, and nothing throws', () => {
    const counts = fc
      .array(fc.tuple(fc.integer({ min: -130_000, max: 130_000 }), fc.integer({ min: 1, max: 50 })), { maxLength: 20 })
      .map((pairs) => new Map(pairs));
    const row = fc.record({
      host: fc.constantFrom('a.example', 'b.example'),
      neighbour: fc.constantFrom('x.example', 'y.example', 'z.example'),
      own: fc.boolean(),
      month: fc.integer({ min: 24_000, max: 24_003 }),
      counts,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (given) => {
        expect(estimateClocks(given.toReversed())).toEqual(estimateClocks(given));
      }),
    );
  });
});

describe('a step back in time that a clock explains', () => {
  const clocks = estimateClocks([rows({ counts: new Map([[-300, 8]]) })]);
  const finding = (seconds: number) =>
    analyse(bytesOf(mail(seconds)), { ...NO_CONTEXT, clocks }).findings.find(
      ({ rule }) => rule === 'received.time-order',
    );

  test('counts less, and says so', () => {
    expect(finding(-300)).toMatchObject({ severity: 'info' });
    expect(finding(-300)?.summary).toContain(
      'In 7 other messages of this case the clock of store.example.net was behind by about 5 minutes as well.',
    );
  });

  test('another step back stays as it is', () => {
    expect(finding(-4000)).toMatchObject({ severity: 'medium' });
    expect(finding(-4000)?.summary).not.toContain('other messages');
  });
});
