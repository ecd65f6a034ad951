import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { builtApp } from './lib/paths.mjs';
import { runProgram } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm run -s chainmail -- VERB …`: the command line out of a checkout. Installs and builds first where needed, silently otherwise,
 * then becomes the built program: same process, same streams, same exit status. It needs no Electron and no display.
 */

const program = join(builtApp, 'node/chainmail.js');

await runProgram(async () => {
  await ensureReady({ need: 'command-line' });
  await ensureBuilt();
});

if (process.exitCode === 0) {
  process.exitCode = undefined;
  returnToCallersFolder();
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
}

/** npm runs scripts in the checkout; paths on the command line are meant from where npm was called. */
function returnToCallersFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  if (script === 'chainmail' && folder) {
    process.chdir(folder);
  }
}
