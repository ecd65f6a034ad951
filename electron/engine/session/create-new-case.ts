import { createCase } from '../case/case-store';
import { coverJournal } from '../custody/cover-journal';
import { JournalTree } from '../custody/journal-tree';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';

/** Makes a case on disk, signs its first checkpoint and closes it again; gives its place and id. */
export async function createNewCase(
  dir: string,
  title: { readonly name: string; readonly number: string },
  signer: Signer,
  env: Environment,
): Promise<{ readonly path: string; readonly id: string }> {
  const store = await createCase(dir, title, signer, env);
  try {
    await coverJournal(store, new JournalTree(store.paths.journal), signer);
    return { path: store.dir, id: store.view.id };
  } finally {
    await store.close();
  }
}
