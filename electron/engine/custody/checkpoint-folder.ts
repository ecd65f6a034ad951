/**
 * `checkpoints/` in a case: one file a signed checkpoint, named by the size that it states, the certificates of those who
 * signed without being in the journal, and what a time stamp was asked for with. Files are added, or gain a signature;
 * none is ever taken away.
 */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpointWords } from '../../../shared/wording/checkpoints';
import { CHECKPOINTS_NAME } from '../case/case-paths';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { errorCode, ignoring } from '../fs/error-code';
import { privateFolder } from '../fs/private-folder';
import { READ_FLAGS } from '../fs/read-flags';
import { asStorage } from '../fs/storage-failure';

export interface StoredCheckpoint {
  /** Below the case's folder, such as `checkpoints/00000042.checkpoint`. */
  readonly file: string;
  /** The size in its name. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** A request for a time stamp over the checkpoint of a size. */
export interface StoredRequest {
  readonly file: string;
  readonly size: number;
  readonly bytes: Uint8Array;
}

export interface StoredCertificate {
  readonly file: string;
  /** The fingerprint in its name. */
  readonly fingerprint: string;
  readonly pem: string;
}

export interface CheckpointFiles {
  /** By size. */
  readonly checkpoints: readonly StoredCheckpoint[];
  readonly certificates: readonly StoredCertificate[];
  /** By size. */
  readonly requests: readonly StoredRequest[];
}

const CHECKPOINT_FILE = /^(\d{8,16})\.checkpoint$/;
const REQUEST_FILE = /^(\d{8,16})\.tsq$/;
const CERTIFICATE_FILE = /^([0-9a-f]{64})\.crt$/;
const FILE_MAX = 1 << 20;

/** Whether a file of this name belongs into the folder. */
export function isCheckpointFile(name: string): boolean {
  return CHECKPOINT_FILE.test(name) || CERTIFICATE_FILE.test(name) || REQUEST_FILE.test(name);
}

export function checkpointFile(size: number): string {
  return `${CHECKPOINTS_NAME}/${String(size).padStart(8, '0')}.checkpoint`;
}

export function requestFile(size: number): string {
  return `${CHECKPOINTS_NAME}/${String(size).padStart(8, '0')}.tsq`;
}

/** Everything in the folder; none where there is no folder, as in a case of before. A file that cannot be read is empty. */
export async function readCheckpointFiles(dir: string): Promise<CheckpointFiles> {
  return await readNamed(dir, await namesIn(join(dir, CHECKPOINTS_NAME)));
}

/** The same with the last checkpoint only: for what is shown often. */
export async function readLastCheckpoint(dir: string): Promise<CheckpointFiles> {
  const names = await namesIn(join(dir, CHECKPOINTS_NAME));
  const last = names
    .filter((name) => CHECKPOINT_FILE.test(name))
    .sort((a, b) => sizeIn(a) - sizeIn(b))
    .at(-1);
  return await readNamed(
    dir,
    names.filter((name) => name === last || CERTIFICATE_FILE.test(name)),
  );
}

/** Entries that the checkpoints cover, by their names; 0 when there is none. */
export async function coveredEntries(dir: string): Promise<number> {
  const names = await namesIn(join(dir, CHECKPOINTS_NAME));
  return names.reduce((most, name) => Math.max(most, sizeIn(name)), 0);
}

function sizeIn(name: string): number {
  return Number(CHECKPOINT_FILE.exec(name)?.[1] ?? 0);
}

async function readNamed(dir: string, names: readonly string[]): Promise<CheckpointFiles> {
  const checkpoints: StoredCheckpoint[] = [];
  const certificates: StoredCertificate[] = [];
  const requests: StoredRequest[] = [];
  for (const name of names) {
    const fingerprint = CERTIFICATE_FILE.exec(name)?.[1];
    const file = `${CHECKPOINTS_NAME}/${name}`;
    if (CHECKPOINT_FILE.test(name)) {
      checkpoints.push({ file, size: sizeIn(name), bytes: await readSmall(join(dir, file)) });
    } else if (REQUEST_FILE.test(name)) {
      requests.push({ file, size: Number(name.slice(0, -'.tsq'.length)), bytes: await readSmall(join(dir, file)) });
    } else if (fingerprint !== undefined) {
      certificates.push({ file, fingerprint, pem: Buffer.from(await readSmall(join(dir, file))).toString('utf8') });
    }
  }
  const bySize = (a: { readonly size: number }, b: { readonly size: number }) => a.size - b.size;
  return { checkpoints: checkpoints.sort(bySize), certificates, requests: requests.sort(bySize) };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  let names: readonly string[] = [];
  await ignoring(['ENOENT', 'ENOTDIR'], async () => {
    names = (await readdir(folder)).sort();
  });
  return names;
}

/** A plain file's bytes, without following a link; none when it is something else or too large to be one of ours. */
async function readSmall(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path, READ_FLAGS);
    try {
      const found = await handle.stat();
      return found.isFile() && found.size <= FILE_MAX ? await handle.readFile() : new Uint8Array(0);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EISDIR', 'EACCES'].includes(errorCode(error))) {
      return new Uint8Array(0);
    }
    throw error;
  }
}

/** Writes a checkpoint over the one of the same size. Only for who holds the case's lock. */
export async function writeCheckpoint(dir: string, size: number, text: string, env: Environment): Promise<void> {
  await writeInto(dir, checkpointFile(size), text, env);
}

export async function writeCertificate(
  dir: string,
  { fingerprint, pem }: { readonly fingerprint: string; readonly pem: string },
  env: Environment,
): Promise<void> {
  await writeInto(dir, `${CHECKPOINTS_NAME}/${fingerprint}.crt`, pem, env);
}

/** Writes a request for a time stamp. Only for who holds the case's lock. */
export async function writeRequest(dir: string, size: number, bytes: Uint8Array, env: Environment): Promise<void> {
  await writeInto(dir, requestFile(size), bytes, env);
}

async function writeInto(dir: string, file: string, content: Uint8Array | string, env: Environment): Promise<void> {
  await asStorage(checkpointWords.what, () => privateFolder(join(dir, CHECKPOINTS_NAME)));
  await durableWrite(join(dir, file), content, env.randomHex, { what: checkpointWords.what });
}
