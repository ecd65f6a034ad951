import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { importEvidence } from '../../../electron/engine/ingest/import-evidence';
import { openMessagePool } from '../../../electron/engine/message/message-pool';
import { zipOf } from '../../helpers/archives';
import { tempFolder } from '../../helpers/temp-folder';
import { mail } from '../../unit/ingest/mail';
import { allRows, buildEntry, newWorkbench, plainRequest, pool, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
});

test('an item that hangs its reader is named, and the rest goes on', async () => {
  const hanging = openMessagePool(await buildEntry('bad-unpacker', 'test/integration/ingest/bad-unpacker.ts'), {
    threads: 1,
    unpackMs: 1_500,
  });
  const folder = tempFolder('in');
  const paths = ['some.zip', 'hang.zip'].map((name) => join(folder, name));
  for (const path of paths) {
    writeFileSync(path, zipOf([{ name: 'a.eml', content: mail() }]));
  }
  const result = await importEvidence({ ...bench, pool: hanging }, { ...plainRequest, paths });
  await hanging.close();
  const [some, hang] = result.evidence;
  expect(some?.messages).toBe(3);
  expect(some?.setAside).toEqual([
    { where: 'some.zip/item 2', reason: expect.stringContaining('reading it took longer than') },
  ]);
  expect(hang?.messages).toBe(0);
  expect(hang?.setAside.at(-1)).toEqual({ where: 'hang.zip', reason: expect.stringContaining('kept whole, not read') });
  expect(allRows(bench.catalogue, `evidence:${some?.number}`).map(({ source }) => source)).toEqual([
    'some.zip/0.eml',
    'some.zip/2.eml',
    'some.zip/3.eml',
  ]);
});

const example = resolve(import.meta.dirname, '../../../node_modules/pst-extractor/example/testdata/enron.pst');

test.skipIf(!existsSync(example))('data files that are damaged or cut off: something, or a true reason', async () => {
  const whole = readFileSync(example);
  const quick = await pool({ threads: 1, unpackMs: 5_000 });
  // Reproducible noise (a linear congruential generator).
  let state = 1;
  const chance = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % limit;
  };
  const folder = tempFolder('damaged');
  const paths = Array.from({ length: 10 }, (_, round) => {
    const bytes = Buffer.from(round % 3 === 0 ? whole.subarray(0, 600 + chance(whole.length)) : whole);
    // The node trees lie in the pages that end with two equal marks of their kind.
    for (let change = 0; change < 300; change += 1) {
      const page = chance(bytes.length >> 9) << 9;
      const isTree = bytes[page + 496] === bytes[page + 497] && [0x80, 0x81].includes(bytes[page + 496] ?? 0);
      if (round % 2 === 1 || isTree) {
        bytes[Math.max(600, page + chance(512))] = chance(256);
      }
    }
    const path = join(folder, `${round}.pst`);
    writeFileSync(path, bytes);
    return path;
  });
  const result = await importEvidence({ ...bench, pool: quick }, { ...plainRequest, paths });
  expect(result.evidence).toHaveLength(paths.length);
  for (const item of result.evidence) {
    expect(item.messages > 0 || item.setAside.length > 0).toBe(true);
    expect(item.setAside.every(({ reason }) => reason.length > 10)).toBe(true);
  }
  console.log(result.evidence.map(({ messages, setAside }) => `${messages}+${setAside.length}`).join(' '));
});

test('after all of it the case verifies', async () => {
  await bench.close();
  const result = await verifyCase(bench.store.dir);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
});
