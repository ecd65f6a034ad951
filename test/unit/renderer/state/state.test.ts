import { describe, expect, test } from 'vitest';
import { clamped, readSize, sizeAfterKey } from '../../../../renderer/src/components/split-model';
import { tabAfter } from '../../../../renderer/src/components/tabs';
import {
  EMPTY_DESK,
  showingHeaders,
  showingPart,
  withOpen,
  withQuery,
  withSort,
} from '../../../../renderer/src/state/desk';
import {
  bytesPerSecond,
  type Job,
  running,
  secondsLeft,
  shareDone,
  withEnd,
  withProgress,
} from '../../../../renderer/src/state/jobs';
import { createStore } from '../../../../renderer/src/state/store';
import { readTheme } from '../../../../renderer/src/state/theme';
import type { JobEnd, Progress } from '../../../../shared/contract/events';
import { jobWords } from '../../../../shared/wording/window/jobs';

function progress(jobId: string, doneBytes = 0): Progress {
  return {
    jobId,
    kind: 'import',
    stage: '',
    doneBytes,
    totalBytes: 100,
    doneMessages: 0,
    messagesPerSecond: 0,
    setAside: 0,
  };
}

function end(jobId: string): JobEnd {
  return {
    jobId,
    kind: 'import',
    outcome: 'done',
    sentence: null,
    import: null,
    export: null,
    verification: null,
    solved: null,
  };
}

describe('jobs', () => {
  test('a late progress message never revives a job that has ended', () => {
    const ended = withEnd(withProgress([], progress('a', 40), 0), end('a'));

    expect(withProgress(ended, progress('a', 50), 1)).toBe(ended);
    expect(running(ended)).toEqual([]);
  });

  test('an end may come before any progress, and only the last ended ones stay', () => {
    const many = Array.from({ length: 20 }, (_, index) => String(index)).reduce<readonly Job[]>(
      (jobs, id) => withEnd(jobs, end(id)),
      [],
    );

    expect(many.map(({ jobId }) => jobId)).toEqual(['12', '13', '14', '15', '16', '17', '18', '19']);
  });

  test('rate and time left are told after two seconds of a stage, and count anew with another one', () => {
    const at = (jobs: readonly Job[], ms: number) => {
      const [job] = jobs;
      return job === undefined ? [] : [bytesPerSecond(job, ms), secondsLeft(job, ms)];
    };
    const step = (jobs: readonly Job[], stage: string, doneBytes: number, ms: number) =>
      withProgress(jobs, { ...progress('a', doneBytes), stage }, ms);
    const begun = step([], 'reading', 10, 1_000);
    expect(at(begun, 1_000)).toEqual([null, null]);
    const later = step(begun, 'reading', 50, 5_000);
    expect(at(later, 5_000)).toEqual([10, 5]);
    // Nothing has come for a while: the rate falls, and the time left grows.
    expect(at(later, 9_000)).toEqual([5, 10]);
    const hashing = step(later, 'hashing', 0, 6_000);
    expect(at(hashing, 7_000)).toEqual([null, null]);
    expect(at(step(hashing, 'hashing', 20, 8_000), 8_000)).toEqual([10, 8]);
    expect(
      secondsLeft({ ...(later[0] as Job), progress: { ...progress('a', 50), totalBytes: null } }, 5_000),
    ).toBeNull();
  });

  test.each([
    [4, 'less than a minute left'],
    [55, 'about 1 min left'],
    [250, 'about 4 min left'],
    [3_600, 'about 1 h 0 min left'],
    [7_500, 'about 2 h 5 min left'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(jobWords.left(seconds)).toBe(words);
  });

  test('the share done is unknown while the whole is', () => {
    expect(shareDone(progress('a', 62))).toBe(0.62);
    expect(shareDone({ ...progress('a'), totalBytes: null })).toBeNull();
    expect(shareDone({ ...progress('a', 300) })).toBe(1);
  });
});

describe('the desk', () => {
  test('sorting by the same column turns around; another column starts in its natural order', () => {
    const byFrom = withSort(EMPTY_DESK, 'from');

    expect(byFrom).toMatchObject({ sort: 'from', descending: false });
    expect(withSort(byFrom, 'from').descending).toBe(true);
    expect(withSort(byFrom, 'severity').descending).toBe(true);
  });

  test('a search leads back to the messages and keeps what was chosen', () => {
    const chosen = { ...EMPTY_DESK, place: 'custody' as const, selection: new Set(['E-001/1']) };

    expect(withQuery(chosen, 'ip:192.0.2.7')).toMatchObject({ place: 'messages', selection: new Set(['E-001/1']) });
  });

  test('another message forgets the selected bytes; asking twice for a finding is two requests', () => {
    const shown = showingHeaders(showingHeaders(EMPTY_DESK, { rule: 'a' }), { rule: 'a' });

    expect(shown).toMatchObject({ tab: 'headers', target: { ask: 2, rule: 'a' } });
    expect(withOpen({ ...shown, bytes: { start: 1, end: 2 } }, 'E-001/2')).toMatchObject({ bytes: null, target: null });
  });

  test('bytes of a part are shown in the structure, and with another message no more', () => {
    const span = { start: 7, end: 9 };
    const shown = showingPart(showingPart(EMPTY_DESK, { start: 1, end: 2 }), span);

    expect(shown).toMatchObject({ tab: 'structure', part: { ask: 2, span } });
    expect(withOpen(shown, 'E-001/2').part).toBeNull();
  });
});

describe('small parts', () => {
  test('a store tells its listeners of changes only', () => {
    const store = createStore(1);
    const heard: number[] = [];
    const stop = store.subscribe(() => heard.push(store.get()));

    store.update((value) => value);
    store.update((value) => value + 1);
    stop();
    store.update((value) => value + 1);

    expect(heard).toEqual([2]);
  });

  test('separators move by key within their limits', () => {
    const limits = { min: 100, max: 200 };

    expect(sizeAfterKey('ArrowRight', false, 150, limits, 1)).toBe(166);
    expect(sizeAfterKey('ArrowRight', false, 150, limits, -1)).toBe(134);
    expect(sizeAfterKey('End', false, 150, limits, 1)).toBe(200);
    expect(sizeAfterKey('Home', false, 150, limits, -1)).toBe(200);
    expect(sizeAfterKey('x', false, 150, limits, 1)).toBeUndefined();
    expect(clamped(500, { min: 100, max: 50 })).toBe(100);
    expect([readSize('240', 1), readSize('x', 1), readSize(null, 1), readSize('-5', 1)]).toEqual([240, 1, 1, 1]);
  });

  test('tabs go around, and unknown themes are the system', () => {
    expect([
      tabAfter('ArrowRight', 3, 2),
      tabAfter('ArrowLeft', 3, 0),
      tabAfter('End', 3, 0),
      tabAfter('x', 3, 0),
    ]).toEqual([0, 2, 2, -1]);
    expect([readTheme('dark'), readTheme('nonsense'), readTheme(null)]).toEqual(['dark', 'system', 'system']);
  });
});
