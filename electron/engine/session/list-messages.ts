import type { MessageRow } from '../../../shared/contract/model';
import type { ListRequest } from '../catalogue/catalogue';
import type { CaseSession } from './case-session';

/** The message list; the query is in the search field's language. */
export function listMessages(
  session: CaseSession,
  asked: ListRequest,
): { readonly total: number; readonly of: number; readonly reading: number; readonly messages: MessageRow[] } {
  const { total, of, reading, rows } = session.catalogue.list(asked);
  return { total, of, reading, messages: [...rows] };
}
