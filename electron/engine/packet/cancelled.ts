import { FailureError } from '../../../shared/contract/failure';

/** @throws FailureError `cancelled` once the signal was given */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FailureError(
      'cancelled',
      'The work was cancelled. Nothing was left behind and the case is unharmed. It can be started again.',
    );
  }
}
