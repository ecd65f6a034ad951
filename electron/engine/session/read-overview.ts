import type { Overview } from '../../../shared/contract/overview';
import { timeBuckets } from '../../../shared/pictures/time-buckets';
import { messageCount } from '../case/selectors';
import type { CaseSession } from './case-session';

/** Counts for the pictures of the case, over the messages that fit a search. */
export function readCaseOverview({ catalogue, store }: CaseSession, query: string): Overview {
  const { days, byDate, undated, evidence, cells } = catalogue.overview(query);
  const { unit, buckets, earlier, later } = timeBuckets(days);
  return {
    total: evidence.reduce((sum, { messages }) => sum + messages, 0),
    of: messageCount(store.view),
    times: { unit, buckets: [...buckets], earlier, later, byDate, undated },
    evidence: [...evidence],
    cells: [...cells],
  };
}
