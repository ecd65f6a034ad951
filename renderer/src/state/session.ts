import type { AppState, CaseState } from '../../../shared/contract/requests';
import { request, sentenceOf } from '../api/client';
import { createStore } from './store';

/** What the engine last said about the program and the open case. */
export interface Session {
  readonly app: AppState | null;
  readonly openCase: CaseState | null;
  /** Why nothing can be shown, when even the program's state cannot be had. */
  readonly failure: string | null;
  /** Raised whenever the case changed: lists that were read before are out of date. */
  readonly revision: number;
}

export const session = createStore<Session>({ app: null, openCase: null, failure: null, revision: 0 });

/** First reading: the program's state and, when a case is open already, the case's. */
export async function loadSession(): Promise<void> {
  try {
    const app = await request('app:state', {});
    const openCase = app.openCase === null ? null : await request('case:state', {});
    session.update((state) => ({ ...state, app, openCase, failure: null }));
  } catch (error) {
    session.update((state) => ({ ...state, failure: sentenceOf(error) }));
  }
}

export async function refreshApp(): Promise<void> {
  const app = await request('app:state', {});
  session.update((state) => ({ ...state, app }));
}

/** Asks for the open case's state again; lists follow by the revision. */
export async function refreshCase(): Promise<void> {
  if (session.get().openCase === null) {
    return;
  }
  const openCase = await request('case:state', {});
  session.update((state) => ({ ...state, openCase, revision: state.revision + 1 }));
}

export function adoptCase(openCase: CaseState | null): void {
  session.update((state) => ({ ...state, openCase, revision: state.revision + 1 }));
}

export function isUnlocked(state: Session): boolean {
  return state.app?.unlocked === true;
}
