import { fileURLToPath } from 'node:url';
import type { SessionPlaces } from '../engine/session/case-session';

/**
 * Where the built program's own files lie, seen from `build/app/node/chainmail.js`: beside it the worker, three folders up
 * the resources.
 */
export function installedPlaces(): SessionPlaces {
  return {
    workerFile: new URL('./message-worker.js', import.meta.url),
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
  };
}
