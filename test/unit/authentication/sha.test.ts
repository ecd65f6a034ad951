import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha, toBase64 } from '../../../shared/authentication/sha';
import fc from '../../helpers/properties';

/** The digests of the pure code are those of Node's. */

test.each(['sha1', 'sha256'] as const)('%s of any bytes, in any pieces', (name) => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }),
      fc.uint8Array({ maxLength: 80 }),
      (pieces, more) => {
        const ours = new Sha(name);
        const theirs = createHash(name);
        for (const piece of pieces) {
          ours.update(piece);
          theirs.update(piece);
          expect(toBase64(ours.digest())).toBe(theirs.copy().digest('base64'));
          expect(toBase64(ours.digest(more))).toBe(theirs.copy().update(more).digest('base64'));
        }
      },
    ),
  );
});

test('at the edges of blocks, and beyond 4 GiB of bits', () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 70 << 20]) {
    const bytes = new Uint8Array(length).fill(length & 255);
    expect(toBase64(new Sha('sha256').update(bytes).digest())).toBe(
      createHash('sha256').update(bytes).digest('base64'),
    );
  }
});
