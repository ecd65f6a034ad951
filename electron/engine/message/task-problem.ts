import { LIMITS } from './limits';

/** Why a message was set aside by its worker, in one sentence for the message's page. */
export function taskProblem(error: unknown, taskMs: number = LIMITS.taskMs): string {
  if (error instanceof Error && error.name === 'AbortError') {
    return `The body was set aside: reading it took longer than ${Math.round(taskMs / 1000)} s. Its bytes are in the vault.`;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return `The body was set aside: reading it needed more than ${LIMITS.workerMemoryMb} MB of memory. Its bytes are in the vault.`;
  }
  return 'The body was set aside: it could not be read. Its bytes are in the vault.';
}
