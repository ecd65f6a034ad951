import { type ClockSearch, type FoundClock, findClocks } from '../../../shared/analysis/unknown-clocks/find-clocks';
import type { HeaderClocks } from '../../../shared/analysis/unknown-clocks/header-clocks';
import { FailureError } from '../../../shared/contract/failure';
import { clockWords } from '../../../shared/wording/unknown-clocks';
import { ProgressMeter, type WorkProgress } from '../ingest/progress';
import type { CaseSession } from './case-session';
import { chosenRefs, eachMessage } from './each-message';

export interface ClockExample {
  readonly ref: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Bytes of the message. */
  readonly start: number;
  readonly end: number;
}

export interface UnknownClocks extends Pick<ClockSearch, 'tried'> {
  readonly clocks: readonly (Omit<FoundClock, 'examples'> & { readonly examples: readonly ClockExample[] })[];
  readonly messages: number;
  /** Messages that could not be read within the limits; they are not among the others. */
  readonly unread: number;
}

interface ClockWork {
  readonly signal: AbortSignal;
  readonly onProgress: (step: WorkProgress) => void;
}

/** What is kept of a header until all are read bounds how many can be read. */
const MOST_MESSAGES = 50_000;

/** Looks for clocks of unknown form in the headers of the messages that fit. @throws FailureError `bad-request`, `cancelled` */
export async function findUnknownClocks(
  session: CaseSession,
  query: string,
  { signal, onProgress }: ClockWork,
): Promise<UnknownClocks> {
  const refs = await chosenRefs(session, query);
  if (refs.length > MOST_MESSAGES) {
    throw new FailureError('bad-request', clockWords.tooMany(refs.length, MOST_MESSAGES));
  }
  const meter = new ProgressMeter(onProgress, session.env.monotonicMs);
  meter.begin(clockWords.reading, null);
  const chosen = refs.map((ref, message) => ({ message, ref }));
  const read: { readonly ref: string; readonly clocks: HeaderClocks }[] = [];
  await eachMessage({ session, signal, read: session.pool.headerClocks }, chosen, (message, clocks) => {
    meter.addMessages(1);
    if (clocks !== undefined) read.push({ ref: refs[message] ?? '', clocks });
  });
  const { clocks, tried } = findClocks(read.map((one) => one.clocks));
  return {
    tried,
    messages: read.length,
    unread: refs.length - read.length,
    clocks: clocks.map(({ examples, ...clock }) => ({
      ...clock,
      examples: examples.flatMap(({ message, word }) => {
        const found = read[message];
        const shown = found?.clocks.words[word];
        return found === undefined || shown === undefined
          ? []
          : [{ ref: found.ref, time: new Date(shown.timeMs).toISOString(), ...shown.span }];
      }),
    })),
  };
}
