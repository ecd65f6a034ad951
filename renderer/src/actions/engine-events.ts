import type { JobEnd } from '../../../shared/contract/events';
import { clocksPage } from '../../../shared/wording/window/clocks';
import { times } from '../../../shared/wording/window/message';
import { votersPage } from '../../../shared/wording/window/voters';
import { status } from '../../../shared/wording/window/workbench';
import { listen } from '../api/events';
import { runCommand } from '../commands/registry';
import { grouped } from '../format/numbers';
import { desk, type Place } from '../state/desk';
import { openDialog } from '../state/dialogs';
import { jobs, withEnd, withProgress } from '../state/jobs';
import { notify } from '../state/notices';
import { refreshApp, refreshCase } from '../state/session';
import { goTo } from './packet-actions';
import { attempt } from './perform';

/** Connects the window to what the engine says on its own. Returns the way to stop. */
export function followEngine(): () => void {
  return listen({
    'job:progress': (progress) => jobs.update((state) => withProgress(state, progress, performance.now())),
    'job:end': (end) => {
      jobs.update((state) => withEnd(state, end));
      showEnd(end);
      void attempt(async () => {
        await refreshCase();
        await refreshApp();
      });
    },
    'case:changed': () => void attempt(refreshCase),
    'menu:command': ({ command }) => runCommand(command),
  });
}

/** Opens the receipt of a finished job; a failure is said at the foot. */
function showEnd(end: JobEnd): void {
  // Whoever opens a case is told by the answer to that.
  const place = placeOf(end);
  const isThere = place !== null && desk.get().place === place;
  if (end.outcome === 'failed' && end.kind !== 'open' && !isThere) {
    notify(end.sentence ?? status.finished(status.kinds[end.kind], status.outcomes.failed), 'failure');
  }
  if (end.solved !== null) {
    const { solved } = end.solved;
    notify(solved.length > 0 ? times.solved(grouped(solved.length)) : times.notSolved, 'plain');
  }
  if (place === null) {
    openReceipt(end);
  } else if (end.outcome === 'done' && !isThere) {
    notify(LOOKED_UP[place].done, 'plain', { name: LOOKED_UP[place].found, run: () => goTo(place) });
  }
}

const LOOKED_UP = { voters: votersPage, clocks: clocksPage } as const;

/** Where the result of a job is shown that brings none along. */
function placeOf({ kind }: JobEnd): Extract<Place, 'voters' | 'clocks'> | null {
  return kind === 'voters' || kind === 'clocks' ? kind : null;
}

/** Whether there is something to show of a job that has ended. */
export function hasReceipt(end: JobEnd): boolean {
  const isKept = placeOf(end) !== null && end.outcome === 'done';
  return isKept || end.import !== null || end.export !== null || end.verification !== null;
}

/** Shows what a finished job came to; nothing for work without a receipt. */
export function openReceipt(end: JobEnd): void {
  const place = placeOf(end);
  if (place !== null) {
    goTo(place);
  }
  if (end.import !== null) {
    openDialog({ kind: 'import-receipt', result: end.import });
  }
  if (end.export !== null) {
    openDialog({ kind: 'packet-receipt', jobId: end.jobId, result: end.export });
  }
  if (end.verification !== null) {
    openDialog({ kind: 'verification', jobId: end.jobId, result: end.verification });
  }
}
