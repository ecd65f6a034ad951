/** Keys of OpenPGP that a case holds: read from the vault's files, as certificates are. */
import type { HeldFrom } from '../../../shared/signers/chain-link';
import { collectKeys, type HeldKeys } from '../../../shared/signers/pgp/held-keys';
import { KEY_FORMAT, type KeyFile, readKeyFile } from '../../../shared/signers/pgp/key-file';
import type { CaseStore } from '../case/case-store';
import { heldFiles } from '../case/held-files';
import { sharedCopy } from './shared-copy';

const MAX_BYTES = 64 << 20;

const read = new WeakMap<CaseStore, { readonly upTo: number; readonly held: Promise<HeldKeys> }>();

/** Read once, and again when evidence was received. */
export async function heldKeys(store: CaseStore): Promise<HeldKeys> {
  const upTo = store.view.evidence.length;
  const known = read.get(store);
  const held = known?.upTo === upTo ? known.held : readAll(store);
  read.set(store, { upTo, held });
  return await held;
}

async function readAll(store: CaseStore): Promise<HeldKeys> {
  const files: (readonly [KeyFile, HeldFrom])[] = [];
  for await (const { bytes, evidence } of heldFiles(store, KEY_FORMAT)) {
    files.push([readKeyFile(bytes), { evidence: evidence.number }]);
  }
  const collected = collectKeys(files, MAX_BYTES);
  return { ...collected, bytes: sharedCopy(collected.bytes) };
}
