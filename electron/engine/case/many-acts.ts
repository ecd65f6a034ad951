/** Acts on several messages at once: one entry that names them, one record of what was said of all of them. */
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import type { Signer } from '../identity/signer';
import type { CaseStore } from './case-store';
import type { RecordData } from './records';

/** A message that an act is about, with the SHA-256 of its bytes. */
export interface Target {
  readonly ref: string;
  readonly message: string;
}

/** One decision on what a rule observed in each of the messages. */
export async function assessMany(
  store: CaseStore,
  signer: Signer,
  targets: readonly Target[],
  judgement: RecordData<'judgement'>,
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'judgement', judgement);
  const { rule, ruleVersion } = judgement;
  return await store.act(signer, 'finding.assess-many', { rule, ruleVersion, targets, record });
}

/** One note on each of the messages as a whole. */
export async function annotateMany(
  store: CaseStore,
  signer: Signer,
  targets: readonly Target[],
  { note, tags }: Omit<RecordData<'remark'>, 'id'>,
): Promise<JournalLine> {
  const id = store.env.uuid();
  const record = await store.writeRecord(signer, 'remark', { id, note, tags });
  return await store.act(signer, 'message.annotate-many', { annotation: id, targets, record });
}

/** Puts a tag on messages, or takes it off. */
export async function changeTag(
  store: CaseStore,
  signer: Signer,
  act: 'tag.add' | 'tag.remove',
  { tag, targets }: { readonly tag: string; readonly targets: readonly Target[] },
): Promise<JournalLine> {
  const record = await store.writeRecord(signer, 'tag', { tag });
  return await store.act(signer, act, { targets, record });
}
