import type { MessageRow } from '../../../shared/contract/model';
import type { ListRequest } from '../catalogue/catalogue';
import type { CaseSession } from './case-session';
import { relatedTo } from './related-to';

interface MessagePage {
  readonly total: number;
  readonly of: number;
  readonly reading: number;
  readonly messages: MessageRow[];
}

/** The message list; the query is in the search field's language. */
export async function listMessages(session: Pick<CaseSession, 'catalogue'>, asked: ListRequest): Promise<MessagePage> {
  const related = await relatedTo(session, asked.query);
  const { total, of, reading, rows } = session.catalogue.list(asked, related);
  return { total, of, reading, messages: [...rows] };
}
