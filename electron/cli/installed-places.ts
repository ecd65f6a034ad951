import { fileURLToPath } from 'node:url';
import type { SessionPlaces } from '../engine/session/case-session';

/**
 * Where the built program's own files lie: beside its entry, `build/app/node/chainmail.js`, the worker, three folders up
 * the resources. Only the entry knows where it is: the bundler puts everything else elsewhere.
 */
export function placesBeside(entry: string): SessionPlaces {
  return {
    workerFile: new URL('./message-worker.js', entry),
    resourcesDir: fileURLToPath(new URL('../../../resources', entry)),
  };
}
