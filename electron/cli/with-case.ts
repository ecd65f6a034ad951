import { resolve } from 'node:path';
import { type CaseSession, openSession } from '../engine/session/case-session';
import { installedPlaces } from './installed-places';
import type { VerbCall } from './verb';

/** Opens a case, does something with it, and closes it whatever happens. */
export async function withCase<T>(
  call: VerbCall,
  dir: string,
  mode: 'read' | 'write' | 'write-or-read',
  work: (session: CaseSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(resolve(dir), mode, call.environment, installedPlaces(), {
    signal: call.signal,
    onProgress: (progress) => call.progress.report(progress),
  });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
