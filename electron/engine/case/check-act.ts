import { FailureError } from '../../../shared/contract/failure';
import type { JournalAct, JournalSubject } from '../../../shared/packet-format/journal-line';
import type { CaseView } from './case-view';
import type { EntryMaterial } from './project';
import { parseSubject, RECORD_KIND_OF_ACT } from './subjects';

/**
 * Refuses an act that would not fit the case as it stands, before anything is written.
 *
 * @throws FailureError `bad-request` for what a person asked for; a plain Error for a bug in the caller
 */
export function checkAct(view: CaseView, act: JournalAct, subject: JournalSubject, material: EntryMaterial): void {
  if (parseSubject(act, subject) === null) {
    throw new Error(`the subject of ${act} does not have its shape`);
  }
  const isWithout = material.record === null && act === 'evidence.begin';
  if (!isWithout && material.record?.kind !== RECORD_KIND_OF_ACT[act]) {
    throw new Error(`the record of ${act} is not of its kind`);
  }
  CHECKS.get(act)?.(view, subject);
}

type Check = (view: CaseView, subject: JournalSubject) => void;

const CHECKS: ReadonlyMap<JournalAct, Check> = new Map<JournalAct, Check>([
  ['case.create', (view) => refuseIf(view.id !== '', 'This case has been created already.')],
  ['evidence.begin', checkBegin],
  ['evidence.receive', checkOpenImport],
  ['evidence.abandon', checkOpenImport],
  ['exhibit.add', checkExhibits],
]);

function checkBegin(view: CaseView, subject: JournalSubject): void {
  const number = parseSubject('evidence.begin', subject)?.number;
  const taken = [...view.evidence, ...view.openImports, ...view.abandoned].some((item) => item.number === number);
  refuseIf(taken, `The evidence number ${number} is already in use.`);
}

function checkOpenImport(view: CaseView, subject: JournalSubject): void {
  const number = subject['number'];
  const isOpen = view.openImports.some((open) => open.number === number);
  refuseIf(!isOpen, `The receiving of ${String(number)} has not begun or has ended already.`);
}

function checkExhibits(view: CaseView, subject: JournalSubject): void {
  const added = parseSubject('exhibit.add', subject)?.exhibits ?? [];
  const labels = new Set(view.exhibits.map(({ label }) => label));
  const refs = new Set(view.exhibits.map(({ ref }) => ref));
  for (const { label, ref } of added) {
    refuseIf(labels.has(label), `The exhibit label ${label} is already in use.`);
    refuseIf(refs.has(ref), `The message ${ref} is already an exhibit.`);
    labels.add(label);
    refs.add(ref);
  }
}

function refuseIf(isWrong: boolean, what: string): void {
  if (isWrong) {
    throw new FailureError(
      'bad-request',
      `${what} Nothing was changed. Look at the case as it stands now, and try again.`,
    );
  }
}
