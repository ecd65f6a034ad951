/** What is printed on pages for cameras and for courts: the code with the checkpoint, the stamps of exhibits. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import readCode from 'jsqr';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../electron/engine/packet/report/render-pdf';
import { composeReport } from '../../../shared/packet-format/compose-report';
import { custodyFormDocument } from '../../../shared/packet-format/forms/custody-form';
import { batesNumbers } from '../../../shared/packet-format/machine/bates';
import type { ReportDocument } from '../../../shared/packet-format/report-model';
import { hasProgram } from '../../helpers/has-program';
import { BRIEFING } from '../../unit/packet/briefing-sample';
import { sampleContent, sampleExhibit } from '../../unit/packet/sample';
import { RESOURCES, withFolder } from './packet-lab';

const run = promisify(execFile);
const MAX = { maxBuffer: 256 * 1024 ** 2 };

async function drawn(folder: string, report: ReportDocument): Promise<string> {
  const path = join(folder, 'drawn.pdf');
  await writeFile(path, await renderPdf(report, { resourcesDir: RESOURCES }));
  return path;
}

/** A page as pixels, red, green, blue and alpha. */
async function pixels(path: string, page: number, dpi: number) {
  const words = ['-r', String(dpi), '-f', String(page), '-l', String(page), path];
  const { stdout } = await run('pdftoppm', words, { ...MAX, encoding: 'buffer' });
  const [head = '', width = '', height = ''] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString('latin1', 0, 64)) ?? [];
  const rgb = stdout.subarray(head.length);
  const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let at = 0; at < rgb.length; at += 1) {
    data[Math.trunc(at / 3) * 4 + (at % 3)] = rgb[at] ?? 0;
  }
  return { data, width: Number(width), height: Number(height) };
}

describe.skipIf(!hasProgram('pdftoppm'))('the code on the custody form', () => {
  test.each([100, 200])('at %i dots an inch, read by another program, is the checkpoint to the byte', async (dpi) => {
    await withFolder(async (folder) => {
      const content = sampleContent();
      const path = await drawn(folder, custodyFormDocument(content));

      const codes = await Promise.all(
        [1, 2].map(async (page) => {
          const { data, width, height } = await pixels(path, page, dpi);
          return width === 0 ? null : readCode(data, width, height);
        }),
      );

      const found = codes.filter((code) => code !== null);
      expect(found.map(({ binaryData }) => Buffer.from(binaryData).toString('utf8'))).toEqual([
        content.checkpoint.text,
      ]);
    });
  });
});

describe.skipIf(!hasProgram('pdftotext'))('stamps', () => {
  test.each(['general', 'attorney'] as const)(
    '%s: each page of an exhibit has its label, Bates number, sheet and hash; no other page has one',
    async (template) => {
      await withFolder(async (folder) => {
        const content = { ...sampleContent([sampleExhibit('A'), sampleExhibit('B')]), briefing: BRIEFING, template };
        const report = composeReport(content);
        const path = await drawn(folder, report);

        const { stdout } = await run('pdftotext', ['-layout', path, '-'], MAX);
        const pages = stdout.split('\f').slice(0, -1);

        const stamped = pages.map((page) =>
          /EXHIBIT (\S+)\s+(\S+)\s+sheet (\d+) of (\d+)\s+SHA-256 ([0-9a-f]{16})/.exec(page.replaceAll(/\s+/g, ' ')),
        );
        const [first = '', second = ''] = batesNumbers(content);
        for (const [label, bates] of [
          ['A', first],
          ['B', second],
        ] as const) {
          const sheets = stamped.filter((stamp) => stamp?.[1] === label);
          const count = sheets.length;
          expect(count).toBeGreaterThan(2);
          expect(sheets.map((stamp) => stamp?.slice(2))).toEqual(
            sheets.map((_, index) => [
              bates,
              String(index + 1),
              String(count),
              content.exhibits[0]?.message.sha256.slice(0, 16),
            ]),
          );
        }
        const titles = pages.map(
          (page) => page.split('\n').find((line) => line.trim() !== '' && !line.includes('TLP:AMBER')) ?? '',
        );
        for (const [index, stamp] of stamped.entries()) {
          expect([titles[index], titles[index]?.includes('Exhibit ')]).toEqual([titles[index], stamp !== null]);
        }
      });
    },
  );
});
