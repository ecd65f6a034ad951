/**
 * Finds the times that scripts hashed into ids, on demand, and records each in the custody journal.
 *
 * What is recorded can be checked by anybody: `printf %s PREIMAGE | md5sum` gives the id.
 */
import { createHash } from 'node:crypto';
import { FailureError } from '../../../shared/contract/failure';
import type { HashSolution, SolveResultView } from '../../../shared/contract/hash-solution';
import { recordSolution } from '../case/acts';
import { solutionsOf } from '../case/selectors';
import type { HashHit, MessageTargets } from '../hash-lock/search-hash';
import { solveTarget, textsOf } from '../hash-lock/solve-target';
import type { Signer } from '../identity/signer';
import type { WorkProgress } from '../ingest/progress';
import type { CaseSession } from './case-session';
import { chosenRefs } from './each-message';

export interface SolveRequest {
  /** Messages; all of the case where null. */
  readonly refs: readonly string[] | null;
  /** How many seconds before and after each clock of the message are tried. */
  readonly windowSeconds: number;
}

export interface SolveWork {
  readonly signal: AbortSignal;
  readonly onProgress: (step: WorkProgress) => void;
}

/** Further than a week, one message would take days. */
export const LARGEST_WINDOW_SECONDS = 7 * 86_400;
export const USUAL_WINDOW_SECONDS = 5;

/** @throws FailureError `bad-request`, `not-found`, `cancelled` */
export async function solveHashClocks(
  session: CaseSession,
  signer: Signer,
  request: SolveRequest,
  work: SolveWork,
): Promise<SolveResultView> {
  const started = session.env.monotonicMs();
  const { windowSeconds } = request;
  if (!Number.isInteger(windowSeconds) || windowSeconds < 0 || windowSeconds > LARGEST_WINDOW_SECONDS) {
    throw new FailureError(
      'bad-request',
      `The window is a whole number of seconds from 0 to ${LARGEST_WINDOW_SECONDS}. Nothing was done.`,
    );
  }
  const solved: HashSolution[] = [];
  const unsolved: SolveResultView['unsolved'][number][] = [];
  let messages = 0;
  for (const ref of request.refs ?? (await chosenRefs(session, ''))) {
    throwIfCancelled(work.signal);
    const known = new Set(solutionsOf(session.store.view, ref).map(({ hash }) => hash));
    const { targets, centres } = await targetsOf(session, ref, work.signal);
    messages += 1;
    for (const target of targets.filter(({ hash }) => !known.has(hash))) {
      const before = session.env.monotonicMs();
      const texts = textsOf(target, centres, windowSeconds);
      let triedHere = 0;
      const result = await solveTarget(target, centres, {
        windowSeconds,
        threads: session.pool.threads,
        run: (search) => session.pool.searchHash(search, work.signal),
        onTried: (count) => {
          throwIfCancelled(work.signal);
          triedHere += count;
          work.onProgress(progressOf(ref, messages, triedHere, texts));
        },
      });
      throwIfCancelled(work.signal);
      const seconds = (session.env.monotonicMs() - before) / 1000;
      const { hit } = result;
      if (hit === null) {
        unsolved.push({ ref, source: target.source, hash: target.hash, tried: result.tried, seconds });
        continue;
      }
      const message = session.messageAt(ref);
      const { source, hash, spans } = target;
      const place = { source, hash, spans: spans.map(({ start, end }) => ({ start, end })) };
      const facts = { ...place, ...solutionOf(hit, hash), tried: result.tried, seconds, windowSeconds };
      solved.push(await recordSolution(session.store, signer, { ref, message: message.sha256, ...facts }));
    }
  }
  return { solved, unsolved, messages, seconds: (session.env.monotonicMs() - started) / 1000 };
}

function solutionOf(hit: HashHit, hash: string): Pick<HashSolution, 'kind' | 'preimage' | 'time' | 'precisionSeconds'> {
  // Once more by another implementation: what is recorded must be true whatever a thread said.
  if (createHash('md5').update(hit.preimage, 'latin1').digest('hex') !== hash) {
    throw new FailureError('internal', 'A solution did not pass the second check. Nothing was recorded.');
  }
  const second = new Date(hit.second * 1000).toISOString().slice(0, 19);
  const time = `${second}.${String(hit.microseconds).padStart(6, '0')}Z`;
  return { kind: hit.kind, preimage: hit.preimage, time, precisionSeconds: hit.precisionSeconds };
}

/** How far the search for one id has come; the share is that of its texts. */
function progressOf(ref: string, messages: number, tried: number, texts: number): WorkProgress {
  const millions = (count: number): string => (count / 1e6).toFixed(1);
  return {
    stage: `Trying ${millions(tried)} of ${millions(texts)} million texts for an id of ${ref}`,
    doneBytes: tried,
    totalBytes: texts,
    doneMessages: messages,
    messagesPerSecond: 0,
    setAside: 0,
  };
}

async function targetsOf(session: CaseSession, ref: string, signal: AbortSignal): Promise<MessageTargets> {
  const { object, offset, length } = session.messageAt(ref);
  return await session.pool.hashTargets({ path: session.store.vault.pathOf(object), offset, length }, signal);
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new FailureError(
      'cancelled',
      'The search was stopped. What had been found until then is in the journal. It can be started again.',
    );
  }
}
