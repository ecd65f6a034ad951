import type { EngineState } from './engine-state';

/** Waits for an act and tells the window that the case changed. */
export async function announced<T>(state: EngineState, act: Promise<T>): Promise<T> {
  const result = await act;
  state.announceChange();
  return result;
}
