/** What the examiner told a case, for the rules: whom to protect, and where boundaries were moved to. */
import type { CaseContext, HostClock } from '../../../shared/analysis/case-context';
import type { CaseView, Examination } from './case-view';

const NOTHING_TOLD: Examination = { protected: { names: [], domains: [], addresses: [] }, boundaries: [] };

export function examinationOf(view: CaseView): Examination {
  return view.examination ?? NOTHING_TOLD;
}

/** The examiner's boundary of a message; undefined where it stands as proposed. */
export function boundaryMoveOf(view: CaseView, ref: string): Examination['boundaries'][number] | undefined {
  return examinationOf(view).boundaries.find((move) => move.ref === ref);
}

/** What the rules are to know about all messages of the case. */
export function caseContextOf(view: CaseView, clocks: readonly HostClock[]): CaseContext {
  return { protected: examinationOf(view).protected, clocks, trustedHops: null };
}

/** The same for one message. */
export function messageContextOf(view: CaseView, clocks: readonly HostClock[], ref: string): CaseContext {
  return { ...caseContextOf(view, clocks), trustedHops: boundaryMoveOf(view, ref)?.trustedHops ?? null };
}
