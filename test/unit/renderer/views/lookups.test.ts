/** What the pages of voter files and unknown clocks choose and say. */
import { describe, expect, test } from 'vitest';
import { type Job, lastOf, withEnd, withStart } from '../../../../renderer/src/state/jobs';
import { EMPTY_LOOKUPS, readableFiles, withFiles, withoutFile } from '../../../../renderer/src/state/lookups';
import { isKnown, shownClocks } from '../../../../renderer/src/views/clocks/model';
import { kindsWithChance, shareOf, shownStanding } from '../../../../renderer/src/views/voters/model';
import { CLOCK_ENCODINGS } from '../../../../shared/analysis/unknown-clocks/encodings';
import { COLUMN_KINDS } from '../../../../shared/analysis/voter-files/columns';
import type { ClockView } from '../../../../shared/contract/unknown-clocks';
import type { VoterFilePreview } from '../../../../shared/contract/voter-files';
import { ENCODING_NAMES } from '../../../../shared/wording/unknown-clocks';
import { COLUMN_NAMES } from '../../../../shared/wording/voter-files';
import { oddsOf } from '../../../../shared/wording/window/clocks';

const preview = (token: string, problem: string | null = null): VoterFilePreview => ({
  token,
  name: `${token}.csv`,
  bytes: 10,
  problem,
  layout: problem === null ? 'named' : null,
  columns: [],
});

describe('chosen voter files', () => {
  test('are added to those that stand there, and one of the same token takes its place', () => {
    const two = withFiles(withFiles(EMPTY_LOOKUPS, [preview('a')]), [preview('b')]);
    expect(two.files.map(({ token }) => token)).toEqual(['a', 'b']);
    expect(withFiles(two, [preview('a', 'It is gone.')]).files).toEqual([preview('b'), preview('a', 'It is gone.')]);
    expect(withoutFile(two, 'a').files).toEqual([preview('b')]);
  });

  test('that cannot be read are not compared with', () => {
    const state = withFiles(EMPTY_LOOKUPS, [preview('a'), preview('b', 'It is no delimited text.')]);
    expect(readableFiles(state)).toEqual([preview('a')]);
  });
});

describe('a comparison', () => {
  const standings = (explained: number, partly: number, notFound: number) => ({
    entry: 1,
    query: '',
    messages: explained + partly + notFound,
    unread: 0,
    files: [],
    cover: [],
    standings: { explained, partly, 'not-found': notFound },
  });

  test('shows what was chosen, else the first standing that has messages', () => {
    expect(shownStanding(null, standings(2, 1, 1))).toBe('explained');
    expect(shownStanding(null, standings(0, 1, 1))).toBe('partly');
    expect(shownStanding(null, standings(0, 0, 0))).toBe('not-found');
    expect(shownStanding('not-found', standings(2, 1, 1))).toBe('not-found');
  });

  test('says beside a value how often chance finds it, where it was measured and found', () => {
    const values = [
      { kind: 'city' as const, exact: 3, normalised: 0, other: 0, byChance: 5 },
      { kind: 'zip' as const, exact: 3, normalised: 0, other: 0, byChance: 0 },
    ];
    const chance = { judged: 40, fitted: 0 };
    expect(kindsWithChance(['city', 'zip', 'party'], { values, chance })).toEqual([
      { name: 'city', share: '12.5 %' },
      { name: 'ZIP code', share: null },
      { name: 'party', share: null },
    ]);
    expect(kindsWithChance(['city'], { values, chance: { judged: 0, fitted: 0 } })).toEqual([
      { name: 'city', share: null },
    ]);
    expect(shareOf(0, 40)).toBe('0.0 %');
    expect(shareOf(1, 0)).toBeNull();
  });

  test('has a name for every kind of column', () => {
    expect(Object.keys(COLUMN_NAMES)).toEqual(expect.arrayContaining([...COLUMN_KINDS]));
  });
});

describe('found clocks', () => {
  const clock = (known: number): ClockView => ({
    field: `x-${known}`,
    encoding: 'hex-seconds',
    messages: 10,
    near: 9,
    expected: 0.1,
    probability: 1e-6,
    known,
    examples: [],
  });

  test('that decoders read in half of the messages are shown on demand', () => {
    const search = { query: '', messages: 10, unread: 0, tried: 3, clocks: [clock(0), clock(4), clock(5)] };
    expect(search.clocks.map(isKnown)).toEqual([false, false, true]);
    expect(shownClocks(search, false)).toEqual([clock(0), clock(4)]);
    expect(shownClocks(search, true)).toEqual(search.clocks);
  });

  test('tell their probability as people can read it', () => {
    expect([1, 0.5, 0.4, 1 / 3200, 9e-9, 1e-9, 1e-100].map(oddsOf)).toEqual([
      'likely',
      'likely',
      'at most 1 in 2',
      'at most 1 in 3,200',
      'at most 1 in 111,111,111',
      'less than 1 in a billion',
      'less than 1 in a billion',
    ]);
  });

  test('are named for every way in which words are read', () => {
    expect(Object.keys(ENCODING_NAMES).sort()).toEqual(CLOCK_ENCODINGS.map(({ id }) => id).sort());
  });
});

describe('work that was begun', () => {
  test('is there before the engine says anything of it, and is not begun again by its own late start', () => {
    const begun = withStart([], 'job_1', 'voters');
    expect(lastOf(begun, 'voters')).toMatchObject({ jobId: 'job_1', progress: null, end: null });
    expect(lastOf(begun, 'clocks')).toBeUndefined();
    const results = { import: null, export: null, verification: null, solved: null };
    const ended = withEnd(begun, { jobId: 'job_1', kind: 'voters', outcome: 'done', sentence: null, ...results });
    expect(withStart(ended, 'job_1', 'voters')).toBe(ended);
    const again: readonly Job[] = withStart(ended, 'job_2', 'voters');
    expect(lastOf(again, 'voters')?.jobId).toBe('job_2');
  });
});
