import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const manifest: { readonly version: string; readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

/**
 * Three builds from one file: `--mode renderer`, `--mode preload`, `--mode node`.
 *
 * The node build holds everything that runs without a window: the desktop's main process, the engine behind it,
 * the worker entries and the command line. Runtime dependencies stay in node_modules, so that an auditor sees them whole.
 */
const external = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  ...Object.keys(manifest.dependencies).flatMap((name) => [name, new RegExp(`^${name}/`)]),
];

const define = { __CHAINMAIL_VERSION__: JSON.stringify(manifest.version) };

const node: UserConfig = {
  define,
  publicDir: false,
  build: {
    outDir: 'build/app',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    sourcemap: true,
    ssr: true,
    rollupOptions: {
      external,
      input: {
        'main/main': resolve('electron/main/main.ts'),
        'node/engine-host': resolve('electron/engine/engine-host.ts'),
        'node/message-worker': resolve('electron/workers/message-worker.ts'),
        'node/chainmail': resolve('electron/cli/chainmail.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'node/chunks/[name]-[hash].js' },
    },
  },
};

/** A sandboxed preload script must be one CommonJS file. */
const preload: UserConfig = {
  define,
  publicDir: false,
  build: {
    outDir: 'build/app/preload',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    ssr: true,
    rollupOptions: {
      external,
      input: { preload: resolve('electron/preload/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

const renderer: UserConfig = {
  define,
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../build/app/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

const configs: Readonly<Record<string, UserConfig>> = { node, preload, renderer };

export default defineConfig(({ mode }) => {
  const config = configs[mode];
  if (config === undefined) {
    throw new Error(`vite: choose --mode ${Object.keys(configs).join(', ')}`);
  }
  return config;
});
