import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './environment';

/**
 * Takes a note of an error that nobody expected, for whoever reports it: time, incident, where in the program.
 *
 * Only the error's kind and its stack's places are kept, not its message: that could hold content of a mail.
 */
export function logIncident(home: string, env: Environment, incident: string, error: unknown): void {
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const kind = error instanceof Error ? error.name : typeof error;
  const line = { at: new Date(env.now()).toISOString(), incident, kind, places: places.map((place) => place.trim()) };
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    appendFileSync(join(home, 'incidents.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch {
    // A log that cannot be written must not take the engine down.
  }
}
