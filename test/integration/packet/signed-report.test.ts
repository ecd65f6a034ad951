/** The signature inside of the report, by other programs' eyes: pdfsig with the root in its store, qpdf; and by our own. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { signPdf } from '../../../electron/engine/packet/report/sign-pdf';
import { readCms } from '../../../shared/packet-format/cms-signature';
import { readPdfSignature } from '../../../shared/packet-format/pdf-signature';
import { selfSignedSigner, testSigner } from '../../helpers/test-signer';
import { hasOpenssl, hasPdfsig, workbench } from '../identity/lab';
import { buildIn, makeContent } from './packet-lab';

const has = (tool: string) => spawnSync(tool, ['--help']).error === undefined;
const hasStore = hasPdfsig && has('certutil');
const hasQpdf = has('qpdf');
const bench = workbench('report');
let signer: Signer;
let report: string;
let store: string;

beforeAll(async () => {
  signer = await testSigner('Jörg Größe (Lab)', 'Prüflabor & Co');
  const { path } = await buildIn(bench.folder, signer, await makeContent(signer));
  report = join(path, 'data/report/briefing.pdf');
  if (hasStore) {
    store = bench.path('nss');
    mkdirSync(store);
    bench.write('root.crt', signer.issuersPem[0] ?? '');
    const run = (...words: readonly string[]) => spawnSync('certutil', [...words, '-d', `sql:${store}`]);
    expect(run('-N', '--empty-password').status).toBe(0);
    expect(run('-A', '-n', 'root', '-t', 'CT,C,C', '-i', bench.path('root.crt')).status).toBe(0);
  }
});

/** The report as it was drawn: everything up to the first end of file. */
function unsigned(pdf: Buffer): Buffer {
  return pdf.subarray(0, pdf.indexOf('%%EOF\n') + '%%EOF\n'.length);
}

/** pdfsig's own words: its exit status is 0 even for a digest that does not match. */
function pdfsig(file: string): string {
  return spawnSync('pdfsig', ['-nssdir', store, file], { encoding: 'utf8' }).stdout;
}

describe('the signature in the report', () => {
  test.skipIf(!hasStore)('is valid, total and trusted for pdfsig with the root in its store', () => {
    const told = pdfsig(report);
    expect(told).toContain('Signature is Valid');
    expect(told).toContain('Total document signed');
    expect(told).toContain('Certificate is Trusted');
    expect(told).toContain('ETSI.CAdES.detached');
    expect(told).toContain('Signer Certificate Common Name: Jörg Größe (Lab)');
  });

  test.skipIf(!hasStore)(
    'is seen by pdfsig to be broken by a changed byte, and not total with something appended',
    () => {
      const changed = readFileSync(report);
      changed[4_000] = (changed[4_000] ?? 0) ^ 1;
      writeFileSync(bench.path('changed.pdf'), changed);
      expect(pdfsig(bench.path('changed.pdf'))).toContain('Digest Mismatch');
      copyFileSync(report, bench.path('longer.pdf'));
      appendFileSync(bench.path('longer.pdf'), '% later\n');
      expect(pdfsig(bench.path('longer.pdf'))).toContain('Not total document signed');
    },
  );

  test.skipIf(!hasQpdf)('leaves a file in which qpdf finds no error', () => {
    const ran = spawnSync('qpdf', ['--check', report], { encoding: 'utf8' });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('No syntax or stream encoding errors found');
  });

  test.skipIf(!hasOpenssl)('holds a CAdES signature of the rest for openssl, with its chain', () => {
    const reading = readPdfSignature(readFileSync(report));
    if (!reading.ok) {
      throw new Error(reading.problem);
    }
    bench.write('cms.der', reading.signature);
    bench.write('rest', reading.signedBytes);
    bench.write('ca.crt', signer.issuersPem[0] ?? '');
    const words = ['cms', '-verify', '-binary', '-cades', '-inform', 'DER', '-in', 'cms.der', '-content', 'rest'];
    bench.openssl(...words, '-CAfile', 'ca.crt', '-out', 'out');
    expect(readCms(reading.signature)?.signingTime, 'the time stands in the dictionary').toBeUndefined();
  });

  test('counts only where it covers the whole file', () => {
    const pdf = readFileSync(report);
    const problemOf = (bytes: Uint8Array) => {
      const reading = readPdfSignature(bytes);
      return reading.ok ? 'none' : reading.problem;
    };
    expect(problemOf(pdf)).toBe('none');
    expect(problemOf(Buffer.concat([pdf, Buffer.from('\n')]))).toBe('partial');
    expect(problemOf(pdf.subarray(0, -1))).toBe('partial');
    expect(problemOf(Buffer.concat([Buffer.from(' '), pdf]))).toBe('partial');
    expect(problemOf(Buffer.from(pdf.toString('latin1').replace('/ByteRange [0', '/ByteRange [1'), 'latin1'))).toBe(
      'partial',
    );
    expect(problemOf(Buffer.from(pdf.toString('latin1').replace('/Contents <30', '/Contents <31'), 'latin1'))).toBe(
      'malformed',
    );
    expect(problemOf(Buffer.from(pdf.toString('latin1').replace('00>\n/Name', '01>\n/Name'), 'latin1'))).toBe(
      'malformed',
    );
    expect(problemOf(Buffer.from('%PDF-1.7\n%%EOF\n'))).toBe('unsigned');
    for (let length = 0; length < 400; length += 1) {
      expect(problemOf(pdf.subarray(pdf.length - length))).not.toBe('none');
    }
  });

  test.skipIf(!hasStore)('by a key without a root is valid and total, and never trusted', async () => {
    const alone = await selfSignedSigner();
    mkdirSync(bench.path('alone'));
    const { path } = await buildIn(bench.path('alone'), alone, await makeContent(alone));
    const told = pdfsig(join(path, 'data/report/briefing.pdf'));
    expect(told).toContain('Signature is Valid');
    expect(told).toContain('Total document signed');
    expect(told).not.toContain('Certificate is Trusted');
  });

  test('is not put into a file that was not drawn here, nor where its place is too small', async () => {
    const request = {
      name: 'Dana',
      reason: 'A test',
      signingTime: new Date(0),
      reservedBytes: 4_000,
      sign: (bytes: Uint8Array) => signer.signDetached(bytes, null),
    };
    await expect(signPdf(readFileSync(report), request)).rejects.toThrow('cannot be signed');
    await expect(signPdf(Buffer.from('%PDF-1.7\n%%EOF\n'), request)).rejects.toThrow('does not end as one of ours');
    const drawn = unsigned(readFileSync(report));
    expect(readPdfSignature(await signPdf(drawn, request))).toMatchObject({ ok: true });
    await expect(signPdf(drawn, { ...request, reservedBytes: 500 })).rejects.toThrow('longer than the place');
  });
});
