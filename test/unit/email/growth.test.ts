import { describe, expect, test } from 'vitest';
import { readAnatomy } from '../../../shared/email/anatomy';
import { decodeBase64 } from '../../../shared/email/base64';
import { decodeQuotedPrintable } from '../../../shared/email/quoted-printable';
import { readRoute } from '../../../shared/email/route';
import { HOSTILE_HEADERS } from '../../bench/hostile-headers';
import { hostileMails } from './hostile';
import { bytesOf } from './make';

/**
 * Growth of work with size.
 *
 * Where the reader looks for something in the bytes, the bytes looked at are counted, which is exact. Work inside of
 * strings cannot be counted so; there a time limit stands that quadratic work misses by far: at 1 MB it would take minutes.
 */

/** Bytes that count how many of them a search passes over. */
class CountedBytes extends Uint8Array<ArrayBuffer> {
  static searched = 0;

  static get [Symbol.species](): Uint8ArrayConstructor {
    return Uint8Array;
  }

  override indexOf(byte: number, from = 0): number {
    const found = super.indexOf(byte, from);
    CountedBytes.searched += (found === -1 ? this.length : found) - from;
    return found;
  }
}

function searchedBytes(text: string): number {
  CountedBytes.searched = 0;
  const counted = new CountedBytes(new ArrayBuffer(text.length));
  counted.set(bytesOf(text));
  readAnatomy(counted);
  return CountedBytes.searched;
}

/**
 * A header line is looked at as a line, as a field, and where it is broken once more as the line before a field; a
 * broken header is read in two or four more ways.
 */
const maxSearchesPerByte = 16;

describe('bytes searched', () => {
  test('are counted', () => {
    const header = 'From: a@example.com\r\n';
    expect(searchedBytes(`${header}\r\nbody\r\n`)).toBeGreaterThan(header.length - 2);
  });

  test.each(hostileMails.map(({ attack, make }): [string, (size: number) => string] => [attack, make]))(
    '%s',
    (_attack, make) => {
      const text = make(100_000);

      const searched = searchedBytes(text);

      expect(searched).toBeLessThanOrEqual(maxSearchesPerByte * text.length + 1000);
    },
  );
});

/**
 * Measured alone on the build machine: the slowest attack takes 0.1 s at this size (0.35 s at 1 MB, and no attack more
 * than 5 times the work at 4 MB). Quadratic work would take minutes, so that the margin covers a busy machine.
 */
const size = 300_000;
const limitMs = 8000;

describe('time at 300,000 bytes', () => {
  test.each(hostileMails.map(({ attack, make }): [string, (size: number) => string] => [attack, make]))(
    '%s',
    (_attack, make) => {
      const bytes = bytesOf(make(size));
      const start = performance.now();

      readRoute(readAnatomy(bytes));

      expect(performance.now() - start).toBeLessThan(limitMs);
    },
    20_000,
  );

  test.each([
    ['base64', decodeBase64, 'A='],
    ['base64 of nothing but dirt', decodeBase64, '!'],
    ['quoted-printable of blanks', decodeQuotedPrintable, ' '],
    ['quoted-printable of equals signs and blanks', decodeQuotedPrintable, '=  '],
  ])('%s', (_label, decode, piece) => {
    const bytes = bytesOf(piece.repeat(size / piece.length));
    const start = performance.now();

    decode(bytes);

    expect(performance.now() - start).toBeLessThan(limitMs);
  });
});

/** What is made of a header: the work of every rule that goes through it. */
function madeOf(bytes: Uint8Array): readonly number[] {
  const anatomy = readAnatomy(bytes);
  return [
    anatomy.fields.length,
    anatomy.to.length + anatomy.from.length,
    readRoute(anatomy).length,
    anatomy.issues.length,
    Math.max(...anatomy.fields.map(({ text }) => text.length)),
  ];
}

describe('what is made of a hostile header', () => {
  const bounds = [12_100, 10_000, 500, 2_001, 300_000];

  test.each(HOSTILE_HEADERS.map(({ name, bytes }): [string, () => Uint8Array] => [name, bytes]))(
    'is bounded: %s',
    (_name, bytes) => {
      for (const [index, count] of madeOf(bytes()).entries()) {
        expect(count).toBeLessThanOrEqual(bounds[index] ?? 0);
      }
    },
  );
});
