/** To be recorded by `oplog`: makes a case, acts, imports and signs in it, and says what is done after it is done. */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { type CaseStore, createCase, openCase } from '../../electron/engine/case/case-store';
import { coverJournal } from '../../electron/engine/custody/cover-journal';
import { JournalTree } from '../../electron/engine/custody/journal-tree';
import { systemEnvironment } from '../../electron/engine/environment';
import type { Signer } from '../../electron/engine/identity/signer';
import { importSample, sampleAct } from './sample-acts';
import { readTestKey } from './test-key';

const [, , dir = '', keyFile = ''] = argv;

function acknowledge(store: CaseStore): void {
  writeSync(1, `A ${store.view.head.seq} ${store.view.head.hash}\n`);
}

/** A session as the program has it: acts, an import, acts again, a checkpoint at its end. */
async function work(store: CaseStore, signer: Signer, first: number): Promise<void> {
  acknowledge(store);
  for (let n = first; n < first + 3; n += 1) {
    await sampleAct(store, signer, n);
    acknowledge(store);
  }
  await importSample(store, signer, { files: 3, seed: first });
  acknowledge(store);
  await Promise.all([sampleAct(store, signer, first + 3), sampleAct(store, signer, first + 4)]);
  acknowledge(store);
  await coverJournal(store, new JournalTree(store.paths.journal), signer);
  await store.close();
}

const signer = readTestKey(keyFile);
await work(await createCase(dir, { name: 'Crash', number: '1' }, signer, systemEnvironment), signer, 0);
await work(await openCase(dir, { mode: 'write' }, systemEnvironment), signer, 10);
