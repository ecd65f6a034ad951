import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { readAnatomy, readHeader } from '../../../shared/email/anatomy';
import { decodeBase64 } from '../../../shared/email/base64';
import { fromByteString, toByteString } from '../../../shared/email/byte-string';
import { decodeHeaderText } from '../../../shared/email/encoded-words';
import { ipClassOf, parseIpAddress } from '../../../shared/email/ip-address';
import { readAddressList } from '../../../shared/email/mailboxes';
import { decodeQuotedPrintable } from '../../../shared/email/quoted-printable';
import { readRoute } from '../../../shared/email/route';
import { decodeBody, decodeText, unwrapEncodedPart } from '../../../shared/email/transfer-decoding';
import { readWrittenDate } from '../../../shared/email/written-date';
import fc from '../../helpers/properties';
import { findFault } from './check-anatomy';
import { hostileMails } from './hostile';
import { allParts, bytesOf } from './make';

/** Long only when the machine is busy: alone, the whole file takes three seconds. */
vi.setConfig({ testTimeout: 60_000 });

function check(bytes: Uint8Array): void {
  const anatomy = readAnatomy(bytes);
  const route = readRoute(anatomy);
  expect(findFault(bytes, anatomy, route)).toBeUndefined();
  for (const part of allParts(anatomy.structure).slice(0, 50)) {
    decodeBody(bytes, part);
    decodeText(bytes, part);
    const unwrapped = unwrapEncodedPart(bytes, part);
    if (unwrapped !== undefined) readAnatomy(unwrapped);
  }
}

/** Pieces that headers are made of, so that random mail reaches the readers behind the tokenizer. */
const pieces = [
  'From: ',
  'To: ',
  'Received: ',
  'Date: ',
  'Subject: ',
  'Message-ID: ',
  'Return-Path: ',
  'Content-Type: ',
  'Content-Transfer-Encoding: ',
  'Content-Disposition: ',
  'multipart/mixed; boundary=',
  'message/rfc822',
  'multipart/digest',
  'b',
  '--b',
  '--b--',
  'base64',
  'quoted-printable',
  '\r\n',
  '\r\n',
  '\r\n',
  '\n',
  '\r',
  ' ',
  '\t',
  '\0',
  '<',
  '>',
  '@',
  ',',
  ';',
  ':',
  '"',
  '(',
  ')',
  '[',
  ']',
  '\\',
  '.',
  '=',
  '?',
  '*',
  "'",
  '%',
  'a',
  'example.com',
  'user@example.com',
  '=?utf-8?Q?',
  '?=',
  '=?',
  '=C3=BC',
  'charset=',
  'name*0*=',
  "utf-8''",
  'from ',
  'by ',
  'with ',
  'id ',
  'for ',
  '192.0.2.1',
  '2001:db8::1',
  'IPv6:',
  'HELO ',
  'helo=',
  '1 Jan 2020 00:00:00 ',
  '+0000',
  '-0700 (EST)',
  'Mon, ',
  '\xc3\xbc',
  '\xff',
  '99',
  'From x 1\n',
  '>From ',
];

const mailText = fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((chosen) => chosen.join(''));
const anyBytes = fc.uint8Array({ maxLength: 400 });

describe('any bytes', () => {
  test('are read without a fault', () => {
    fc.assert(fc.property(anyBytes, check));
  });

  test('made of the pieces of mail are read without a fault', () => {
    fc.assert(
      fc.property(mailText, (text) => check(bytesOf(text))),
      { numRuns: 2500 },
    );
  });

  test('give the same result twice', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        expect(readAnatomy(bytesOf(text))).toEqual(readAnatomy(bytesOf(text)));
      }),
    );
  });

  test('give the same header with and without the body', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        const { fields, headerSpan, bodyStart } = readAnatomy(bytesOf(text));
        expect(readHeader(bytesOf(text))).toMatchObject({ fields, headerSpan, bodyStart });
      }),
    );
  });

  test('are never changed by reading', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        const bytes = bytesOf(text);
        readRoute(readAnatomy(bytes));
        expect(toByteString(bytes)).toBe(text);
      }),
    );
  });

  test('in a view into a larger buffer are read as the same message', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        const inside = bytesOf(`\n\nFrom: x\n\n${text}\r\nTo: y\r\n\r\n`).subarray(11, 11 + text.length);
        expect(readAnatomy(inside)).toEqual(readAnatomy(bytesOf(text)));
      }),
    );
  });
});

describe('each reader takes anything', () => {
  test('address lists', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        for (const { span, nameSpan, addressSpan } of readAddressList(text, 7)) {
          for (const part of [span, nameSpan, addressSpan])
            expect(
              part === undefined || (part.start >= 7 && part.start <= part.end && part.end <= 7 + text.length),
            ).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('dates', () => {
    fc.assert(
      fc.property(fc.oneof(mailText, fc.string({ unit: 'binary-ascii' })), (text) => {
        const { instantMs, problems, span } = readWrittenDate(text, 3);
        expect(instantMs === undefined || Number.isFinite(instantMs)).toBe(true);
        expect(instantMs !== undefined || problems.length > 0).toBe(true);
        expect(span.start).toBeLessThanOrEqual(span.end);
      }),
      { numRuns: 2000 },
    );
  });

  test('header text never holds a raw line end', () => {
    fc.assert(
      fc.property(mailText, (text) => {
        expect(decodeHeaderText(text)).not.toMatch(/[\r\n\0\u0085\u2028\u2029]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('there and back', () => {
  test('byte strings', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        expect(fromByteString(toByteString(bytes))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  test('base64', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(decodeBase64(bytesOf(btoa(toByteString(bytes))))).toEqual(bytes);
      }),
    );
  });

  test('quoted-printable', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const encoded = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('=\r\n');
        expect(decodeQuotedPrintable(bytesOf(encoded))).toEqual(bytes);
      }),
    );
  });

  test('encoded words of any text, cut anywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (text, cut) => {
        const bytes = new TextEncoder().encode(text);
        const at = cut % (bytes.length + 1);
        const words = [bytes.subarray(0, at), bytes.subarray(at)]
          .map((piece) => `=?utf-8?B?${btoa(toByteString(piece))}?=`)
          .join('\r\n ');
        expect(decodeHeaderText(words)).toBe(text);
      }),
    );
  });

  test('dates of every instant and offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -62_000_000_000, max: 250_000_000_000 }),
        fc.integer({ min: -48, max: 56 }),
        (seconds, quarters) => {
          const local = new Date(seconds * 1000 + quarters * 900_000);
          const zone = `${quarters < 0 ? '-' : '+'}${String(Math.floor(Math.abs(quarters) / 4)).padStart(2, '0')}${String((Math.abs(quarters) % 4) * 15).padStart(2, '0')}`;
          const read = readWrittenDate(local.toUTCString().replace('GMT', zone), 0);
          expect(read).toMatchObject({
            instantMs: seconds * 1000,
            offsetMinutes: quarters * 15,
            problems: local.getUTCFullYear() < 1900 ? ['year-implausible'] : [],
          });
        },
      ),
    );
  });

  test('dates in the usual form are read as those in any other', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
    const blank = fc.constantFrom(' ', '  ', '\t', '\r\n ');
    const usual = fc
      .tuple(
        fc.constantFrom('Mon, ', 'Sun, ', 'Wed,\t', '', '\n Fri, '),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('Jan', 'Feb', 'May', 'Sep', 'Dec'),
        fc.integer({ min: 1000, max: 9999 }),
        fc.tuple(two, two, two),
        fc.constantFrom('+', '-'),
        fc.tuple(two, two),
        fc.constantFrom('', ' (CET)', '\t(EDT) ', ' (xyz)', ' '),
        blank,
      )
      .map(
        ([weekday, day, month, year, clock, sign, zone, comment, between]) =>
          `${weekday}${day}${between}${month} ${year}${between}${clock.join(':')} ${sign}${zone.join('')}${comment}`,
      );
    fc.assert(
      fc.property(usual, (text) => {
        // Names in capitals are no usual form; their length is the same.
        expect(readWrittenDate(text, 7)).toEqual(
          readWrittenDate(
            text.replace(/[A-Z][a-z]{2}(?= |\t|,|\r)/g, (name) => name.toUpperCase()),
            7,
          ),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test('IPv4 addresses', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(parseIpAddress(text)?.bytes.join('.')).toBe(text);
      }),
    );
  });

  test('IPv6 addresses', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(parseIpAddress(text)?.bytes.length).toBe(16);
      }),
    );
  });

  test('anything else has no class', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseIpAddress(text) === undefined).toBe(ipClassOf(text) === undefined);
      }),
    );
  });
});

describe('small hostile mails', () => {
  test.each(hostileMails.map(({ attack, make }): [string, (size: number) => string] => [attack, make]))(
    '%s',
    (_attack, make) => {
      for (const size of [60, 300, 3000]) check(bytesOf(make(size)));
    },
  );
});

describe('mutants of a real-looking mail', () => {
  const original = new Uint8Array(readFileSync(new URL('real-looking.eml', import.meta.url)));

  test('bytes changed, taken out, put in, cut and doubled', () => {
    const change = fc.record({
      at: fc.nat(original.length),
      take: fc.nat(40),
      put: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary-ascii', maxLength: 6 })),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        let text = toByteString(original);
        for (const { at, take, put } of changes) text = text.slice(0, at) + put + text.slice(at + take);
        check(bytesOf(text));
      }),
      { numRuns: 800 },
    );
  });

  test('cut off after every byte', () => {
    for (let length = 0; length <= original.length; length += 13) check(original.subarray(0, length));
  });
});
