import { describe, expect, test } from 'vitest';
import { readPdfSignature } from '../../../shared/packet-format/pdf-signature';
import fc from '../../helpers/properties';

/** A file of the form that is read, around a made-up signature. */
function made(body: string, signature: Uint8Array, tail: string): Buffer {
  const digits = Buffer.from(signature).toString('hex').padEnd(2_000, '0');
  const open = body.length + '/ByteRange ['.length + 43 + ']\n/Contents '.length;
  const close = open + digits.length + 2;
  const numbers = [0, open, close, tail.length].map((number) => String(number).padEnd(10)).join(' ');
  return Buffer.from(`${body}/ByteRange [${numbers}]\n/Contents <${digits}>${tail}`, 'latin1');
}

const signature = fc
  .uint8Array({ minLength: 256, maxLength: 900 })
  .map((content) => Buffer.concat([Buffer.of(0x30, 0x82, content.length >> 8, content.length & 0xff), content]));
const text = fc.string({ maxLength: 200 }).filter((any) => !any.includes('/ByteRange ['));

describe('the signature in a report', () => {
  test('is read whatever stands around it, and covers all but its own digits', () => {
    fc.assert(
      fc.property(text, signature, text, (body, der, tail) => {
        const latin = (any: string) => Buffer.from(any, 'latin1').toString('latin1');
        const [head, rest] = [latin(body), latin(tail)];
        const pdf = made(head, der, rest);
        const reading = readPdfSignature(pdf);
        expect(reading.ok && Buffer.from(reading.signature)).toEqual(der);
        const all = reading.ok ? Buffer.from(reading.signedBytes).toString('latin1') : '';
        expect(all.startsWith(`${head}/ByteRange [`) && all.endsWith(`/Contents ${rest}`)).toBe(true);
      }),
    );
  });

  test('does not count in a file of another length, or with its digits written in another way', () => {
    const der = Buffer.concat([Buffer.of(0x30, 0x82, 1, 0), Buffer.alloc(256, 0xab)]);
    const pdf = made('%PDF-1.7\n', der, '\n%%EOF\n');
    expect(readPdfSignature(pdf).ok).toBe(true);
    const changes = [
      Buffer.concat([pdf, Buffer.from(' ')]),
      pdf.subarray(0, -1),
      Buffer.from(pdf.toString('latin1').replace('<3082', '<308A'), 'latin1'),
      Buffer.from(pdf.toString('latin1').replace('abab', 'ABAB'), 'latin1'),
      Buffer.from(pdf.toString('latin1').replace('00>', '0a>'), 'latin1'),
    ];
    for (const [index, changed] of changes.entries()) {
      expect([index, readPdfSignature(changed).ok]).toEqual([index, false]);
    }
  });

  test('is looked for in any bytes calmly', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void readPdfSignature(bytes)));
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (any) => {
        expect(readPdfSignature(Buffer.from(`/ByteRange [${any}`, 'latin1')).ok).toBe(false);
      }),
    );
  });
});
