import { describe, expect, test } from 'vitest';
import { toldFingerprint } from '../../../shared/text/told-fingerprint';
import fc from '../../helpers/properties';

const digits = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('a fingerprint as it was told', () => {
  test('is the same in capitals, groups and with colons', () => {
    fc.assert(
      fc.property(digits, (text) => {
        const groups = text.toUpperCase().replace(/(.{4})/g, '$1 ');
        const pairs = text.replace(/(.{2})(?=.)/g, '$1:');
        expect([text, groups, pairs, `\t${text}\n`].map(toldFingerprint)).toEqual([text, text, text, text]);
      }),
    );
  });

  test.each(['', 'a'.repeat(63), 'a'.repeat(65), 'g'.repeat(64), `0x${'a'.repeat(64)}`])('is not %j', (text) => {
    expect(toldFingerprint(text)).toBeUndefined();
  });
});
