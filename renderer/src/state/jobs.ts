import type { JobEnd, Progress } from '../../../shared/contract/events';
import { createStore } from './store';

/** A piece of work in the engine, from its first progress to its end. */
export interface Job {
  readonly jobId: string;
  readonly kind: Progress['kind'];
  readonly progress: Progress | null;
  readonly end: JobEnd | null;
}

export const jobs = createStore<readonly Job[]>([]);

const KEPT_ENDED = 8;

export function withProgress(state: readonly Job[], progress: Progress): readonly Job[] {
  return place(state, { jobId: progress.jobId, kind: progress.kind, progress, end: null });
}

/** Marks the end; of the ended ones only the last few stay in the list. */
export function withEnd(state: readonly Job[], end: JobEnd): readonly Job[] {
  const known = state.find((job) => job.jobId === end.jobId);
  const next = place(state, { jobId: end.jobId, kind: end.kind, progress: known?.progress ?? null, end });
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

/** Share done from 0 to 1; null while the whole is not known. */
export function shareDone(progress: Progress): number | null {
  if (progress.totalBytes === null || progress.totalBytes <= 0) {
    return null;
  }
  return Math.min(1, progress.doneBytes / progress.totalBytes);
}
