/**
 * The acts that people take in a case, one function each: writes the record, names it in the journal, returns the entry.
 *
 * What each act's record and subject hold is decided here and nowhere else.
 */
import { FailureError } from '../../../shared/contract/failure';
import type { HashSolution } from '../../../shared/contract/hash-solution';
import type { Annotation, Assessment, Exhibit } from '../../../shared/contract/model';
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import type { Signer } from '../identity/signer';
import type { CaseStore } from './case-store';
import { freeLabels } from './exhibit-label';
import { writeListing } from './listing';
import type { RecordData } from './records';
import { withTrueNames } from './references';
import { exhibitsOf, nextEvidenceNumber } from './selectors';
import type { SubjectOf } from './subjects';

/** Begins an import: takes the next evidence number, and keeps what was asked for, so that it can be continued. */
export async function beginEvidence(
  store: CaseStore,
  signer: Signer,
  request?: Omit<RecordData<'begin'>, 'number'>,
): Promise<string> {
  const number = nextEvidenceNumber(store.view);
  const record = request === undefined ? undefined : await store.writeRecord(signer, 'begin', { ...request, number });
  await store.act(signer, 'evidence.begin', record === undefined ? { number } : { number, record });
  return number;
}

/** Ends an import: the evidence item is received. Its objects must be in the vault. */
export async function receiveEvidence(
  store: CaseStore,
  signer: Signer,
  item: RecordData<'evidence'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'evidence', item);
  const { number, sha256, bytes, messages, files, messageList } = item;
  const subject = { number, sha256, bytes, messages, setAside: item.setAside.length, files, messageList, record };
  return await store.act(signer, 'evidence.receive', subject);
}

/**
 * Ends an import that was cancelled or killed; the objects that it left are listed, so that every object is accounted for.
 *
 * @param reason why, in words: "cancelled by the examiner", "the program ended during the import"
 */
export async function abandonEvidence(
  store: CaseStore,
  signer: Signer,
  item: { readonly number: string; readonly reason: string },
): Promise<JournalLine> {
  const isOfEarlierSession = store.interrupted.some(({ number }) => number === item.number);
  const found = await store.leftOver();
  const objects = isOfEarlierSession ? await withTrueNames(store.vault, found) : found;
  const leftOver = await writeListing(store.vault, objects);
  const record = await store.writeRecord(signer, 'abandon', { ...item, leftOver });
  return await store.act(signer, 'evidence.abandon', { number: item.number, objects: objects.length, record });
}

export async function assessFinding(
  store: CaseStore,
  signer: Signer,
  assessment: RecordData<'assessment'>,
): Promise<Assessment> {
  const record = await store.writeRecord(signer, 'assessment', assessment);
  const { ref, message, rule, ruleVersion, decision, reason } = assessment;
  const { entry } = await store.act(signer, 'finding.assess', { ref, message, rule, ruleVersion, record });
  return { ref, rule, decision, reason, by: entry.actor.name, at: entry.at, entry: entry.seq };
}

export async function annotateMessage(
  store: CaseStore,
  signer: Signer,
  annotation: Omit<RecordData<'annotation'>, 'id'>,
): Promise<Annotation> {
  const id = store.env.uuid();
  const record = await store.writeRecord(signer, 'annotation', { ...annotation, id });
  const { ref, message, note, tags, span } = annotation;
  const { entry } = await store.act(signer, 'message.annotate', { ref, message, annotation: id, record });
  return { id, ref, note, tags, span, by: entry.actor.name, at: entry.at, entry: entry.seq };
}

/** Records a hashed time that was found; the journal names the message and the record, never the text. */
export async function recordSolution(
  store: CaseStore,
  signer: Signer,
  { kind, ...solution }: Omit<RecordData<'solution'>, 'recipe'> & { readonly kind: string },
): Promise<HashSolution> {
  const record = await store.writeRecord(signer, 'solution', { ...solution, recipe: kind });
  const { ref, message, ...facts } = solution;
  const { entry } = await store.act(signer, 'time.solve', { ref, message, record });
  return { ref, kind, ...facts, by: entry.actor.name, at: entry.at, entry: entry.seq };
}

/** Moves the trust boundary of a message. @param move `trustedHops` null: back to what its fields propose */
export async function moveBoundary(
  store: CaseStore,
  signer: Signer,
  move: RecordData<'boundary'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'boundary', move);
  return await store.act(signer, 'boundary.move', { ref: move.ref, message: move.message, record });
}

/** Sets the list of those to be protected. */
export async function changeProtection(
  store: CaseStore,
  signer: Signer,
  list: RecordData<'protection'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'protection', list);
  return await store.act(signer, 'protection.change', { record });
}

/** Sets the list of persons whom a redacted packet does not name. */
export async function changeRedaction(
  store: CaseStore,
  signer: Signer,
  list: RecordData<'redaction'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'redaction', list);
  return await store.act(signer, 'redaction.change', { record });
}

/** Keeps a search under a name; one with the same id is replaced. The journal names the id, never the words. */
export async function saveSearch(store: CaseStore, signer: Signer, search: RecordData<'search'>): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'search', search);
  return await store.act(signer, 'search.save', { search: search.id, record });
}

export async function removeSearch(store: CaseStore, signer: Signer, search: string): Promise<JournalLine> {
  return await store.act(signer, 'search.remove', { search });
}

/** A message to be an exhibit, with the SHA-256 of its bytes. */
export interface ExhibitChoice {
  readonly ref: string;
  readonly message: string;
}

/**
 * Makes messages exhibits, labelled A, B, … in the order given; those that are exhibits already keep their labels.
 *
 * @param label for a single message, instead of the next free one
 * @throws FailureError `bad-request` when the label is in use or given for several messages
 */
export async function addExhibits(
  store: CaseStore,
  signer: Signer,
  choices: readonly ExhibitChoice[],
  label?: string,
): Promise<readonly Exhibit[]> {
  const known = new Set(store.view.exhibits.map(({ ref }) => ref));
  const fresh = [...new Map(choices.map((choice) => [choice.ref, choice])).values()].filter(
    ({ ref }) => !known.has(ref),
  );
  if (label !== undefined && fresh.length !== 1) {
    throw new FailureError(
      'bad-request',
      'A label can be given to exactly one message that is not an exhibit yet. Nothing was changed. Choose one message, or leave the label out.',
    );
  }
  const labels = label === undefined ? freeLabels(store.view, fresh.length) : [label];
  const exhibits = fresh.map(({ ref, message }, index) => ({ label: labels[index] ?? '', ref, message }));
  if (exhibits.length > 0) {
    await store.act(signer, 'exhibit.add', { exhibits });
  }
  return exhibitsOf(store.view);
}

/** Messages that are not exhibits are passed over. */
export async function removeExhibits(
  store: CaseStore,
  signer: Signer,
  refs: readonly string[],
): Promise<readonly Exhibit[]> {
  const chosen = new Set(refs);
  const exhibits = exhibitsOf(store.view).filter(({ ref }) => chosen.has(ref));
  if (exhibits.length > 0) {
    await store.act(signer, 'exhibit.remove', { exhibits });
  }
  return exhibitsOf(store.view);
}

/** Records the examiner's words for a section of the report. */
export async function writeBriefing(
  store: CaseStore,
  signer: Signer,
  words: RecordData<'briefing'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'briefing', words);
  return await store.act(signer, 'briefing.write', { section: words.section, record });
}

/** Records a time stamp over a checkpoint; its objects must be in the vault. */
export async function recordTimestamp(
  store: CaseStore,
  signer: Signer,
  stamp: SubjectOf<'custody.timestamp'>,
): Promise<JournalLine> {
  return await store.act(signer, 'custody.timestamp', { ...stamp });
}

/** Records what happened to an examiner's key: the journal names the key, the record says more. */
export async function noteIdentity(
  store: CaseStore,
  signer: Signer,
  notice: RecordData<'notice'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'notice', notice);
  const { about, key } = notice;
  return await store.act(signer, 'identity.notice', { about, key, record });
}

/** Records a packet. `exhibits`: the labels in it; `redaction`: the entry with the list of persons whom it does not name. */
export async function recordExport(
  store: CaseStore,
  signer: Signer,
  packet: SubjectOf<'packet.export'>,
): Promise<JournalLine> {
  return await store.act(signer, 'packet.export', { ...packet });
}

/** Records that a message or a file attached to it is given out, before any of its bytes leave. */
export async function recordCopy(store: CaseStore, signer: Signer, copy: RecordData<'copy'>): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'copy', copy);
  const { ref, message, what, sha256, bytes } = copy;
  return await store.act(signer, 'copy.save', { ref, message, what, sha256, bytes, record });
}

/** Records a comparison with voter files: the journal names them by hash, the record says what came of it. */
export async function recordComparison(
  store: CaseStore,
  signer: Signer,
  comparison: RecordData<'comparison'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'comparison', comparison);
  const files = comparison.files.map(({ sha256, bytes }) => ({ sha256, bytes }));
  return await store.act(signer, 'voters.compare', { messages: comparison.messages, files, record });
}

/** Records that the case was verified; `failed` names the checks that failed. */
export async function recordVerification(
  store: CaseStore,
  signer: Signer,
  outcome: { readonly ok: boolean; readonly failed: readonly string[] },
): Promise<JournalLine> {
  const result = outcome.ok ? 'intact' : 'not intact';
  return await store.act(signer, 'case.verify', { result, failed: outcome.failed });
}
