import { resolve } from 'node:path';
import { profileFolder } from '../engine/identity/profile-folder';
import { type CaseSession, openSession } from '../engine/session/case-session';
import type { VerbCall } from './verb';

/** Opens a case, does something with it, and closes it whatever happens. */
export async function withCase<T>(
  call: VerbCall,
  dir: string,
  mode: 'read' | 'write' | 'write-or-read',
  work: (session: CaseSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(resolve(dir), mode, call.environment, call.places, {
    home: profileFolder(),
    signal: call.signal,
    onProgress: (progress) => call.progress.report(progress),
  });
  try {
    if (session.heldBack !== null) {
      call.warn(session.heldBack);
    }
    return await work(session);
  } finally {
    const problem = await session.close();
    if (problem !== null) {
      call.warn(problem);
    }
  }
}
