import type { Overview } from '../../../shared/contract/overview';
import { timeBuckets } from '../../../shared/pictures/time-buckets';
import type { CaseSession } from './case-session';
import { relatedTo } from './related-to';

/** Counts for the pictures of the case, over the messages that fit a search. */
export async function readCaseOverview(session: CaseSession, query: string): Promise<Overview> {
  const { catalogue } = session;
  const related = await relatedTo(session, query);
  const { days, byDate, undated, evidence, cells } = catalogue.overview(query, related);
  const { unit, buckets, earlier, later } = timeBuckets(days);
  return {
    total: evidence.reduce((sum, { messages }) => sum + messages, 0),
    of: catalogue.listedCount(),
    times: { unit, buckets: [...buckets], earlier, later, byDate, undated },
    evidence: [...evidence],
    cells: [...cells],
  };
}
