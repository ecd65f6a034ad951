/** To be killed: acts and imports without end, each acknowledged on standard output after it is done. */
import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { openCase } from '../../electron/engine/case/case-store';
import { systemEnvironment } from '../../electron/engine/environment';
import { importSample, recordInterrupted, sampleAct } from './sample-acts';
import { readTestKey } from './test-key';

const [, , mode = '', dir = '', keyFile = '', scratch = ''] = argv;

async function acts(): Promise<never> {
  const signer = readTestKey(keyFile);
  const store = await openCase(dir, { mode: 'write' }, systemEnvironment);
  await recordInterrupted(store, signer);
  const acknowledge = () => writeSync(1, `A ${store.view.head.seq} ${store.view.head.hash}\n`);
  acknowledge();
  for (let n = store.view.head.seq; ; n += 1) {
    await sampleAct(store, signer, n);
    acknowledge();
    if (n % 4 === 0) {
      await importSample(store, signer, { files: 5, seed: n, folder: scratch });
      acknowledge();
    }
  }
}

/** The control: the same kills against a plain `writeFile` of 2 MB. */
async function plain(): Promise<never> {
  const content = { list: Array.from({ length: 20_000 }, (_, n) => `entry ${n} ${'x'.repeat(80)}`) };
  for (let n = 0; ; n += 1) {
    await writeFile(join(dir, 'plain.json'), JSON.stringify({ n, ...content }));
    writeSync(1, `A ${n} -\n`);
  }
}

await (mode === 'plain' ? plain() : acts());
