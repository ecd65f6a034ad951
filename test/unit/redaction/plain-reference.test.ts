/** What is done quickly against the plain way: the same readings with the same places, the same needles, the same pieces. */

import { describe, expect, test } from 'vitest';
import { base64Readings } from '../../../shared/redaction/base64-readings';
import { bytesOf, heldText, mayHoldText } from '../../../shared/redaction/decoded-runs';
import { folded, foldedUnits } from '../../../shared/redaction/folded';
import { hexReadings } from '../../../shared/redaction/hex-readings';
import { needlesStandingIn } from '../../../shared/redaction/needle-index';
import { placeIn, plainReading, type Reading, without } from '../../../shared/redaction/reading';
import { encodedValues } from '../../../shared/redaction/residue/encoded-values';
import { PieceSearch } from '../../../shared/redaction/residue/piece-search';
import fc from '../../helpers/properties';
import { ENCODERS, JANE, needles, ZOE } from './lab';
import {
  type PlainRun,
  plainBase64,
  plainFolded,
  plainHex,
  plainPieces,
  plainStanding,
  plainText,
} from './plain-reference';

const VALUES = [JANE, ZOE].flatMap(({ name, addresses, words }) => [name, ...addresses, ...words]);

/** What mail and files hold, cut and mixed: values in every encoding, noise, ends of lines at any place. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'AZaz09+/-_='), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'09afAF'), maxLength: 40 }),
  fc.constantFrom('\r\n', '\n ', '\n\t', '=\r\n', '\n', ' ', '==', '\u0000', 'Received:', '\u00c4\u200b\u0301'),
  fc.constantFrom(...'😀\ud800\udc00\ufb03\u0130\u03a3\ufffd'),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc
    .tuple(fc.constantFrom(...Object.values(ENCODERS)), fc.constantFrom(...VALUES), fc.nat(30))
    .map(([encode, value, cut]) => `${encode(value).slice(0, cut)}\r\n${encode(value).slice(cut)}`),
  fc
    .tuple(fc.constantFrom(...Object.values(ENCODERS)), fc.constantFrom(...VALUES))
    .map(([encode, value]) => encode(value)),
);
const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));

const asReading = (runs: readonly PlainRun[]) => ({
  text: runs.map((run) => `${run.text}\n`).join(''),
  places: runs.flatMap(({ start, end, text: held }) => new Array(held.length + 1).fill({ start, end })),
});
const seen = (reading: Reading) => ({
  text: reading.text,
  places: Array.from({ length: reading.text.length }, (_, at) => placeIn(reading, at, at + 1)),
});

describe('readings', () => {
  test('of base64', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(base64Readings(plainReading(given)).map(seen)).toEqual(plainBase64(given).map(asReading));
      }),
      { numRuns: 1_000 },
    );
  });

  test('of hexadecimal digits', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(hexReadings(plainReading(given)).map(seen)).toEqual(plainHex(given).map(asReading));
      }),
      { numRuns: 500 },
    );
  });

  test('keep their places where something was left out and where a reading was made of another one', () => {
    fc.assert(
      fc.property(text, (given) => {
        const spaceless = without(plainReading(given), /\s+/g);
        expect(spaceless.text).toBe(given.replace(/\s+/g, ''));
        for (const [at, { start, end }] of seen(spaceless).places.entries()) {
          expect(given.slice(start, end)).toBe(spaceless.text[at]);
        }
        const [plain] = plainBase64(spaceless.text);
        const [made] = base64Readings(spaceless);
        expect(made === undefined ? [] : seen(made).places).toEqual(
          plain === undefined ? [] : asReading(plain).places.map(({ start, end }) => placeIn(spaceless, start, end)),
        );
      }),
    );
  });
});

const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }).map((one) => Buffer.from(one)),
      fc.string({ minLength: 4, maxLength: 6 }).map((one) => Buffer.from(one, 'utf16le')),
      fc.constantFrom('\ufeff', '\u0085', '\t\r\n', '\u0800').map((one) => Buffer.from(one)),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => Buffer.concat(pieces));

test('noise is passed over, and never what holds text', () => {
  const passed = { over: 0 };
  fc.assert(
    fc.property(bytes, (given) => {
      const values = Uint8Array.from(given.toString('hex'), (digit) => Number.parseInt(digit, 16));
      const letters = { values, bits: 4 } as const;
      expect(Buffer.from(bytesOf(letters, 0, values.length))).toEqual(given);
      expect(heldText(letters, 0, values.length)).toBe(plainText(given));
      passed.over += mayHoldText(letters, 0, values.length) ? 0 : 1;
    }),
    { numRuns: 3_000 },
  );
  expect(passed.over).toBeGreaterThan(300);
});

describe('folding', () => {
  const unitsOf = (folded: Uint16Array) => String.fromCharCode(...folded);

  test('is the same sign by sign, as units and with places', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(unitsOf(foldedUnits(given))).toBe(plainFolded(given));
        expect(folded(plainReading(given)).text).toBe(plainFolded(given));
      }),
    );
  });

  test('of every sign of the first two planes', () => {
    for (let block = 0; block < 0x20000; block += 0x100) {
      const given = Array.from({ length: 0x100 }, (_, at) => `${String.fromCodePoint(block + at)} `).join('');
      const plain = plainFolded(given);
      expect(unitsOf(foldedUnits(given)) === plain && folded(plainReading(given)).text === plain, `${block}`).toBe(
        true,
      );
    }
  });
});

test('the needles all of whose hints stand in a text are found, in their order', () => {
  const hint = fc.constantFrom(...needles.flatMap(({ hints, digits }) => [...hints, digits]));
  const part = fc.oneof(
    piece,
    hint,
    hint.map((one) => one.slice(0, -1)),
    hint.map((one) => [...one].join(' ')),
    fc.constantFrom(...VALUES),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const given = parts.join('');
      expect(needlesStandingIn(given, needles)).toEqual(plainStanding(given, needles));
    }),
    { numRuns: 500 },
  );
  expect(plainStanding('jane.voter@county.example', needles).length).toBeGreaterThan(2);
  expect(plainStanding('(555) 010-0199', needles).map(({ form }) => form)).toEqual(['word']);
});

test('pieces are found where they stand, and nowhere else', () => {
  const values = encodedValues([JANE, ZOE]);
  const search = new PieceSearch(values);
  const hidden = fc.constantFrom(...values.map((value) => value.bytes));
  const part = fc.oneof(
    piece.map((one) => Buffer.from(one).toString('latin1')),
    hidden,
    hidden.map((one) => one.toUpperCase()),
    hidden.map((one) => one.slice(1)),
    fc.tuple(hidden, fc.nat(40)).map(([one, cut]) => `${one.slice(0, cut)}=\r\n\t${one.slice(cut)}`),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const given = parts.join('');
      const found = search.findIn(given);
      expect(found !== undefined).toBe(plainPieces(given, values));
      expect(found === undefined || plainPieces(given, [found])).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
