import type { Standing, VoterFilePreview } from '../../../shared/contract/voter-files';
import { createStore } from './store';

/** How the comparison with voter files and the search for clocks stand, so that leaving them for a message loses nothing. */
export interface Lookups {
  /** Chosen to be compared with. */
  readonly files: readonly VoterFilePreview[];
  /** Whether chosen files are being looked at. */
  readonly isLooking: boolean;
  /** Of which messages a page is shown; null for the first standing that has any. */
  readonly standing: Standing | null;
  readonly offset: number;
  /** Whether clocks are shown that a decoder reads already. */
  readonly withKnown: boolean;
}

export const EMPTY_LOOKUPS: Lookups = { files: [], isLooking: false, standing: null, offset: 0, withKnown: false };

export const lookups = createStore<Lookups>(EMPTY_LOOKUPS);

/** A file that is chosen again by the same token takes its old place. */
export function withFiles(state: Lookups, files: readonly VoterFilePreview[]): Lookups {
  const known = state.files.filter(({ token }) => !files.some((file) => file.token === token));
  return { ...state, files: [...known, ...files], isLooking: false };
}

export function withoutFile(state: Lookups, token: string): Lookups {
  return { ...state, files: state.files.filter((file) => file.token !== token) };
}

/** Those that can be compared with. */
export function readableFiles({ files }: Lookups): readonly VoterFilePreview[] {
  return files.filter(({ problem }) => problem === null);
}
