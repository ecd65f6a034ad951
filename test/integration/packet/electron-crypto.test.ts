/** The tree and its signatures under Electron's own Node, whose crypto library is not the one that the tests run on. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presentRuntime } from '../../../resources/tooling/electron-runtime.mjs';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';

const VECTORS = resolve('test/fixtures/merkle-vectors.json');
const runtime = presentRuntime();
const why = runtime === undefined ? ' (skipped: no Electron runtime is there; "npm run setup" fetches one)' : '';

async function runWith(program: string, env: NodeJS.ProcessEnv) {
  const child = await buildChild(resolve('test/tools/tree-child.ts'), tempFolder('tree-child'));
  const { stdout, stderr, status } = spawnSync(program, [child, VECTORS], { encoding: 'utf8', env });
  return { status, stderr, report: JSON.parse(stdout === '' ? 'null' : stdout) };
}

describe('the 196 vectors and a signed checkpoint', () => {
  test('hold in this Node', async () => {
    const { report } = await runWith(process.execPath, process.env);

    expect(report).toEqual({ checked: 196, wrong: [], electron: null, signers: 1 });
  });

  test.skipIf(runtime === undefined)(`hold in Electron's Node${why}`, async () => {
    const { report, stderr } = await runWith(runtime?.path ?? '', { ...process.env, ELECTRON_RUN_AS_NODE: '1' });

    expect(stderr).toBe('');
    expect(report).toEqual({ checked: 196, wrong: [], electron: runtime?.version, signers: 1 });
  });
});
