import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import type { Examiner } from '../../../shared/contract/model';
import { IDENTITY_NAME } from '../identity/profile-folder';
import { readIdentity } from '../identity/read-identity';

/** The profile's default identity, without its key; null before one was made. */
export async function profileExaminer(home: string): Promise<Examiner | null> {
  try {
    const { name, organisation, fingerprint } = await readIdentity(join(home, IDENTITY_NAME));
    return { name, organisation, fingerprint };
  } catch (error) {
    if (error instanceof FailureError && error.code === 'no-identity') {
      return null;
    }
    throw error;
  }
}
