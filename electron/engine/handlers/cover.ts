import type { EngineState } from './engine-state';

/**
 * Signs a checkpoint where entries are not in one yet and both the case and the key are open: after opening, after
 * unlocking, before locking. What cannot be signed now is signed at the next such moment; nothing else fails for it.
 */
export async function coverWhereLeft(state: EngineState): Promise<void> {
  const session = state.openSession;
  if (session === null || !state.isUnlocked || session.store.readOnlyReason !== null) {
    return;
  }
  const problem = await session.cover(state.signer);
  if (problem !== null) {
    session.store.note(problem);
  }
}
