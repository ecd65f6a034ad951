import { request } from '../api/client';
import { type Chosen, choose, registerDrop } from '../api/desktop';
import { jobs, withStart } from '../state/jobs';
import { EMPTY_LOOKUPS, lookups, readableFiles, withFiles } from '../state/lookups';
import { attempt, signed } from './perform';

export function chooseVoterFiles(): Promise<void> {
  return attempt(async () => lookAt(await choose('voter-files')));
}

export function dropVoterFiles(files: readonly File[]): Promise<void> {
  return attempt(async () => lookAt(await registerDrop(files)));
}

/** Those that the sample case has of its own, for a look at what a comparison says. */
export function takeSampleVoterFiles(): Promise<void> {
  return attempt(async () => {
    const { files } = await request('voters:sample', {});
    lookups.update((state) => withFiles(state, files));
  });
}

/** Asks what the columns of the chosen files are taken for. */
async function lookAt(chosen: readonly Chosen[]): Promise<void> {
  if (chosen.length === 0) {
    return;
  }
  lookups.update((state) => ({ ...state, isLooking: true }));
  try {
    const { files } = await request('voters:preview', { tokens: chosen.map(({ token }) => token) });
    lookups.update((state) => withFiles(state, files));
  } finally {
    lookups.update((state) => ({ ...state, isLooking: false }));
  }
}

/** Compares the messages that fit with the files that can be read; where the key stays locked, nothing is done. */
export function compareVoterFiles(query: string): Promise<void> {
  return attempt(async () => {
    const tokens = readableFiles(lookups.get()).map(({ token }) => token);
    const begun = await signed(() => request('voters:compare', { tokens, query }));
    if (begun !== undefined) {
      const { standing, offset } = EMPTY_LOOKUPS;
      lookups.update((state) => ({ ...state, standing, offset }));
      jobs.update((state) => withStart(state, begun.jobId, 'voters'));
    }
  });
}

export function searchClocks(query: string): Promise<void> {
  return attempt(async () => {
    const { jobId } = await request('clocks:search', { query });
    jobs.update((state) => withStart(state, jobId, 'clocks'));
  });
}
