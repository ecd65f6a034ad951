/** A case with its catalogue and real worker threads, for tests of the import. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll } from 'vitest';
import { type CaseStore, createCase, openCase } from '../../../electron/engine/case/case-store';
import { type Catalogue, openCatalogue } from '../../../electron/engine/catalogue/catalogue';
import { systemEnvironment } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import {
  type ImportOptions,
  type ImportRequest,
  importEvidence,
} from '../../../electron/engine/ingest/import-evidence';
import {
  type MessagePool,
  type MessagePoolOptions,
  openMessagePool,
} from '../../../electron/engine/message/message-pool';
import { testSigner } from '../../helpers/test-signer';

const root = resolve(import.meta.dirname, '../../..');

/** Builds TypeScript entries into `build/test/<name>`, where bare imports resolve as they do in the application. */
export async function buildEntry(name: string, entry: string): Promise<URL> {
  const outDir = resolve(root, 'build/test', name);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __CHAINMAIL_VERSION__: JSON.stringify('0.0.0-test') },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: { [name]: resolve(root, entry) },
        external: (id: string) => !id.startsWith('.') && !id.startsWith('/'),
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  return pathToFileURL(resolve(outDir, `${name}.mjs`));
}

let worker: Promise<URL> | undefined;

export function workerFile(): Promise<URL> {
  worker ??= buildEntry('message-worker', 'electron/workers/message-worker.ts');
  return worker;
}

const open: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of open.splice(0).reverse()) {
    await close();
  }
});

export async function pool(options: MessagePoolOptions = {}): Promise<MessagePool> {
  const made = openMessagePool(await workerFile(), { threads: 2, ...options });
  open.push(() => made.close());
  return made;
}

export const plainRequest: ImportRequest = { source: 'USB stick', receivedFrom: 'A. Clerk', note: '' };

export interface Workbench {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly signer: Signer;
  readonly importPaths: (paths: readonly string[], options?: ImportOptions) => ReturnType<typeof importEvidence>;
  readonly close: () => Promise<void>;
}

export async function newWorkbench(dir: string, signer?: Signer): Promise<Workbench> {
  const who = signer ?? (await testSigner());
  return await workbenchOver(await createCase(dir, { name: 'A test', number: '1' }, who, systemEnvironment), who);
}

export async function reopen(dir: string, signer?: Signer, mode: 'write' | 'read' = 'write'): Promise<Workbench> {
  return await workbenchOver(await openCase(dir, { mode }, systemEnvironment), signer ?? (await testSigner()));
}

async function workbenchOver(store: CaseStore, signer: Signer): Promise<Workbench> {
  const catalogue = await openCatalogue(store);
  const services = { store, catalogue, pool: await pool(), signer };
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) {
      isClosed = true;
      await catalogue.close();
      await store.close();
    }
  };
  open.push(close);
  return {
    ...services,
    importPaths: (paths, options) => importEvidence(services, { ...plainRequest, paths }, options),
    close,
  };
}

/** All rows in order of their references. */
export function allRows(catalogue: Catalogue, query = '') {
  return catalogue.list({ query, sort: 'ref', descending: false, offset: 0, limit: 100_000 }).rows;
}
