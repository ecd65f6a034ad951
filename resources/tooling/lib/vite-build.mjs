import { join } from 'node:path';
import { build } from 'vite';

/** Runs the three builds of vite.config.ts into the folder named on the command line. build.mjs starts this. */

const target = process.argv[2];
const folders = { node: '', preload: 'preload', renderer: 'renderer' };

try {
  for (const [mode, folder] of Object.entries(folders)) {
    await build({ mode, logLevel: 'warn', build: { outDir: join(target, folder) } });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
