import { FailureError } from '../../../shared/contract/failure';
import type { Decision, FindingView } from '../../../shared/contract/model';
import * as acts from '../case/acts';
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
  const { sha256 } = session.messageAt(ref);
  const finding = listFindings(session, { ref, rule })[0];
  if (finding === undefined) {
    throw new FailureError('not-found', `The rule ${rule} has observed nothing in ${ref}. Nothing was recorded.`);
  }
  const { ruleVersion } = finding;
  const data = { ref, message: sha256, rule, ruleVersion, decision, reason };
  const assessment = await acts.assessFinding(session.store, signer, data);
  return { entry: assessment.entry, finding: { ...finding, assessment } };
}
