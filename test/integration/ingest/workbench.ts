/** A case with its catalogue and real worker threads, for tests of the import. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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

/**
 * Builds a TypeScript entry into a folder of `build/test`, as deep as the application's own: there bare imports and the
 * program's resources are found in the same way.
 *
 * Each build has a folder by what is in it: a test never takes the files away that another one runs.
 */
export async function buildEntry(name: string, entry: string): Promise<URL> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { __CHAINMAIL_VERSION__: JSON.stringify('0.0.0-test') },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'node20',
      rollupOptions: {
        input: { [name]: resolve(root, entry) },
        external: (id: string) => !id.startsWith('.') && !id.startsWith('/'),
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const folder = keepBuilt(
    name,
    files.flatMap((file) => (file.type === 'chunk' ? [{ path: file.fileName, code: file.code }] : [])),
  );
  return pathToFileURL(resolve(folder, `${name}.mjs`));
}

/** Writes the files into a folder that is named by their content, whole or not at all. */
function keepBuilt(name: string, files: readonly { readonly path: string; readonly code: string }[]): string {
  const key = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const folder = resolve(root, 'build/test', `${name}-${key}`);
  if (existsSync(folder)) {
    return folder;
  }
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(`${folder}-`);
  for (const { path, code } of files) {
    mkdirSync(dirname(resolve(made, path)), { recursive: true });
    writeFileSync(resolve(made, path), code);
  }
  try {
    renameSync(made, folder);
  } catch {
    // Another test was quicker.
    rmSync(made, { recursive: true });
  }
  return folder;
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
