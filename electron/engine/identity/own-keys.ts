import { keyFingerprint } from './key-pair';
import { readIdentity } from './read-identity';

/**
 * Fingerprints of the keys that are known here: those of an identity and of the root that vouches for it. None where there
 * is no identity, or its file is damaged.
 */
export async function ownKeys(file: string): Promise<readonly string[]> {
  const own = await readIdentity(file).catch(() => null);
  const root = own?.issuersPem.at(-1);
  const rootKey = root === undefined ? null : keyFingerprint(root);
  return [own?.fingerprint ?? null, rootKey].filter((key) => key !== null);
}
