import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ipTableIn } from '../../../electron/engine/message/ip-registration';
import { readIpTable } from '../../../shared/ip-table/read-ip-table';
import fc from '../../helpers/properties';

const packed = readFileSync('resources/tables/ip-registration.bin');
const table = readIpTable(brotliDecompressSync(packed));

describe('the table that comes with the program', () => {
  test('is small enough to ship and says its date', () => {
    expect(packed.length).toBeLessThan(3_000_000);
    expect(table.date).toBe('2026-06-17');
  });

  // Blocks of large operators that have stood for years.
  test.each([
    ['8.8.8.8', 'US', 'AS15169'],
    ['1.1.1.1', 'AU', 'AS13335'],
    ['193.0.6.139', 'NL', 'AS3333'],
    ['2001:4860:4860::8888', 'US', 'AS15169'],
    ['::ffff:8.8.8.8', 'US', 'AS15169'],
    ['2002:808:808::1', 'US', 'AS15169'],
  ])('%s is registered in %s and announced by %s', (ip, country, asn) => {
    const found = table.lookUp(ip);
    expect(found).toMatchObject({ country, asn });
    expect(found?.network).not.toBe('');
  });

  test.each([
    ...[
      '10.0.0.5',
      '192.168.1.1',
      '127.0.0.1',
      '169.254.1.1',
      '100.64.0.1',
      '192.0.2.7',
      '198.51.100.7',
      '203.0.113.7',
    ],
    ...['224.0.0.1', '255.255.255.255', '0.0.0.0', '300.1.2.3', '', 'example.org', '::1', 'fe80::1', 'fc00::1'],
    ...['2001:db8::1', 'ff02::1', '::ffff:10.0.0.1', '2002:a00:1::1'],
  ])('nothing is said of %s', (ip) => {
    expect(table.lookUp(ip)).toBeUndefined();
  });

  test('every address has an answer or none, never a fault', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (ip) => {
        const found = table.lookUp(ip);
        if (found !== undefined) expect(found.country).toMatch(/^(?:[A-Z]{2})?$/);
      }),
    );
  });
});

describe('another file', () => {
  test.each([
    ['empty', new Uint8Array()],
    ['no table', Buffer.from('{"format":"other"}\n')],
    ['cut off', brotliDecompressSync(packed).subarray(0, 100_000)],
  ])('%s is refused', (_, bytes) => {
    expect(() => readIpTable(bytes)).toThrow();
  });

  test('a folder without a table gives none', () => {
    expect(ipTableIn('/nowhere/at/all')).toBeUndefined();
    expect(ipTableIn('resources')?.date).toBe('2026-06-17');
  });
});
