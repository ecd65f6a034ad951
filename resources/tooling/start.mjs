import { ensureBuilt } from './build.mjs';
import { describeRuntime, electronSwitches } from './electron-runtime.mjs';
import { run } from './lib/child.mjs';
import { hasDisplay } from './lib/display.mjs';
import { root } from './lib/paths.mjs';
import { notice, runProgram } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/**
 * `npm start [-- --sample] [other arguments]`: makes everything ready and opens the window. Without a display it runs the same
 * window on a virtual one, through the sample case.
 */
await runProgram(async () => {
  const args = process.argv.slice(2);
  const { runtime } = await ensureReady({ need: 'window' });
  await ensureBuilt();
  notice(`${describeRuntime(runtime)}.`);
  if (!hasDisplay()) {
    notice('There is no display here. The same window now runs on a virtual one, through the sample case.');
    const { tour } = await import('./tour.mjs');
    return await tour({ args });
  }
  const { status } = await run(runtime.path, [...electronSwitches(), root, ...args], {
    cwd: process.env.npm_lifecycle_event === 'start' ? process.env.INIT_CWD : undefined,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
  });
  return status;
});
