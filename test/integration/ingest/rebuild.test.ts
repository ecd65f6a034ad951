import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeCatalogue, rebuildCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import fc from '../../helpers/properties';
import { tempFolder } from '../../helpers/temp-folder';
import { mail, mbox } from '../../unit/ingest/mail';
import { allRows, newWorkbench, reopen } from './workbench';

const PAGE = 4096;

async function filledCase(): Promise<string> {
  const folder = join(tempFolder('mails'), 'in');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.mbox'), mbox(Array.from({ length: 150 }, (_, n) => mail({ subject: `number ${n}` }))));
  writeFileSync(
    join(folder, 'b.eml'),
    mail({ body: 'A quite different letter.', headers: ['Reply-To: c@example.net'] }),
  );
  const dir = join(tempFolder('case'), 'x.chainmail');
  const bench = await newWorkbench(dir);
  await bench.importPaths([folder]);
  await bench.importPaths([join(folder, 'b.eml')]);
  await bench.close();
  return dir;
}

/** Everything that the catalogue tells. */
function contents({ catalogue }: { readonly catalogue: Parameters<typeof allRows>[0] }) {
  const found = ['letter', 'number', 'subject:"number 7"'].map((query) =>
    allRows(catalogue, query).map(({ ref }) => ref),
  );
  return { rows: allRows(catalogue), findings: [...catalogue.findings()], rules: catalogue.findingCounts(), found };
}

/** What `step` gives, or the sentence of its failure. */
function attempt(step: () => unknown): unknown {
  try {
    return step();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('deleted, cut, scribbled over or replaced by a folder lock: the same rows come back', async () => {
  const dir = await filledCase();
  const file = join(dir, 'derived/catalogue.sqlite');
  const first = await reopen(dir);
  const before = contents(first);
  expect(before.rows).toHaveLength(152);
  expect(first.catalogue.missing()).toEqual([]);
  await first.close();
  const size = statSync(file).size;
  const damages: readonly (() => void)[] = [
    () => rmSync(join(dir, 'derived'), { recursive: true }),
    () => rmSync(file),
    () => truncateSync(file, 5_000),
    () => truncateSync(file, size / 2),
    () => writeFileSync(file, 'this is no database'),
    () => writeFileSync(file, 'null'),
    () => writeFileSync(file, '[]'),
    () => writeFileSync(file, ''),
    () => writeFileSync(file, Buffer.alloc(size)),
    () => mkdirSync(`${file}.lock`),
  ];
  for (const damage of damages) {
    damage();
    const bench = await reopen(dir);
    await completeCatalogue(bench.store, bench.catalogue, bench.pool);
    expect(contents(bench)).toEqual(before);
    await bench.close();
  }
  const bench = await reopen(dir);
  const stages: string[] = [];
  await rebuildCatalogue(bench.store, bench.catalogue, bench.pool, { onProgress: ({ stage }) => stages.push(stage) });
  expect(contents(bench)).toEqual(before);
  expect(stages).toContain('Reading messages');
  await bench.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('damage that shows only in use: said so, and made anew at the next opening', async () => {
  const dir = await filledCase();
  const file = join(dir, 'derived/catalogue.sqlite');
  const first = await reopen(dir);
  const before = contents(first);
  await first.close();
  let shown = 0;
  const pages = statSync(file).size / PAGE;
  for (let page = 1; page < pages; page += Math.ceil(pages / 25)) {
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.from(whole).fill(0, page * PAGE, (page + 1) * PAGE));
    const bench = await reopen(dir).catch(() => null);
    const told = bench === null ? null : attempt(() => contents(bench));
    await bench?.close();
    const isNoticed = JSON.stringify(told) !== JSON.stringify(before);
    shown += isNoticed ? 1 : 0;
    const again = await reopen(dir);
    await completeCatalogue(again.store, again.catalogue, again.pool);
    expect(contents(again), `page ${page}`).toEqual(before);
    await again.close();
    writeFileSync(file, whole);
  }
  expect(shown).toBeGreaterThan(3);
}, 300_000);

test('a second process reads beside the writer and leaves nothing behind', async () => {
  const dir = await filledCase();
  const writer = await reopen(dir);
  const reader = await reopen(dir, undefined, 'read');
  await completeCatalogue(reader.store, reader.catalogue, reader.pool);
  expect(reader.catalogue.isWritable).toBe(false);
  expect(contents(reader)).toEqual(contents(writer));
  await writer.importPaths([join(dir, 'journal.jsonl')]);
  expect(allRows(reader.catalogue)).toHaveLength(152);
  await reader.close();
  await writer.close();
  expect(readdirSync(join(dir, 'derived')).sort()).toEqual(['catalogue.sqlite', 'catalogue.sqlite-journal']);
});

test('a reader of a case whose catalogue is gone makes a private one', async () => {
  const dir = await filledCase();
  rmSync(join(dir, 'derived'), { recursive: true });
  const reader = await reopen(dir, undefined, 'read');
  await completeCatalogue(reader.store, reader.catalogue, reader.pool);
  expect(allRows(reader.catalogue)).toHaveLength(152);
  await reader.close();
  expect(existsSync(join(dir, 'derived'))).toBe(false);
});

test('no search can make SQL stumble', async () => {
  const bench = await reopen(await filledCase());
  const piece = fc.constantFrom(
    'from:',
    'body:',
    'tag:',
    'header:',
    '=',
    '"',
    "'",
    '-',
    ' OR ',
    ' ',
    '*',
    'NEAR(',
    ')',
    '{',
    '}',
    ':',
    '^',
    'a',
    '\0',
    '\ud800',
    '\u0301',
    '7',
    'rule:*',
    'is:exhibit',
    'has:annotation',
    'before:2021',
  );
  const text = fc.oneof(
    fc.array(piece).map((all) => all.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, (query) => {
      try {
        const { total, rows } = bench.catalogue.list({
          query,
          sort: 'severity',
          descending: true,
          offset: 0,
          limit: 10,
        });
        expect(rows.length).toBe(Math.min(total, 10));
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-request' });
      }
    }),
    { numRuns: 1_500 },
  );
});
