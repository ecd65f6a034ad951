import { codeOf, sentenceOf } from '../api/client';
import { askBy } from '../state/dialogs';
import { notify } from '../state/notices';
import { isUnlocked, session } from '../state/session';

/**
 * Runs an act that is signed: asks for the key first where it is locked, and goes on with the act afterwards.
 *
 * Resolves to undefined when the examiner dismissed the question; rejects with what the act rejects with.
 */
export async function signed<T>(act: () => Promise<T>): Promise<T | undefined> {
  if (!(await haveKey())) {
    return undefined;
  }
  try {
    return await act();
  } catch (error) {
    // The engine may have locked the key since; then the question is asked once more.
    const code = codeOf(error);
    if (code !== 'identity-locked' && code !== 'no-identity') {
      throw error;
    }
    return (await askBy(code === 'no-identity' ? 'identity' : 'unlock')) ? await act() : undefined;
  }
}

async function haveKey(): Promise<boolean> {
  const state = session.get();
  if (isUnlocked(state)) {
    return true;
  }
  return askBy(state.app?.examiner == null ? 'identity' : 'unlock');
}

/** Runs something whose failure has no place of its own: the sentence is shown at the foot. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    notify(sentenceOf(error), 'failure');
  }
}
