/** What a person gives beside a packet for its check: lists of revoked certificates, and checkpoints of earlier packets. */
import { FailureError } from '../../../shared/contract/failure';
import type { RevocationList } from '../../../shared/packet-format/revocation-list';
import { parseCheckpoint } from '../../../shared/packet-format/tree/checkpoint';
import { identityTold } from '../../../shared/wording/identity';
import type { GivenCheckpoint } from '../custody/examine-checkpoints';
import { revocationListsOf } from '../identity/revoke-certificate';
import { smallFile } from '../identity/small-file';

export interface GivenBeside {
  readonly revocations: readonly RevocationList[];
  readonly against: readonly GivenCheckpoint[];
}

/** @throws FailureError `not-found`, `unreadable-input` where a file is neither */
export async function readBeside(paths: readonly string[]): Promise<GivenBeside> {
  const revocations: RevocationList[] = [];
  const against: GivenCheckpoint[] = [];
  for (const file of paths) {
    const bytes = await smallFile(file);
    const lists = revocationListsOf(bytes);
    if (lists.length === 0 && !parseCheckpoint(bytes).ok) {
      throw new FailureError('unreadable-input', identityTold.notBeside(file));
    }
    if (lists.length > 0) {
      revocations.push(...lists);
    } else {
      against.push({ file, bytes });
    }
  }
  return { revocations, against };
}
