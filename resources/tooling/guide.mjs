import { ensureBuilt } from './build.mjs';
import { withDisplay } from './lib/display.mjs';
import { runPlaywright } from './lib/playwright.mjs';
import { runProgram } from './lib/say.mjs';
import { ensureReady } from './setup.mjs';

/** `npm run guide`: writes docs/guide.md and its pictures anew, by following the chapters of test/e2e/guide in the real window. */
await runProgram(async () => {
  await ensureReady({ need: 'window' });
  await ensureBuilt();
  const { status } = await withDisplay((env) =>
    runPlaywright(['--project=e2e', 'test/e2e/guide.spec.ts'], { ...env, CHAINMAIL_GUIDE: 'write' }),
  );
  return status;
});
