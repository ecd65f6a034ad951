import { describe, expect, test } from 'vitest';
import { ipClassOf, isInternalIp, isIpShaped, parseIpAddress } from '../../../shared/email/ip-address';

test.each([
  ['192.0.2.1', [192, 0, 2, 1]],
  ['255.255.255.255', [255, 255, 255, 255]],
  ['0.0.0.0', [0, 0, 0, 0]],
])('%s is IPv4', (text, bytes) => {
  expect(parseIpAddress(text)).toEqual({ version: 4, bytes });
});

test.each([
  ['::', new Array(16).fill(0)],
  ['::1', [...new Array(15).fill(0), 1]],
  ['2001:db8::1', [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ['2001:DB8:0:0:0:0:0:1', [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ['::ffff:192.0.2.1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1]],
  ['1:2:3:4:5:6:192.0.2.1', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 192, 0, 2, 1]],
  ['1::', [0, 1, ...new Array(14).fill(0)]],
])('%s is IPv6', (text, bytes) => {
  expect(parseIpAddress(text)).toEqual({ version: 6, bytes });
});

test.each([
  '',
  ' ',
  '1',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '1.2.3.04',
  '01.2.3.4',
  '1.2.3.4 ',
  '1.2.3.-4',
  '0x1.2.3.4',
  '1e1.2.3.4',
  '١.٢.٣.٤',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  'g::',
  '::1%eth0',
  '[::1]',
  'IPv6:::1',
  '1.2.3.4::',
  '1:2:3:4:5:6:7::8',
  '::1.2.3',
  `${'0:'.repeat(50)}1`,
])('%j is no address', (text) => {
  expect(parseIpAddress(text)).toBeUndefined();
});

describe('classes', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['10.0.0.1', 'private'],
    ['172.15.255.255', 'public'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.1.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['100.64.0.1', 'carrier-nat'],
    ['100.127.255.255', 'carrier-nat'],
    ['100.128.0.0', 'public'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.255', 'documentation'],
    ['203.0.114.0', 'public'],
    ['198.18.0.1', 'reserved'],
    ['198.20.0.0', 'public'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'reserved'],
    ['2606:4700::1', 'public'],
    ['2001:db8::1', 'documentation'],
    ['3fff:1::', 'documentation'],
    ['3fff:1000::', 'public'],
    ['3fff:0:1::', 'documentation'],
    ['fd00::1', 'private'],
    ['fc00::1', 'private'],
    ['fe80::1', 'link-local'],
    ['febf::1', 'link-local'],
    ['ff02::1', 'multicast'],
    ['::1', 'loopback'],
    ['::', 'unspecified'],
    ['::ffff:10.0.0.1', 'private'],
    ['2002:a05:9a2::1', 'private'],
    ['2002:808:808::1', 'public'],
    ['64:ff9b::192.0.2.1', 'documentation'],
    ['4000::1', 'reserved'],
    ['100::1', 'reserved'],
  ])('%s is %s', (text, expected) => {
    expect(ipClassOf(text)).toBe(expected);
  });

  test('internal addresses', () => {
    expect(['10.1.2.3', '127.0.0.1', 'fe80::1', '100.64.1.1', 'fd00::1'].every(isInternalIp)).toBe(true);
    expect(['192.0.2.1', '8.8.8.8', 'nonsense', '', '300.1.1.1'].some(isInternalIp)).toBe(false);
  });

  test('an impossible address is still meant as one', () => {
    expect(isIpShaped('300.1.2.3')).toBe(true);
    expect(isIpShaped('2001:db8::1')).toBe(true);
    expect(isIpShaped('12:30')).toBe(false);
    expect(isIpShaped('1.2.3')).toBe(false);
  });
});
