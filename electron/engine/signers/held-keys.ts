/** Keys of OpenPGP that a case holds: read from the vault's files, as certificates are. */
import type { HeldFrom } from '../../../shared/signers/chain-link';
import { collectKeys, type HeldKeys } from '../../../shared/signers/pgp/held-keys';
import { KEY_FORMAT, type KeyFile, readKeyFile } from '../../../shared/signers/pgp/key-file';
import type { CaseStore } from '../case/case-store';
import { heldFiles, readOnce } from '../case/held-files';
import { sharedCopy } from './shared-copy';

const MAX_BYTES = 64 << 20;

/** In the order of the evidence items. */
export const heldKeys = readOnce(readAll);

async function readAll(store: CaseStore): Promise<HeldKeys> {
  const files: (readonly [KeyFile, HeldFrom])[] = [];
  for await (const { bytes, evidence } of heldFiles(store, KEY_FORMAT)) {
    files.push([readKeyFile(bytes), { evidence: evidence.number }]);
  }
  const collected = collectKeys(files, MAX_BYTES);
  return { ...collected, bytes: sharedCopy(collected.bytes) };
}
