import type { FindingView } from '../../../shared/contract/model';
import { findingView } from '../message/finding-view';
import type { CaseSession } from './case-session';

/** What the rules observed, in the order of messages and bytes, each with the examiner's assessment. */
export function listFindings(
  session: CaseSession,
  asked: { readonly ref?: string; readonly rule?: string },
): readonly FindingView[] {
  if (asked.ref !== undefined) {
    session.messageAt(asked.ref);
  }
  const { view } = session.store;
  return Array.from(session.catalogue.findings(asked), (finding) => findingView(view, finding.ref, finding));
}
