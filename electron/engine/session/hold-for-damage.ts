/** A stored file that turns out to be damaged while the case is worked on: the case can only be read from then on. */
import { FailureError } from '../../../shared/contract/failure';
import { damageWords, type LastGood } from '../../../shared/wording/damage';
import { objectName } from '../vault/object-path';
import type { CaseSession } from './case-session';

/**
 * Looks again at the stored file of a message whose bytes are not those that were received, and holds the case back.
 *
 * @returns the failure to be told: which file, what is wrong with it, and until when it was known to be whole; null where the
 *   file is whole, so that something else is wrong: the case is not held back then
 */
export async function holdForDamage(session: CaseSession, ref: string): Promise<FailureError | null> {
  const { store } = session;
  const { object } = session.messageAt(ref);
  const { ok, problem } = await store.vault.check(object);
  if (ok) {
    return null;
  }
  const evidence = ref.slice(0, ref.indexOf('/'));
  const sentence = damageWords.object({
    file: `objects/${objectName(object)}`,
    ref,
    problem,
    lastGood: await lastGoodOf(session, evidence),
  });
  await session.holdBack(sentence);
  return new FailureError('case-damaged', sentence);
}

/** When the evidence was last seen whole by what the journal says: the last check that passed, else its receipt. */
async function lastGoodOf({ store }: CaseSession, evidence: string): Promise<LastGood | null> {
  let last: LastGood | null = null;
  for await (const { entry } of store.lines()) {
    const { act, subject, at, seq } = entry;
    if (act === 'evidence.receive' && subject['number'] === evidence) {
      last = { how: 'received', at, entry: seq };
    } else if (act === 'case.verify' && subject['result'] === 'intact' && last !== null) {
      last = { how: 'checked', at, entry: seq };
    }
  }
  return last;
}
