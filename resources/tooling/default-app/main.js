import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/**
 * Opens the application folder named on the command line, as Electron's own default application does: `electron [switches] FOLDER`.
 * The Electron of the npm registry comes without one; `electron-registry.mjs` packs this into its `resources/default_app.asar`.
 */

const { folder, preloads } = readCommandLine(process.argv.slice(1));
for (const file of preloads) {
  createRequire(import.meta.url)(resolve(file));
}
if (folder === undefined) {
  process.stderr.write('Name the folder of the application to open.\n');
  app.exit(2);
} else {
  await open(resolve(folder));
}

/** The first plain argument is the folder; `-r FILE` names a script to run before it (Playwright uses this). */
function readCommandLine(args) {
  const preloads = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (arg === '-r' || arg === '--require') {
      index += 1;
      preloads.push(args[index]);
    } else if (!arg.startsWith('-')) {
      return { folder: arg, preloads };
    }
  }
  return { folder: undefined, preloads };
}

async function open(path) {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version ?? '0.0.0');
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  app.setAppPath(path);
  await import(pathToFileURL(join(path, manifest.main ?? 'index.js')).href);
}
