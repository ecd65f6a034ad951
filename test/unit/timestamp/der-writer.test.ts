import { describe, expect, test } from 'vitest';
import { DER, oidOf, readDer, wholeElement } from '../../../shared/packet-format/der';
import { derElement, derInteger } from '../../../shared/packet-format/timestamp/der-writer';
import fc from '../../helpers/properties';

const bytes = (maxLength = 400) => fc.uint8Array({ maxLength });

describe('what is written', () => {
  test('is read back: tag, content, nothing beside', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(DER)), bytes(), bytes(), (tag, first, second) => {
        const node = wholeElement(derElement(tag, first, second));
        expect([node?.tag, Buffer.from(node?.content ?? [])]).toEqual([tag, Buffer.concat([first, second])]);
      }),
    );
  });

  test('has the shortest length at each border', () => {
    const head = (size: number) =>
      Buffer.from(derElement(DER.octets, new Uint8Array(size)).subarray(0, 5)).toString('hex');
    expect([head(127), head(128), head(255), head(256), head(65_536)].map((text) => text.slice(2))).toEqual([
      '7f000000',
      '81800000',
      '81ff0000',
      '82010000',
      '83010000',
    ]);
  });

  test('of a number is its value, without needless zeros and never negative', () => {
    fc.assert(
      fc.property(bytes(20), (digits) => {
        const content = wholeElement(derInteger(digits))?.content ?? new Uint8Array();
        const value = (list: Uint8Array) => BigInt(`0x0${Buffer.from(list).toString('hex')}`);
        expect(value(content)).toBe(value(digits));
        expect(content[0]).toBeLessThan(0x80);
        expect(content.length === 1 || content[0] !== 0 || (content[1] ?? 0) >= 0x80).toBe(true);
      }),
    );
  });
});

test('hostile bytes are one element, or none', () => {
  fc.assert(
    fc.property(bytes(), (any) => {
      const node = wholeElement(any);
      expect(node === undefined || node.raw.length === any.length).toBe(true);
      expect(typeof oidOf(readDer(any)?.[0])).toBe('string');
    }),
  );
});
