import type { JobEnd } from '../../../shared/contract/events';
import { times } from '../../../shared/wording/window/message';
import { status } from '../../../shared/wording/window/workbench';
import { listen } from '../api/events';
import { runCommand } from '../commands/registry';
import { grouped } from '../format/numbers';
import { openDialog } from '../state/dialogs';
import { jobs, withEnd, withProgress } from '../state/jobs';
import { notify } from '../state/notices';
import { refreshApp, refreshCase } from '../state/session';
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
  if (end.outcome === 'failed' && end.kind !== 'open') {
    notify(end.sentence ?? status.finished(status.kinds[end.kind], status.outcomes.failed), 'failure');
  }
  if (end.solved !== null) {
    const { solved } = end.solved;
    notify(solved.length > 0 ? times.solved(grouped(solved.length)) : times.notSolved, 'plain');
  }
  openReceipt(end);
}

/** Shows what a finished job came to; nothing for work without a receipt. */
export function openReceipt(end: JobEnd): void {
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
