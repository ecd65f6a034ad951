import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { hostileExhibit, MESSAGE, sampleExhibit } from '../../unit/packet/sample';
import { buildIn, makeContent, makeLabSigner, textOf, withBytes, withFolder } from './packet-lab';

const run = promisify(execFile);
const PDF = 'data/report/briefing.pdf';

/** Everything that a terminal obeys or that turns the direction of writing. */
const DANGEROUS = /[\p{Cc}\p{Cf}]/u;

/** Line ends and page breaks are the file's own. */
const withoutBreaks = (text: string) => text.replaceAll(/[\r\n\f]/g, '');

async function pageText(path: string, file = PDF): Promise<string> {
  return (await run('pdftotext', ['-layout', join(path, file), '-'], { maxBuffer: 64 * 1024 ** 2 })).stdout;
}

describe('the briefing report', () => {
  test('is a tagged PDF with title, language, date of the content and bookmarks', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));

      const { stdout } = await run('pdfinfo', ['-isodates', join(path, PDF)]);
      const raw = (await readFile(join(path, PDF))).toString('latin1');

      expect(stdout).toMatch(/Title:\s+Briefing packet EC-2020-001_packet-0001/);
      expect(stdout).toMatch(/Tagged:\s+yes/);
      expect(stdout).toMatch(/CreationDate:\s+2026-11-23T19:07:59Z/);
      expect(stdout).toMatch(/JavaScript:\s+no/);
      expect(raw).toContain('/Lang (en)');
      expect(raw).toContain('/Outlines');
    });
  });

  test('has all its fonts inside', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));

      const { stdout } = await run('pdffonts', [join(path, PDF)]);

      const rows = stdout.trim().split('\n').slice(2);
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.filter((row) => !/IBMPlex.*\syes\s+yes\s+yes\s/.test(row))).toEqual([]);
    });
  });

  test('says on every page the case, the packet and the page', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));

      const pages = (await pageText(path)).split('\f').slice(0, -1);

      expect(pages.length).toBeGreaterThan(10);
      for (const [index, page] of pages.entries()) {
        expect(page).toContain('EC-2020-001_packet-0001');
        expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(page).toContain('TLP:AMBER');
      }
    });
  });

  test('holds the exhibits, their observations and the examiner\u2019s words, and no word of judgement', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));

      const text = await pageText(path);

      for (const words of [
        'Exhibit A',
        'Bottom line',
        'The Date lies after the delivery',
        'Innocent causes',
        'claimed, not verified',
        'back in time',
        'Checked against the county',
        'Chain of custody',
        'How to verify this packet',
        signer.fingerprint.slice(0, 4),
      ]) {
        expect(text).toContain(words);
      }
      expect(text).not.toMatch(/\b(proves|hacked|clearly|obviously|fake)\b/i);
    });
  });
});

describe('hostile exhibits', () => {
  test('are harmless in every file of the packet', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { exhibit, bytes } = hostileExhibit();
      const content = await makeContent(signer, [withBytes(exhibit, bytes), withBytes(sampleExhibit('B'), MESSAGE)]);
      const hostile = { ...content, case: { ...content.case, name: 'Case \u202e & <x>]]> \u001b[2J' } };

      const { path } = await buildIn(folder, signer, hostile);

      for (const file of [
        'README.txt',
        'bag-info.txt',
        'data/packet.json',
        'data/exhibits.csv',
        'data/findings.jsonl',
        'data/custody/journal.csv',
      ]) {
        expect([file, DANGEROUS.exec(withoutBreaks(await textOf(path, file)))?.[0]]).toEqual([file, undefined]);
      }
      const csv = await textOf(path, 'data/exhibits.csv');
      expect(csv).not.toMatch(/(^|,)"?[=+@-]/m);
      expect(csv.split('\r\n')).toHaveLength(4);
      expect(await readFile(join(path, 'data/exhibits/exhibit-CON.eml'))).toEqual(bytes);
    });
  });

  test('are shown in the report by code point, wrapped and cut', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { exhibit, bytes } = hostileExhibit();

      const { path } = await buildIn(folder, signer, await makeContent(signer, [withBytes(exhibit, bytes)]));
      const text = await pageText(path);
      const { stdout } = await run('pdfinfo', [join(path, PDF)]);

      expect(withoutBreaks(text)).not.toMatch(DANGEROUS);
      for (const label of ['<U+202E>', '<U+001B>', '<U+0000>', '<U+4E2D>', '<U+0430>', '<0xFF>']) {
        expect(text).toContain(label);
      }
      expect(text).toContain('further characters are not printed here');
      expect(Number(/Pages:\s+(\d+)/.exec(stdout)?.[1])).toBeLessThan(30);
    });
  });
});

describe('the forms', () => {
  test.each([
    ['certification-902-14', /Certification under Rule 902\(14\)[\s\S]*28 U\.S\.C\. § 1746[\s\S]*Signature/],
    ['certification-902-13', /Certification under Rule 902\(13\)[\s\S]*rule set 2026-11-23[\s\S]*Signature/],
    ['custody-form', /Evidence custody form[\s\S]*Hash of the last entry[\s\S]*Disposal[\s\S]*Witness/],
  ])('%s is a tagged PDF without a cover, with everything printed', async (name, words) => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const file = `data/forms/${name}.pdf`;

      const { stdout } = await run('pdfinfo', [join(path, file)]);
      const text = await pageText(path, file);

      expect(stdout).toMatch(/Tagged:\s+yes/);
      expect(text).toMatch(words);
      expect(text).toContain('Page 1 of ');
      expect(text).not.toContain('Contents');
      expect(withoutBreaks(text)).not.toMatch(DANGEROUS);
    });
  });
});
