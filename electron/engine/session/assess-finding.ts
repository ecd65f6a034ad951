import { FailureError } from '../../../shared/contract/failure';
import type { Decision, FindingView } from '../../../shared/contract/model';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { listFindings } from './list-findings';

/**
 * Records the examiner's decision on a finding. A later decision on the same finding takes its place in the view; both
 * stay in the journal.
 *
 * @throws FailureError `not-found` when the rule has observed nothing in that message
 */
export async function assessFinding(
  session: CaseSession,
  signer: Signer,
  judgement: { readonly ref: string; readonly rule: string; readonly decision: Decision; readonly reason: string },
): Promise<{ readonly entry: number; readonly finding: FindingView }> {
  const { ref, rule, decision, reason } = judgement;
  const message = session.messageAt(ref);
  const finding = listFindings(session, { ref, rule })[0];
  if (finding === undefined) {
    throw new FailureError('not-found', `The rule ${rule} has observed nothing in ${ref}. Nothing was recorded.`);
  }
  const record = await session.store.writeRecord('assessment', {
    ref,
    message: message.sha256,
    rule,
    ruleVersion: finding.ruleVersion,
    decision,
    reason,
  });
  const line = await session.store.act(signer, 'finding.assess', { ref, message: message.sha256, rule, record });
  const assessed = listFindings(session, { ref, rule })[0] ?? finding;
  return { entry: line.entry.seq, finding: assessed };
}
