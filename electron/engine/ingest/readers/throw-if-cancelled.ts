import { FailureError } from '../../../../shared/contract/failure';

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new FailureError('cancelled', 'The import was cancelled. The case is unharmed. It can be started again.');
  }
}
