import { basename, join } from 'node:path';
import { build } from 'vite';

/**
 * Builds a child program (TypeScript, with the engine in it) into one file that plain Node 20 runs.
 *
 * @returns the path of the built file in `outDir`
 */
export async function buildChild(entry: string, outDir: string): Promise<string> {
  const name = basename(entry, '.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    define: { __CHAINMAIL_VERSION__: JSON.stringify('0.0.0-test') },
    ssr: { noExternal: true, target: 'node' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      ssr: true,
      rollupOptions: { input: { [name]: entry }, output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  });
  return join(outDir, `${name}.mjs`);
}
