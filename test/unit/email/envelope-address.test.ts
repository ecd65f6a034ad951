import { describe, expect, test } from 'vitest';
import { nearestDay, readEnvelopeAddress } from '../../../shared/email/envelope-address';
import fc from '../../helpers/properties';

describe('addresses that carry another', () => {
  test.each([
    [
      'SRS0=aB3d=AZ=example.org=anna@forwarder.example',
      { scheme: 'srs', original: 'anna@example.org', forwarder: 'forwarder.example', dayNumber: 25 },
    ],
    [
      'SRS1=xY9z=first.example==aB3d=BA=example.org=anna@second.example',
      { scheme: 'srs', original: 'anna@example.org', forwarder: 'second.example', dayNumber: 32 },
    ],
    ['prvs=4567abcdef=anna@example.org', { scheme: 'batv', original: 'anna@example.org', dayNumber: 567 }],
    ['prvs=anna=4567abcdef@example.org', { scheme: 'batv', original: 'anna@example.org', dayNumber: 567 }],
    [
      'list-bounces+ben=example.net@lists.example.org',
      { scheme: 'verp', original: 'list-bounces@lists.example.org', recipient: 'ben@example.net' },
    ],
    // The name before the host can hold hyphens; what stands before it has a form of its own.
    [
      'a-list-bounces+ben-lee+news=example.net@lists.example.org',
      { scheme: 'verp', original: 'a-list-bounces@lists.example.org', recipient: 'ben-lee+news@example.net' },
    ],
    [
      'a-list+bounces-12-ben+a-list=example.net@lists.example.org',
      { scheme: 'verp', original: 'a-list+bounces-12@lists.example.org', recipient: 'ben+a-list@example.net' },
    ],
    [
      'list-return-12-ben-lee=example.net@lists.example.org',
      { scheme: 'verp', original: 'list-return-12@lists.example.org', recipient: 'ben-lee@example.net' },
    ],
    [
      'sentto-17-8-103-ben-lee=example.net@groups.example',
      { scheme: 'verp', original: 'sentto-17-8-103@groups.example', recipient: 'ben-lee@example.net' },
    ],
    [
      'bounce+5fa1ae.2d71-ben.lee=example.net@mail.example.org',
      { scheme: 'verp', original: 'bounce+5fa1ae.2d71@mail.example.org', recipient: 'ben.lee@example.net' },
    ],
  ])('%s', (address, expected) => {
    expect(readEnvelopeAddress(address)).toEqual(expected);
  });

  test.each(['anna@example.org', 'a=b@example.org', 'SRS0=x@example.org', 'prvs=x=anna@example.org', '', '@', 'SRS0'])(
    '%s carries none',
    (address) => {
      expect(readEnvelopeAddress(address)).toBeUndefined();
    },
  );

  test('the day is the one nearest to the message', () => {
    const at = Date.UTC(2021, 4, 20);
    const number = Math.floor(at / 86_400_000) % 1024;
    expect(nearestDay(number, 1024, at + 5_000)).toBe(at);
    expect(nearestDay((number + 3) % 1024, 1024, at)).toBe(at + 3 * 86_400_000);
    expect(nearestDay((number + 1021) % 1024, 1024, at)).toBe(at - 3 * 86_400_000);
  });

  test('any text is read without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        readEnvelopeAddress(text);
        readEnvelopeAddress(`SRS0=${text}@example.org`);
      }),
    );
  });
});
