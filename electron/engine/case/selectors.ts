/** What others want to know of a case's view, in the shapes of the contract. */

import type { CopyView } from '../../../shared/contract/copy';
import type { HashSolution } from '../../../shared/contract/hash-solution';
import type { Annotation, Assessment, Evidence, Exhibit } from '../../../shared/contract/model';
import type { CaseView, EvidenceView } from './case-view';

export function toEvidence(item: EvidenceView): Evidence {
  const { number, name, format, bytes, sha256, messages, setAside } = item;
  const { receivedAt, receivedFrom, source, note, sameAs = null, packet } = item;
  const said = {
    number,
    name,
    format,
    bytes,
    sha256,
    messages,
    setAside,
    receivedAt,
    receivedFrom,
    source,
    note,
    sameAs,
  };
  return packet === undefined ? said : { ...said, packet };
}

export function evidenceOf(view: CaseView): readonly Evidence[] {
  return view.evidence.map(toEvidence);
}

export function findEvidence(view: CaseView, number: string): EvidenceView | null {
  return view.evidence.find((item) => item.number === number) ?? null;
}

/** `E-001` for the first; numbers of abandoned imports are not given again. */
export function nextEvidenceNumber(view: CaseView): string {
  const used = [...view.evidence, ...view.openImports, ...view.abandoned].map(({ number }) => Number(number.slice(2)));
  return `E-${String(Math.max(0, ...used) + 1).padStart(3, '0')}`;
}

export function exhibitsOf(view: CaseView): readonly Exhibit[] {
  return view.exhibits.map(({ label, ref }) => ({ label, ref }));
}

export function exhibitLabel(view: CaseView, ref: string): string | null {
  return view.exhibits.find((exhibit) => exhibit.ref === ref)?.label ?? null;
}

export function assessmentOf(view: CaseView, ref: string, rule: string): Assessment | null {
  return view.assessments.find((item) => item.ref === ref && item.rule === rule) ?? null;
}

export function annotationsOf(view: CaseView, ref: string): readonly Annotation[] {
  return view.annotations.filter((item) => item.ref === ref);
}

/** What was given out of a message. */
export function copiesOf(view: CaseView, ref: string): CopyView[] {
  return (view.copies ?? []).filter((item) => item.ref === ref).map(({ ref: _, ...copy }) => copy);
}

/** Hashed times of a message that were found on demand. */
export function solutionsOf(view: CaseView, ref: string): readonly HashSolution[] {
  return view.solutions?.filter((item) => item.ref === ref) ?? [];
}

export function messageCount(view: CaseView): number {
  return view.evidence.reduce((sum, item) => sum + item.messages, 0);
}
