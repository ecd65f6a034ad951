import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { describeRuntime } from './electron-runtime.mjs';
import { withDisplay } from './lib/display.mjs';
import { build } from './lib/paths.mjs';
import { runPlaywright } from './lib/playwright.mjs';
import { isProgram, notice, runProgram } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/**
 * The sample case from import to packet in the real window, without anybody at the keyboard. The steps are in test/e2e/tour.ts;
 * what they leave lies in build/tour/.
 */

const folder = join(build, 'tour');

/**
 * @param {{ args?: readonly string[] }} [options] `args` are passed on to the program
 * @returns {Promise<number>} exit status
 */
export async function tour({ args = [] } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { status } = await withDisplay((env) =>
    runPlaywright(['--project=tour', '--reporter=list'], {
      ...env,
      CHAINMAIL_TOUR: folder,
      CHAINMAIL_TOUR_ARGS: JSON.stringify(args),
    }),
  );
  if (status !== 0) {
    notice('The tour did not come to its end; what went wrong stands above.');
    return status;
  }
  notice(['The tour is done. It left:', ...whatLies().map((path) => `  ${path}`)].join('\n'));
  return 0;
}

/** The packets and the pictures, one path a line. */
function whatLies() {
  const packets = readdirSync(folder).filter((name) => name.startsWith('packet'));
  const pictures = readNames(join(folder, 'screenshots')).filter((name) => name.endsWith('.png'));
  return [...packets, ...pictures.map((name) => join('screenshots', name))].map((name) => join(folder, name));
}

function readNames(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const { runtime } = await ensureReady({ need: 'window' });
    await ensureBuilt();
    notice(`${describeRuntime(runtime)}.`);
    return await tour({ args: process.argv.slice(2) });
  });
}
