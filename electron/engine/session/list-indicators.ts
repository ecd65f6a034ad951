import type { IndicatorView } from '../../../shared/contract/model';
import { compareText } from '../../../shared/text/compare-text';
import type { CaseSession } from './case-session';
import { chosenRefs } from './each-message';
import { readMessage } from './read-message';

/** An indicator over the messages of a case. */
export interface CaseIndicator extends Omit<IndicatorView, 'where'> {
  /** In how many messages it stands. */
  readonly messages: number;
  /** The first of them. */
  readonly refs: readonly string[];
  /** The places where it stands. */
  readonly where: readonly string[];
}

export interface IndicatorList {
  readonly indicators: readonly CaseIndicator[];
  readonly messages: number;
  /** The bound of different indicators was met: later ones are not listed. */
  readonly isCut: boolean;
}

export interface IndicatorWork {
  readonly signal: AbortSignal;
  readonly onProgress: (messages: number) => void;
}

const MAX_INDICATORS = 500_000;
const MAX_REFS = 50;

interface Growing extends Omit<CaseIndicator, 'messages' | 'refs' | 'where'> {
  messages: number;
  readonly refs: string[];
  readonly where: Set<string>;
}

/** The indicators of all messages that fit the query, the most frequent first. */
export async function listIndicators(session: CaseSession, query: string, work: IndicatorWork): Promise<IndicatorList> {
  const known = new Map<string, Growing>();
  let isCut = false;
  let read = 0;
  for (const ref of await chosenRefs(session, query)) {
    work.signal.throwIfAborted();
    const message = await readMessage(session, ref);
    isCut = add(known, ref, message.indicators) || isCut;
    read += 1;
    work.onProgress(read);
  }
  const indicators = [...known.values()]
    .sort((a, b) => b.messages - a.messages || compareText(a.kind, b.kind) || compareText(a.value, b.value))
    .map(({ where, ...rest }) => ({ ...rest, where: [...where] }));
  return { indicators, messages: read, isCut };
}

function add(known: Map<string, Growing>, ref: string, indicators: readonly IndicatorView[]): boolean {
  let isCut = false;
  for (const { kind, value, defanged, where } of indicators) {
    const key = `${kind} ${value}`;
    const one = known.get(key) ?? { kind, value, defanged, messages: 0, refs: [], where: new Set() };
    if (one.messages === 0 && known.size >= MAX_INDICATORS) {
      isCut = true;
      continue;
    }
    one.messages += 1;
    one.where.add(where);
    if (one.refs.length < MAX_REFS) one.refs.push(ref);
    known.set(key, one);
  }
  return isCut;
}
