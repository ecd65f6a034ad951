import { FailureError } from '../../../shared/contract/failure';
import { roleAgainst, ruleAgainst } from '../../../shared/packet-format/case-rules';
import { JOURNAL_ACTS, type JournalAct, type JournalSubject } from '../../../shared/packet-format/journal-line';
import type { CaseView } from './case-view';
import type { EntryMaterial } from './project';
import { handlingOf, rulesOf } from './project-handling';
import type { RecordKind } from './records';
import { parseSubject, RECORD_KIND_OF_ACT } from './subjects';

/**
 * Refuses an act that would not fit the case as it stands, before anything is written.
 *
 * @param key fingerprint of the key that is to sign it
 * @throws FailureError `bad-request` for what a person asked for; a plain Error for a bug in the caller
 */
export function checkAct(
  view: CaseView,
  { act, subject }: { readonly act: JournalAct; readonly subject: JournalSubject },
  key: string,
  material: EntryMaterial,
): void {
  if (parseSubject(act, subject) === null) {
    throw new Error(`the subject of ${act} does not have its shape`);
  }
  const isWithout = material.record === null && act === 'evidence.begin';
  if (!isWithout && material.record?.kind !== RECORD_KIND_OF_ACT[act]) {
    throw new Error(`the record of ${act} is not of its kind`);
  }
  checkRules(view, { act, subject }, key);
  CHECKS.get(act)?.(view, subject);
}

/**
 * Refuses what the case's rules do not allow this key, or not without a second person.
 *
 * @throws FailureError `bad-request`
 */
export function checkRules(
  view: CaseView,
  act: { readonly act: JournalAct; readonly subject: JournalSubject },
  key: string,
): void {
  const against = ruleAgainst(rulesOf(view), act, key);
  if (against !== null) {
    throw new FailureError('bad-request', against);
  }
}

/**
 * Refuses a record of an act that the key's role does not have.
 *
 * @throws FailureError `bad-request`
 */
export function refuseRole(view: CaseView, kind: RecordKind, key: string): void {
  const act = JOURNAL_ACTS.find((one) => RECORD_KIND_OF_ACT[one] === kind);
  const against = act === undefined ? null : roleAgainst(rulesOf(view), act, key);
  if (against !== null) {
    throw new FailureError('bad-request', against);
  }
}

type Check = (view: CaseView, subject: JournalSubject) => void;

const CHECKS: ReadonlyMap<JournalAct, Check> = new Map<JournalAct, Check>([
  ['case.create', (view) => refuseIf(view.id !== '', 'This case has been created already.')],
  ['evidence.begin', checkBegin],
  ['evidence.receive', checkOpenImport],
  ['evidence.abandon', checkOpenImport],
  ['search.remove', checkSearch],
  ['exhibit.add', checkExhibits],
  ['custody.take-over', checkTakeOver],
  ['custody.correct', checkCorrection],
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

function checkSearch({ searches = [] }: CaseView, subject: JournalSubject): void {
  refuseIf(!searches.some(({ id }) => id === subject['search']), 'There is no such saved search any more.');
}

function checkTakeOver(view: CaseView, subject: JournalSubject): void {
  const number = subject['handOver'];
  refuseIf(!view.handOvers.some(({ entry }) => entry === number), `Entry ${String(number)} is not a hand-over.`);
  const isTaken = handlingOf(view).takeOvers.some(({ handOver }) => handOver === number);
  refuseIf(isTaken, `The hand-over of entry ${String(number)} was taken over already.`);
}

function checkCorrection(view: CaseView, subject: JournalSubject): void {
  const entry = subject['entry'];
  refuseIf(typeof entry !== 'number' || entry > view.head.seq, `The journal has no entry ${String(entry)}.`);
}

function refuseIf(isWrong: boolean, what: string): void {
  if (isWrong) {
    throw new FailureError(
      'bad-request',
      `${what} Nothing was changed. Look at the case as it stands now, and try again.`,
    );
  }
}
