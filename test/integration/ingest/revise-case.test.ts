import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { changeProtection } from '../../../electron/engine/case/acts';
import { reviseCase } from '../../../electron/engine/catalogue/revise-case';
import { tempFolder } from '../../helpers/temp-folder';
import { newWorkbench, type Workbench } from './workbench';

/** Looking again at a case that was told something new: bounded, cancelled at any moment, and gone on with. */

const MESSAGES = 400;
const LOOK_ALIKE = 'identity.look-alike-domain';
let bench: Workbench;
const found = () => [...bench.catalogue.findings({ rule: LOOK_ALIKE })].length;
const protect = (...domains: string[]) =>
  changeProtection(bench.store, bench.signer, { names: [], domains, addresses: [] });
const revise = (options = {}) => reviseCase(bench.store, bench.catalogue, bench.pool, options);

/** Cancels when the first batch has been looked at: a moment that does not depend on how fast the machine is. */
const reviseAndCancel = async () => {
  const abort = new AbortController();
  const look: Workbench['pool']['revise'] = async (...task) => {
    const seen = await bench.pool.revise(...task);
    abort.abort();
    return seen;
  };
  await reviseCase(bench.store, bench.catalogue, { ...bench.pool, revise: look }, { signal: abort.signal });
};

beforeAll(async () => {
  bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const path = join(tempFolder('mail'), 'all.mbox');
  const mail = (n: number) =>
    `From anna Thu May 20 12:00:00 2021\nFrom: anna@examp1e.net\nTo: ben@example.net\nSubject: ${n}\nMessage-ID: <${n}@x.test>\nDate: Thu, 20 May 2021 12:00:00 +0000\n\nbody ${n}\n\n`;
  writeFileSync(path, Array.from({ length: MESSAGES }, (_, n) => mail(n)).join(''));
  await bench.importPaths([path]);
}, 120_000);

test('a revision that was cancelled goes on where it was, and nothing is missed', { timeout: 120_000 }, async () => {
  await revise();
  expect(found()).toBe(0);
  await protect('example.net');

  await expect(reviseAndCancel()).rejects.toThrow();
  const reached = found();
  const { pass } = bench.catalogue.revision.state() ?? {};
  expect(reached).toBeGreaterThan(0);
  expect(reached).toBeLessThan(MESSAGES);
  expect(pass?.after).toBeGreaterThan(0);

  const seen: number[] = [];
  await revise({ onProgress: (step: { readonly doneMessages: number }) => seen.push(step.doneMessages) });
  expect(found()).toBe(MESSAGES);
  expect(Math.max(...seen)).toBe(MESSAGES - reached);
  expect(bench.catalogue.revision.state()?.pass).toBeNull();
});

test('a list that changed again while one was under way begins anew', { timeout: 120_000 }, async () => {
  await protect();
  await expect(reviseAndCancel()).rejects.toThrow();
  await protect('example.net', 'other.test');
  await revise();

  expect(found()).toBe(MESSAGES);
});

test('where nothing is new, nothing is read', async () => {
  const stages: string[] = [];
  await revise({ onProgress: ({ stage }: { readonly stage: string }) => stages.push(stage) });

  expect(stages).toEqual([]);
});
