import { stderr } from 'node:process';

/** What is being done, for the person who waits. Goes to standard error only. */
export interface ProgressStep {
  readonly stage: string;
  readonly doneBytes?: number;
  readonly totalBytes?: number | null;
  readonly doneMessages?: number;
}

export interface Progress {
  readonly report: (step: ProgressStep) => void;
  readonly finish: () => void;
}

const BAR_WIDTH = 24;
const TERMINAL_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 5_000;

export const silentProgress: Progress = { report: () => {}, finish: () => {} };

/** A bar that redraws itself on a terminal; else a line now and then. */
export function progressOnStandardError(now: () => number): Progress {
  const terminal = stderr.isTTY === true;
  const interval = terminal ? TERMINAL_INTERVAL_MS : LINE_INTERVAL_MS;
  let last = terminal ? Number.NEGATIVE_INFINITY : now();
  let drawn = false;
  return {
    report: (step) => {
      if (now() - last < interval) {
        return;
      }
      last = now();
      drawn = terminal;
      stderr.write(terminal ? `\r\u001b[K${progressLine(step)}` : `${progressLine(step)}\n`);
    },
    finish: () => {
      if (drawn) {
        stderr.write('\r\u001b[K');
      }
    },
  };
}

/** `Copying  [####------------] 41 %  12.3 of 30.0 MB  1,204 messages` */
export function progressLine(step: ProgressStep): string {
  const parts = [step.stage];
  if (step.doneBytes !== undefined && typeof step.totalBytes === 'number' && step.totalBytes > 0) {
    const share = Math.min(1, step.doneBytes / step.totalBytes);
    const filled = Math.round(share * BAR_WIDTH);
    parts.push(`[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${Math.floor(share * 100)} %`);
    parts.push(`${megabytes(step.doneBytes)} of ${megabytes(step.totalBytes)} MB`);
  }
  if (step.doneMessages !== undefined && step.doneMessages > 0) {
    parts.push(`${step.doneMessages.toLocaleString('en')} messages`);
  }
  return parts.join('  ');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
