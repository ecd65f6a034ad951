import { describe, expect, test } from 'vitest';
import { certificateDer, fromBase64, pemBlocks, toBase64, toPem } from '../../../shared/packet-format/pem';
import fc from '../../helpers/properties';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 3_000 });

describe('a PEM text', () => {
  test('of any bytes is read back without loss, alone and in a bundle with talk between', () => {
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 4 }), (ders) => {
        const [first = new Uint8Array()] = ders;
        expect(Buffer.from(certificateDer(toPem(first)) ?? [])).toEqual(Buffer.from(first));
        const bundle = ders.map((der, index) => `subject=CN = Example ${index}\n\n${toPem(der)}`).join('\n');
        for (const text of [bundle, bundle.replaceAll('\n', '\r\n')]) {
          expect(pemBlocks(text, 'CERTIFICATE')?.map((der) => Buffer.from(der))).toEqual(
            ders.map((der) => Buffer.from(der)),
          );
        }
      }),
    );
  });

  test('is read strictly where it is our own: every other spelling is refused', () => {
    const text = toPem(Buffer.alloc(100, 7));
    const others = [`\n${text}`, `${text}\n`, text.replaceAll('\n', '\r\n'), `${text}${text}`, ` ${text}`];
    for (const other of [...others, text.replace('CERTIFICATE', 'certificate'), text.replace('=', '')]) {
      expect(certificateDer(other)).toBeUndefined();
    }
  });

  test('of any kind is taken calmly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        certificateDer(any);
        pemBlocks(any, 'CERTIFICATE');
        pemBlocks(`-----BEGIN CERTIFICATE-----\n${any}\n-----END CERTIFICATE-----\n`, 'CERTIFICATE');
      }),
    );
  });

  test('with a block that is not whole gives none, rather than some', () => {
    const text = toPem(Buffer.from('one')) + toPem(Buffer.from('two'));
    expect(pemBlocks(text.slice(0, -10), 'CERTIFICATE')).toBeUndefined();
    expect(pemBlocks(text.replace('dHdv', 'dHd*'), 'CERTIFICATE')).toBeUndefined();
    expect(pemBlocks(text, 'X509 CRL')).toEqual([]);
    expect(pemBlocks('x'.repeat(2_000_000), 'CERTIFICATE')).toBeUndefined();
  });

  test('keeps to base64 with its padding', () => {
    fc.assert(
      fc.property(bytes, (any) => {
        expect(Buffer.from(fromBase64(toBase64(any)) ?? [])).toEqual(Buffer.from(any));
      }),
    );
    for (const wrong of ['A', 'AA', 'AAA', 'AA=A', 'A===', 'AAAA=', 'AA-_', 'AA A']) {
      expect(fromBase64(wrong)).toBeUndefined();
    }
  });
});
