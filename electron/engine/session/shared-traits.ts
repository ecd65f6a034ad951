import type { Relation } from '../../../shared/analysis/across/find-relations';
import { keyOfText } from '../../../shared/analysis/across/trait';
import { batchesOf } from '../catalogue/message-batches';
import { refOfId } from '../catalogue/message-id';
import type { WrittenTrait } from '../message/read-traits';
import type { CaseSession } from './case-session';

/** What these messages can share, by their ids: read from the messages again, as the catalogue keeps numbers only. */
export async function writtenTraits(
  { catalogue, pool, store }: Pick<CaseSession, 'catalogue' | 'pool' | 'store'>,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly WrittenTrait[]>> {
  const messages = [...ids]
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const range = catalogue.range(refOfId(id));
      return range === undefined ? [] : [{ id, object: range.object, offset: range.offset, length: range.length }];
    });
  const read = [...batchesOf(messages)].map(async (batch) => {
    const places = batch.map(({ object, offset, length }) => ({ path: store.vault.pathOf(object), offset, length }));
    const traits = await pool.traits(places);
    return batch.map(({ id }, index) => [id, traits[index] ?? []] as const);
  });
  return new Map((await Promise.all(read)).flat());
}

/** Of the kind that brought the messages together, what they share; of the other kinds, all. */
export function sharedTraits(
  traits: readonly WrittenTrait[],
  { kind: { by }, keys, shown }: Relation,
): readonly WrittenTrait[] {
  return traits.filter(({ kind, text }) => shown.includes(kind) && (kind !== by || keys.includes(keyOfText(text))));
}
