import { createCase } from '../case/case-store';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';

/** Makes a case on disk and closes it again; gives its place and id. */
export async function createNewCase(
  dir: string,
  title: { readonly name: string; readonly number: string },
  signer: Signer,
  env: Environment,
): Promise<{ readonly path: string; readonly id: string }> {
  const store = await createCase(dir, title, signer, env);
  try {
    return { path: store.dir, id: store.view.id };
  } finally {
    await store.close();
  }
}
