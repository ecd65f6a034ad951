/**
 * The acts of custody and of the case's rules, one function each: what each act's record and subject hold is decided
 * here and in `acts.ts`, and nowhere else.
 */
import { type ProposableAct, standingApproval } from '../../../shared/packet-format/case-rules';
import type { JournalLine, JournalSubject } from '../../../shared/packet-format/journal-line';
import type { Signer } from '../identity/signer';
import type { CaseStore } from './case-store';
import { rulesOf } from './project-handling';
import type { RecordData } from './records';

export async function handOver(
  store: CaseStore,
  signer: Signer,
  transfer: RecordData<'handOver'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'handOver', transfer);
  return await store.act(signer, 'custody.hand-over', { record });
}

export async function takeOver(store: CaseStore, signer: Signer, taken: RecordData<'takeOver'>): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'takeOver', taken);
  return await store.act(signer, 'custody.take-over', { handOver: taken.handOver, record });
}

/** Records what was given to, or taken from, somebody outside; the document must be in the vault. */
export async function recordReceipt(
  store: CaseStore,
  signer: Signer,
  receipt: RecordData<'receipt'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'receipt', receipt);
  const { direction, document } = receipt;
  const named = document === null ? {} : { document };
  return await store.act(signer, 'custody.receipt', { direction, ...named, record });
}

/** Records what was done with items; nothing is removed from the vault. */
export async function dispose(
  store: CaseStore,
  signer: Signer,
  disposal: RecordData<'disposal'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'disposal', disposal);
  const { items, manner } = disposal;
  return await store.act(signer, 'custody.dispose', { items, manner, record });
}

export async function correct(
  store: CaseStore,
  signer: Signer,
  correction: RecordData<'correction'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'correction', correction);
  return await store.act(signer, 'custody.correct', { entry: correction.entry, record });
}

/** Records that work goes on from an earlier state of the case than the one that this computer had seen. */
export async function restore(
  store: CaseStore,
  signer: Signer,
  restored: { readonly seen: { readonly seq: number; readonly hash: string }; readonly reason: string },
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'restore', { reason: restored.reason });
  return await store.act(signer, 'custody.restore', { seen: restored.seen, record });
}

export async function assignRole(store: CaseStore, signer: Signer, given: RecordData<'role'>): Promise<JournalLine> {
  const subject = withApproval(store, 'role.assign', { key: given.key, role: given.role });
  store.refuse(signer, 'role.assign', subject);
  const record = await store.writeRecord(signer, 'role', given);
  return await store.act(signer, 'role.assign', { ...subject, record });
}

export async function setPolicy(store: CaseStore, signer: Signer, policy: RecordData<'policy'>): Promise<JournalLine> {
  const subject = withApproval(store, 'policy.set', { twoPersons: policy.twoPersons });
  store.refuse(signer, 'policy.set', subject);
  const record = await store.writeRecord(signer, 'policy', policy);
  return await store.act(signer, 'policy.set', { ...subject, record });
}

/** Puts something before a second person. @param about what exactly, as the act's own subject will say it */
export async function propose(
  store: CaseStore,
  signer: Signer,
  proposal: { readonly act: ProposableAct; readonly about: JournalSubject; readonly note: string },
): Promise<JournalLine> {
  const { act, about, note } = proposal;
  const record = await store.writeRecord(signer, 'proposal', { note });
  return await store.act(signer, 'release.propose', { act, about, record });
}

export async function decide(
  store: CaseStore,
  signer: Signer,
  decision: RecordData<'decision'> & { readonly proposal: number },
): Promise<JournalLine> {
  const { proposal, approved, reason } = decision;
  store.refuse(signer, 'release.decide', { proposal, approved });
  const record = await store.writeRecord(signer, 'decision', { approved, reason });
  return await store.act(signer, 'release.decide', { proposal, approved, record });
}

/** The subject with the decision that allows it, where one stands. */
export function withApproval<T extends JournalSubject>(
  store: CaseStore,
  act: ProposableAct,
  subject: T,
): T & { readonly approval?: number } {
  const decision = standingApproval(rulesOf(store.view), act, subject)?.decisions.findLast(({ approved }) => approved);
  return decision === undefined ? subject : { ...subject, approval: decision.entry };
}
