import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type WideHashName, wideDigest } from '../../../shared/authentication/sha512';
import fc from '../../helpers/properties';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe.each(['sha384', 'sha512'] as const)('%s', (name: WideHashName) => {
  it('gives the digest of the standard’s own example', () => {
    const first = {
      sha384: 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
      sha512:
        'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    };
    expect(hex(wideDigest(name, [Buffer.from('abc')]))).toBe(first[name]);
  });

  it('agrees with another implementation on any bytes, in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), (pieces) => {
        expect(hex(wideDigest(name, pieces))).toBe(createHash(name).update(Buffer.concat(pieces)).digest('hex'));
      }),
    );
  });
});
