import type { Bridge } from '../../../shared/contract/events';
import { findBridge } from './bridge';

/** What a dialog or a drop gave: a token for the engine and a name for people. */
export interface Chosen {
  readonly token: string;
  readonly name: string;
}

/** Opens a dialog of the desktop; empty when it was dismissed. `name` is proposed where a file is to be saved. */
export async function choose(what: Parameters<Bridge['choose']>[0], name?: string): Promise<readonly Chosen[]> {
  return (await findBridge()?.choose(what, name)) ?? [];
}

export async function registerDrop(files: readonly File[]): Promise<readonly Chosen[]> {
  return (await findBridge()?.registerDrop(files)) ?? [];
}

/** Shows what a job wrote in the desktop's file manager. */
export async function reveal(jobId: string): Promise<void> {
  await findBridge()?.reveal(jobId);
}
