import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import { inflate } from '../../../../shared/analysis/files/inflate';
import { FILE_READERS } from '../../../../shared/analysis/files/read-file';
import fc from '../../../helpers/properties';
import { bytesOf, render, withField } from '../honest-mail';
import { compound, jpeg, packedPdf, png, tiff } from './sample-files';

const samples = { compound: compound(), jpeg: jpeg(), pdf: packedPdf(), png: png(), tiff: tiff() };
const change = fc.tuple(fc.nat(2500), fc.nat(40), fc.string({ unit: 'binary', maxLength: 8 }));
const damaged = fc
  .tuple(fc.constantFrom(...Object.values(samples)), fc.array(change, { maxLength: 8 }), fc.nat(6000))
  .map(([sample, changes, length]) =>
    changes
      .reduce(
        (all, [at, removed, put]) => all.slice(0, at) + put.replace(/[^\0-\xff]/g, '\xff') + all.slice(at + removed),
        sample,
      )
      .slice(0, length),
  );
const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('any bytes, damaged files and files that were cut off', () => {
  it('give no exception, few facts, and places inside of the file', () => {
    void fc.assert(
      fc.property(fc.oneof(damaged, anyBytes), (content) => {
        for (const read of Object.values(FILE_READERS)) {
          const { times, names } = read(content);
          expect(times.length + names.length).toBeLessThan(400);
          const places = [...times, ...names].map(({ place }) => place);
          expect(places.filter(({ start, end }) => !(start >= 0 && start <= end && end <= content.length))).toEqual([]);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('give spans inside of the message, whatever the transfer encoding', () => {
    void fc.assert(
      fc.property(damaged, fc.constantFrom('base64', '8bit', 'quoted-printable', 'x-uuencode'), (content, encoding) => {
        const body = encoding === 'base64' ? Buffer.from(content, 'latin1').toString('base64') : content;
        const fields = withField('Content-Type', 'image/png; name="a.png"');
        const bytes = bytesOf(render([...fields, ['Content-Transfer-Encoding', encoding]], body));
        const { times, findings, failures } = analyse(bytes);
        const spans = [...times.map(({ span }) => span), ...findings.flatMap((finding) => finding.spans)];
        expect(failures).toEqual([]);
        expect(spans.filter(({ start, end }) => !(start >= 0 && start < end && end <= bytes.length))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('packed content', () => {
  const packed = (bytes: Uint8Array): string => Buffer.from(zlibSync(bytes)).toString('latin1');

  it('of a bomb ends at the limit, long before all of it is unpacked', () => {
    const bomb = packed(new Uint8Array(20 << 20));
    const before = process.cpuUsage();
    expect(inflate(bomb, 'zlib', 1000)).toBe('\0'.repeat(1000));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });

  it('that was cut off or damaged gives what comes before', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `line ${index * 7919}`).join('\n');
    const whole = packed(Buffer.from(text));
    expect(inflate(whole, 'zlib', 1 << 20)).toBe(text);
    const half = inflate(whole.slice(0, whole.length / 2), 'zlib', 1 << 20);
    expect(half.length).toBeGreaterThan(1000);
    expect(text.startsWith(half)).toBe(true);
    expect(inflate('no stream', 'zlib', 1000)).toBe('');
  });

  it('of a hundred bombs in one document costs little', () => {
    const bomb = packed(new Uint8Array(20 << 20));
    const document = `%PDF-1.5\n${`/ObjStm >>\nstream\n${bomb}\nendstream\n`.repeat(100)}`;
    const before = process.cpuUsage();
    FILE_READERS.pdf?.(document);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});
