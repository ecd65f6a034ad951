import { reviseCase } from '../catalogue/revise-case';
import type { CaseSession } from './case-session';
import type { WorkOptions } from './import-into';

/** One revision at a time: a later one begins with what the one before has left. */
const running = new WeakMap<CaseSession, Promise<void>>();

/** Brings the findings of an open case up to what the case knows; nothing is done where they are. */
export async function reviseSession(session: CaseSession, options: WorkOptions = {}): Promise<void> {
  const before = running.get(session) ?? Promise.resolve();
  const { store, catalogue, pool } = session;
  const revision = before.catch(() => undefined).then(() => reviseCase(store, catalogue, pool, options));
  running.set(session, revision);
  await revision;
}
