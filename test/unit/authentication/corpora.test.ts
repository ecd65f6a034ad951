import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BodyHasher } from '../../../shared/authentication/body-hash';
import { readSignature, signaturesOf } from '../../../shared/authentication/signature';
import { UNDO_BYTES, undoChanges } from '../../../shared/authentication/undo/undo';
import { readAnatomy, readHeader } from '../../../shared/email/anatomy';
import { everyNth, filesBelow, hasSharedCorpora, sharedCorpora } from '../email/corpora';

/** Signatures of real mail: every body hash as another program computed it, and how many changes of lists are explained. */

describe.skipIf(!hasSharedCorpora)('signatures of real mail', () => {
  test('every body hash is that of the independent computation', { timeout: 300_000 }, () => {
    const rows = readFileSync(join(sharedCorpora, 'truth/dkim_bh.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'));
    const differ: string[] = [];
    const known = new Map<string, readonly string[]>();
    for (const [path = '', type, index, , , , , , , result = ''] of rows) {
      const file = join(sharedCorpora, path);
      const ours = known.get(path) ?? (existsSync(file) ? bodyHashes(new Uint8Array(readFileSync(file))) : []);
      known.set(path, ours);
      const our = ours[Number(index) - 1];
      if (our !== result.toLowerCase()) {
        differ.push(`${path} ${type} ${index}: ${our}, expected ${result}`);
      }
    }
    console.log(`${rows.length} signatures in ${known.size} files compared, ${differ.length} differ`);
    expect(rows.length).toBeGreaterThan(3_000);
    expect(differ.filter((line) => !DIFFERENCES.has(line))).toEqual([]);
  });

  test.each([
    ['usrp-users.lists.ettus.com', 3, 0.75],
    ['clang-built-linux.googlegroups.com', 3, 0.85],
  ] as const)('%s: what the list changed is undone', { timeout: 300_000 }, (list, step, share) => {
    let mismatches = 0;
    let explained = 0;
    for (const file of everyNth(filesBelow(join(sharedCorpora, 'ham/lists', list)), step)) {
      const bytes = new Uint8Array(readFileSync(file));
      const anatomy = readAnatomy(bytes);
      const hasher = new BodyHasher(bytes.subarray(anatomy.bodyStart), anatomy.bodyStart, true);
      const signatures = [...signaturesOf(anatomy.fields, 'dkim'), ...signaturesOf(anatomy.fields, 'arc-message')];
      for (const signature of signatures.filter((one) => hasher.answer(one).result === 'mismatch')) {
        const undone = undoChanges(bytes, anatomy, signature, UNDO_BYTES);
        mismatches += 1;
        explained += undone === undefined ? 0 : 1;
        expect(
          undone?.added.every(({ start, end }) => start >= anatomy.bodyStart && end <= bytes.length && start < end) ??
            true,
        ).toBe(true);
      }
    }
    console.log(`${list}: ${explained} of ${mismatches} changed bodies explained`);
    expect(explained / mismatches).toBeGreaterThan(share);
  });
});

/** Signatures without a body hash (`bh`): they claim nothing that could be compared. */
const DIFFERENCES: ReadonlySet<string> = new Set(
  [
    ...[1, 2, 3, 4, 5].map((index) => `dkim_many_sigs.eml DKIM ${index}`),
    ...[1, 2, 3, 4].map((index) => `dkim_sigs_at_limit.eml DKIM ${index}`),
  ].map((name) => `auth-suites/rspamd/messages/${name}: not-determined, expected MISMATCH`),
);

/** Results of all signatures, DKIM and ARC together, in the order of their fields. */
function bodyHashes(bytes: Uint8Array): readonly string[] {
  const { fields, bodyStart } = readHeader(bytes);
  const hasher = new BodyHasher(bytes.subarray(bodyStart), bodyStart, true);
  return fields.flatMap((field) => {
    const signature = readSignature(field);
    return signature === undefined || signature.kind === 'arc-seal' ? [] : [hasher.answer(signature).result];
  });
}
