import type { Target } from '../case/many-acts';
import type { CaseSession } from './case-session';

/** The messages of an act, each once, with the SHA-256 of their bytes. @throws FailureError as `messageAt` */
export function targetsOf(session: CaseSession, refs: readonly string[]): readonly Target[] {
  return [...new Set(refs)].map((ref) => ({ ref, message: session.messageAt(ref).sha256 }));
}
