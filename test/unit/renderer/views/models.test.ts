import { describe, expect, test } from 'vitest';
import { namedRows } from '../../../../renderer/src/format/named-rows';
import { entriesAbout, ledgerRows } from '../../../../renderer/src/views/custody/model';
import { readTags } from '../../../../renderer/src/views/dialogs/tags';
import { gapLength, hostLines, routeRows } from '../../../../renderer/src/views/message/route/model';
import { missingIn, strongestFirst, supportedBy } from '../../../../renderer/src/views/message/summary/model';
import { linesIn, rowName } from '../../../../renderer/src/views/message/times/figure-names';
import { figureRows, timeRows } from '../../../../renderer/src/views/message/times/model';
import { isBlocked, readiness } from '../../../../renderer/src/views/packet/model';
import { isComplete, orderedCases, repeatsWrongly, strengthHint } from '../../../../renderer/src/views/start/model';
import type { FindingView, HopView, MessageView, TimeView } from '../../../../shared/contract/model';
import type { AppState, CaseState } from '../../../../shared/contract/requests';
import { summary } from '../../../../shared/wording/window/message';
import { strength } from '../../../../shared/wording/window/start';
import { EMPTY_HOP } from '../../../helpers/hop-view';

const hop: HopView = {
  ...EMPTY_HOP,
  from: 'host.example.net',
  helo: '',
  reverseName: '',
  ip: '192.0.2.7',
  by: 'mx.example.gov',
  protocol: 'ESMTP',
  id: '',
  time: '2020-10-20T13:04:30Z',
  timeAsWritten: '',
  delaySeconds: null,
  trusted: true,
  start: 0,
  end: 10,
};

const finding = (rule: string, severity: FindingView['severity'], start: number): FindingView => ({
  ref: 'E-001/1',
  rule,
  ruleVersion: 1,
  severity,
  spans: [{ start, end: start + 5 }],
  title: rule,
  summary: '',
  explanation: '',
  innocent: [],
  settle: '',
  reference: '',
  errorRate: '',
  assessment: null,
});

describe('start', () => {
  test('cases in the order of use, those that are gone at the end', () => {
    const recent = (name: string, lastOpened: string, present: boolean) => ({
      id: name,
      name,
      number: '',
      path: '',
      lastOpened,
      present,
    });
    const cases = [
      recent('gone', '2026-11-22T00:00:00Z', false),
      recent('old', '2026-01-01T00:00:00Z', true),
      recent('new', '2026-11-01T00:00:00Z', true),
    ];

    expect(orderedCases(cases).map(({ name }) => name)).toEqual(['new', 'old', 'gone']);
  });

  test('the identity form', () => {
    const form = { name: 'J. Doe', organisation: '', passphrase: 'correct horse', repeat: 'correct' };

    expect([isComplete(form), repeatsWrongly(form)]).toEqual([false, false]);
    expect(repeatsWrongly({ ...form, repeat: 'wrong' })).toBe(true);
    expect(isComplete({ ...form, repeat: 'correct horse' })).toBe(true);
    expect(isComplete({ ...form, name: ' ', repeat: 'correct horse' })).toBe(false);
  });

  test('the strength is explained, not graded', () => {
    expect(strengthHint('')).toBe(strength.empty);
    expect(strengthHint('short')).toBe(strength.short(5));
    expect(strengthHint('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe(strength.repeated);
    expect(strengthHint('correct horse battery staple')).toBe(strength.strong);
  });
});

describe('route and times', () => {
  test('gaps are logarithmic, signed and never longer than the scale', () => {
    expect(gapLength(0)).toBe(0);
    expect(gapLength(60)).toBeGreaterThan(gapLength(1));
    expect(gapLength(-60)).toBe(-gapLength(60));
    expect(gapLength(1e12)).toBe(1);
  });

  test('the boundary runs where trust changes, in both orders', () => {
    const route = [hop, { ...hop, trusted: false }];

    expect(routeRows(route, true).map((row) => [row.index, row.boundaryBelow])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(routeRows(route, false).map((row) => [row.index, row.boundaryBelow])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  test('a time is doubted only where a finding about times touches its bytes', () => {
    const time = (start: number): TimeView => ({
      source: 'date',
      kind: 'date',
      time: '2020-10-20T13:00:00Z',
      clock: 'utc',
      whose: 'author',
      bound: 'equality',
      precisionSeconds: 1,
      agreement: null,
      preimage: null,
      start,
      end: start + 4,
    });
    const rows = timeRows(
      [time(0), { ...time(50), time: '2020-10-21T13:00:00Z' }, { ...time(90), time: 'no time' }],
      [finding('date.disagrees-with-embedded-times', 'high', 52), finding('identity.reply-to', 'high', 0)],
    );

    expect(rows.map((row) => row.finding?.rule ?? null)).toEqual([null, 'date.disagrees-with-embedded-times']);
    expect(rows[0]?.at).toBeLessThan(rows[1]?.at ?? 0);
    expect(timeRows([time(0)], [])[0]?.at).toBe(0.5);
  });

  const putIn = (source: string, kind: string, start: number, iso: string): TimeView => ({
    kind,
    time: iso,
    source,
    precisionSeconds: 1,
    clock: 'local',
    whose: 'content',
    bound: 'lower',
    agreement: null,
    preimage: null,
    start,
    end: start + 4,
  });
  const clock = (kind: string, start: number): TimeView => ({
    ...putIn(kind, kind, start, `2020-10-20T13:00:0${start}Z`),
    whose: 'relay',
    bound: 'equality',
    clock: 'utc',
  });
  const minute = (index: number): string => `2020-10-19T13:${index + 10}:00Z`;

  test('the times of one file share a row, each clock keeps its own, and nothing is lost', () => {
    const inZip = Array.from({ length: 12 }, (_, n) => putIn('part 2', 'zip.entry', 100 + n, minute(n)));
    const rows = timeRows([clock('date', 1), clock('received', 2), ...inZip], []);
    const shown = figureRows(rows);

    expect(shown.map(({ times, source }) => [times.length, source])).toEqual([
      [1, ''],
      [1, ''],
      [12, 'part 2'],
    ]);
    expect(shown.flatMap(({ times }) => times)).toEqual(rows);
    expect(shown.map(rowName)).toEqual([['Date'], ['Received'], ['ZIP', 'part 2, 12 times']]);
  });

  test('many files share one row, which bears the finding of one of them', () => {
    const files = Array.from({ length: 9 }, (_, n) =>
      putIn(`part ${n + 2}`, n === 0 ? 'pdf.created' : 'zip.entry', 100 + n * 10, minute(n)),
    );
    const rows = timeRows([clock('date', 1), ...files], [finding('date.later-than-content', 'high', 121)]);
    const shown = figureRows(rows);

    expect(shown).toHaveLength(2);
    expect(shown[1]).toMatchObject({ places: 9, finding: { rule: 'date.later-than-content' } });
    expect(shown.map(rowName)).toEqual([['Date'], ['Things put in', '9 parts, 9 times']]);
  });

  test('a long name takes lines, and its row the height for them', () => {
    const lines = linesIn(['Signature of the sending service', 'part 1.2, 12 times']);
    expect(lines).toEqual(['Signature of the sending', 'service', 'part 1.2, 12 times']);
    expect(namedRows([lines], (row) => row).height).toBe(54);
  });
});

describe('the host of a hop', () => {
  test.each([
    ['in one line where there is room', hop, 40, ['host.example.net [192.0.2.7]']],
    ['its address below its name where there is not', hop, 20, ['host.example.net', '[192.0.2.7]']],
    [
      'a long name is cut, and never the address',
      { ...hop, from: 'a'.repeat(50) },
      20,
      [`${'a'.repeat(19)}…`, '[192.0.2.7]'],
    ],
    ['without an address', { ...hop, ip: '' }, 10, ['host.exam…']],
    ['by what it called itself', { ...hop, from: '', helo: 'helo.example', ip: '' }, 40, ['helo.example']],
  ] as const)('%s', (_, of, letters, lines) => {
    expect(hostLines(of, letters)).toEqual(lines);
  });
});

describe('summary', () => {
  const authentication = {
    results: [],
    dkim: [],
    arc: [],
    spf: { result: 'not-determined', reason: '' },
    dmarc: { result: 'not-determined', reason: '' },
    dnsEvidence: null,
  };
  // The model reads nothing else of a message.
  const message = { route: [], authentication, date: null, bodyProblem: null } as unknown as MessageView;

  test('the strongest first, then by bytes', () => {
    const order = strongestFirst([finding('c', 'low', 1), finding('b', 'proof', 9), finding('a', 'proof', 2)]);

    expect(order.map(({ rule }) => rule)).toEqual(['a', 'b', 'c']);
  });

  test('says what is missing and never calls it a failure', () => {
    expect(missingIn(message)).toEqual([
      summary.missingReceived,
      summary.missingDate,
      summary.missingDkim,
      summary.missingDns,
    ]);
    expect(supportedBy(message)).toEqual([summary.noTrustedHop]);
  });

  test('supports what the furthest trusted hop recorded', () => {
    const sentences = supportedBy({
      ...message,
      route: [{ ...hop, from: 'mx.example.gov', ip: '' }, hop, { ...hop, trusted: false, from: 'claim.example' }],
    });

    expect(sentences[0]).toBe(summary.handedOver('host.example.net', '192.0.2.7', 'mx.example.gov'));
    expect(sentences.join(' ')).not.toContain('claim.example');
  });
});

describe('custody', () => {
  const entry = (seq: number, subject: Record<string, unknown>) => ({
    seq,
    time: '',
    actor: '',
    act: '',
    sentence: '',
    subject,
    hash: '',
  });

  test('finds what names a message or its item, however deep', () => {
    const entries = [
      entry(1, { evidence: ['E-001'] }),
      entry(2, { refs: [{ ref: 'E-001/4' }] }),
      entry(3, { ref: 'E-002/4' }),
    ];

    expect(entriesAbout(entries, 'E-001/4').map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('a jump in a whole journal is a broken link, in a part of it not', () => {
    const entries = [entry(1, {}), entry(3, {})];

    expect(ledgerRows(entries, true).map((row) => row.missingBefore)).toEqual([null, 2]);
    expect(ledgerRows(entries, false).map((row) => row.missingBefore)).toEqual([null, null]);
  });
});

describe('packet and notes', () => {
  test('only exhibits and journal block; a locked key is asked for', () => {
    const app = {
      examiner: { name: 'J. Doe', organisation: '', fingerprint: '' },
      unlocked: false,
    } as unknown as AppState;
    const state = (exhibits: number) =>
      ({
        exhibits: Array(exhibits).fill({ label: 'A', ref: 'E-001/1' }),
        info: { custodyEntries: 3 },
      }) as unknown as CaseState;

    expect(isBlocked(readiness(app, state(0)))).toBe(true);
    expect(isBlocked(readiness(app, state(2)))).toBe(false);
    expect(readiness(app, state(2)).map(({ ok }) => ok)).toEqual([true, true, false]);
  });

  test('tags from a line', () => {
    expect(readTags(' threat, hacked site,,threat ')).toEqual(['threat', 'hacked site']);
  });
});
