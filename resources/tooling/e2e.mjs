import { ensureBuilt } from './build.mjs';
import { describeRuntime } from './electron-runtime.mjs';
import { withDisplay } from './lib/display.mjs';
import { runPlaywright } from './lib/playwright.mjs';
import { notice, runProgram } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/** `npm run e2e [-- arguments of playwright test]`: the end-to-end and security tests in the real window. */
await runProgram(async () => {
  const args = process.argv.slice(2);
  const { runtime } = await ensureReady({ need: 'tests' });
  await ensureBuilt();
  notice(`${describeRuntime(runtime)}.`);
  const projects = args.some((arg) => arg.startsWith('--project')) ? [] : ['--project=e2e', '--project=security'];
  const { status } = await withDisplay((env) => runPlaywright([...projects, ...args], env));
  return status;
});
