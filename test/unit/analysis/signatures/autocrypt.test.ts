import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { autocryptKeys } from '../../../../shared/analysis/signatures/autocrypt';
import { readTimes } from '../../../../shared/analysis/times';
import { readAnatomy } from '../../../../shared/email/anatomy';
import { readRoute } from '../../../../shared/email/route';
import fc from '../../../helpers/properties';
import { filesBelow, hasSharedCorpora, readBytes, sharedCorpora } from '../../email/corpora';
import { bytesOf, HONEST, render } from '../honest-mail';
import { pgpKey } from './sample-signatures';

/** The key in the Autocrypt field: for whom it is, when it was made, and where that stands. */

const mail = (body: string) => bytesOf(render([...HONEST, ['Autocrypt', body]]));
const keysIn = (bytes: Uint8Array) => autocryptKeys(readAnatomy(bytes));
const key = (created: string) => pgpKey(created).toString('base64');
const iso = (timeMs: number) => new Date(timeMs).toISOString();
const under = (bytes: Uint8Array, { start, end }: { start: number; end: number }) =>
  Buffer.from(bytes.subarray(start, end)).toString('latin1');

describe('the key in the header', () => {
  it('tells its time as a lower bound, at the signs that hold it', () => {
    const bytes = mail(`addr=Anna@example.org; keydata=${key('2020-02-03T04:05:06Z')}`);
    const [found] = keysIn(bytes);
    expect(found?.address.value).toBe('anna@example.org');
    expect(under(bytes, found?.address.place ?? { start: 0, end: 0 })).toBe('Anna@example.org');
    const anatomy = readAnatomy(bytes);
    const times = readTimes(bytes, anatomy, readRoute(anatomy)).filter(({ source }) => source === 'autocrypt');
    expect(times.map(({ kind, bound, timeMs }) => `${kind} ${bound} ${iso(timeMs)}`)).toEqual([
      'autocrypt.key-created lower 2020-02-03T04:05:06.000Z',
    ]);
  });

  it('is the same however it is folded, and its place begins and ends with the signs of the time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2007-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.array(fc.nat(18), { maxLength: 4 }),
        (date, folds) => {
          const created = iso(Math.floor(date.getTime() / 1000) * 1000);
          const plain = key(created);
          const folded = [...plain].map((sign, at) => (folds.includes(at) ? `\r\n ${sign}` : sign)).join('');
          const bytes = mail(`addr=a@example.org; prefer-encrypt=mutual; keydata=${folded}`);
          const [found] = keysIn(bytes);
          expect(iso(found?.created.value ?? 0)).toBe(created);
          const signs = under(bytes, found?.created.place ?? { start: 0, end: 0 }).replace(/\s/g, '');
          // A packet of one byte of length and one of version stand before the four bytes of the time.
          expect(signs).toBe(plain.slice(4, 10));
        },
      ),
    );
  });

  it('is not read from other bytes, and never fails', () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 0x20, maxLength: 200 }), (signs) => {
        const body = String.fromCharCode(...signs);
        for (const found of keysIn(mail(`addr=a@example.org; keydata=${body}`))) {
          expect(found.created.place.start).toBeLessThan(found.created.place.end);
        }
      }),
    );
    expect(keysIn(mail('keydata=; addr=a@example.org'))).toEqual([]);
    expect(keysIn(mail(`keydata=${key('2020-02-03T04:05:06Z')}`))).toEqual([]);
  });
});

test.skipIf(!hasSharedCorpora)('of real messages the keys are older than the messages', () => {
  const files = filesBelow(join(sharedCorpora, 'ham', 'lists'));
  const found = files.flatMap((file) => {
    const anatomy = readAnatomy(readBytes(file));
    return autocryptKeys(anatomy).map(({ created }) => (anatomy.date?.instantMs ?? 0) - created.value);
  });
  expect(found.length).toBe(25);
  expect(found.filter((ahead) => ahead <= 0)).toEqual([]);
});
