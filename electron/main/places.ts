/** Paths become tokens here: the window holds a token, the engine the path behind it. */
import { randomBytes } from 'node:crypto';
import { basename, isAbsolute } from 'node:path';
import type { RegisteredPlace } from '../engine/host-protocol';
import type { Engine } from './engine-process';

/** What the window learns about a place: a token and the last part of its name, to show to the examiner. */
export interface Place {
  readonly token: string;
  readonly name: string;
}

/** More than anybody drops at once, and few enough to be passed on in one message. */
const MAX_PLACES = 10_000;

/** Leaves out what is not a path, such as a file that a page made up; nothing is returned unless the engine has taken note. */
export async function registerPaths(engine: Pick<Engine, 'ask'>, paths: unknown): Promise<readonly Place[]> {
  const places = toPaths(paths).map((path): RegisteredPlace => ({ token: newToken(), path }));
  if (places.length === 0) {
    return [];
  }
  const reply = await engine.ask({ kind: 'register-places', places });
  return reply.ok ? places.map(({ token, path }) => ({ token, name: basename(path) })) : [];
}

function toPaths(value: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_PLACES) : [];
  return [...new Set(entries.filter(isPath))];
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && isAbsolute(value) && !value.includes('\0');
}

function newToken(): string {
  return `token_${randomBytes(16).toString('hex')}`;
}
