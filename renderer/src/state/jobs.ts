import type { JobEnd, Progress } from '../../../shared/contract/events';
import { createStore } from './store';

/** A piece of work in the engine, from its first progress to its end. */
export interface Job {
  readonly jobId: string;
  readonly kind: Progress['kind'];
  readonly progress: Progress | null;
  /** Where the present stage stood when it was first heard of: for rate and time left. */
  readonly since: Mark | null;
  readonly end: JobEnd | null;
}

/** How far a stage was at a moment. */
interface Mark {
  readonly stage: string;
  readonly ms: number;
  readonly bytes: number;
}

export const jobs = createStore<readonly Job[]>([]);

const KEPT_ENDED = 8;

/** Work that the engine has begun, before it says anything of it. */
export function withStart(state: readonly Job[], jobId: string, kind: Job['kind']): readonly Job[] {
  const isKnown = state.some((job) => job.jobId === jobId);
  return isKnown ? state : [...state, { jobId, kind, progress: null, since: null, end: null }];
}

/** The newest of its kind; undefined where there was none. */
export function lastOf(state: readonly Job[], kind: Job['kind']): Job | undefined {
  return state.findLast((job) => job.kind === kind);
}

/** @param nowMs milliseconds on a clock that never goes back */
export function withProgress(state: readonly Job[], progress: Progress, nowMs: number): readonly Job[] {
  const known = state.find((job) => job.jobId === progress.jobId);
  const { jobId, kind } = progress;
  return place(state, {
    jobId,
    kind,
    progress,
    since: markOf(known?.since ?? null, progress, nowMs),
    end: null,
  });
}

/** Another stage counts anew, and so does one whose count went back. */
function markOf(since: Mark | null, { stage, doneBytes }: Progress, nowMs: number): Mark {
  return since !== null && since.stage === stage && since.bytes <= doneBytes
    ? since
    : { stage, ms: nowMs, bytes: doneBytes };
}

/** Marks the end; of the ended ones only the last few stay in the list. */
export function withEnd(state: readonly Job[], end: JobEnd): readonly Job[] {
  const known = state.find((job) => job.jobId === end.jobId);
  const { jobId, kind } = end;
  const next = place(state, {
    jobId,
    kind,
    progress: known?.progress ?? null,
    since: known?.since ?? null,
    end,
  });
  const ended = next.filter((job) => job.end !== null);
  const dropped = new Set(ended.slice(0, Math.max(0, ended.length - KEPT_ENDED)).map((job) => job.jobId));
  return next.filter((job) => !dropped.has(job.jobId));
}

/** A late progress message never revives a job that has ended. */
function place(state: readonly Job[], job: Job): readonly Job[] {
  const at = state.findIndex((known) => known.jobId === job.jobId);
  if (at < 0) {
    return [...state, job];
  }
  return state[at]?.end !== null && job.end === null ? state : state.with(at, job);
}

export function running(state: readonly Job[]): readonly Job[] {
  return state.filter((job) => job.end === null);
}

/** Whether messages are being read: what is said of all of them is not settled before that. */
export function isReading(state: readonly Job[]): boolean {
  return running(state).some(({ kind }) => kind === 'import' || kind === 'open');
}

/** Share done from 0 to 1; null while the whole is not known. */
export function shareDone(progress: Progress): number | null {
  if (progress.totalBytes === null || progress.totalBytes <= 0) {
    return null;
  }
  return Math.min(1, progress.doneBytes / progress.totalBytes);
}

/** Below this, a rate is chance. */
const LEAST_SECONDS = 2;

/** Bytes a second in the present stage; null while there is too little to tell. */
export function bytesPerSecond({ progress, since }: Job, nowMs: number): number | null {
  if (progress === null || since === null) {
    return null;
  }
  const seconds = (nowMs - since.ms) / 1000;
  const bytes = progress.doneBytes - since.bytes;
  return seconds < LEAST_SECONDS || bytes <= 0 ? null : bytes / seconds;
}

/** Seconds that the present stage will still take at its rate so far; null where that cannot be told. */
export function secondsLeft(job: Job, nowMs: number): number | null {
  const rate = bytesPerSecond(job, nowMs);
  const total = job.progress?.totalBytes ?? null;
  return rate === null || total === null ? null : Math.max(0, total - (job.progress?.doneBytes ?? 0)) / rate;
}
