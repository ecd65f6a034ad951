/** Links that somebody planted where a temporary file is going to be: with a random number that they know beforehand. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { writeCertificate, writeCheckpoint, writeRequest } from '../../../electron/engine/custody/checkpoint-folder';
import { type Environment, systemEnvironment } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { JsonLinesWriter } from '../../../electron/engine/ingest/json-lines-writer';
import { rememberOutcome } from '../../../electron/engine/profile/failed-cases';
import { rememberCase } from '../../../electron/engine/profile/recent-cases';
import { rememberJournal } from '../../../electron/engine/profile/seen-journals';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';
import { sampleAct } from '../../tools/sample-acts';
import { buildIn, makeContent } from '../packet/packet-lab';

const CASE_ID = `case_${'0'.repeat(32)}`;
const known: Environment = { ...systemEnvironment, randomHex: (bytes) => 'ab'.repeat(bytes) };
let signer: Signer;

beforeAll(async () => {
  signer = await testSigner();
});

interface Place {
  /** Which file is written. */
  readonly name: string;
  /** Its path below the folder of the test. */
  readonly file: string;
  readonly write: (folder: string) => Promise<unknown>;
}

const places: readonly Place[] = [
  { name: 'an object', file: 'x.chainmail/objects/object', write: act },
  { name: 'the case file', file: 'x.chainmail/case.json', write: act },
  { name: 'the lock', file: 'x.chainmail/lock', write: act },
  {
    name: 'a checkpoint',
    file: 'x.chainmail/checkpoints/00000001.checkpoint',
    write: (folder) => writeCheckpoint(join(folder, 'x.chainmail'), 1, 'text', known),
  },
  {
    name: 'a request for a time stamp',
    file: 'x.chainmail/checkpoints/00000001.tsq',
    write: (folder) => writeRequest(join(folder, 'x.chainmail'), 1, Buffer.from('text'), known),
  },
  {
    name: 'a certificate',
    file: `x.chainmail/checkpoints/${'a'.repeat(64)}.crt`,
    write: (folder) =>
      writeCertificate(join(folder, 'x.chainmail'), { fingerprint: 'a'.repeat(64), pem: 'text' }, known),
  },
  {
    name: 'a list of an import',
    file: 'x.chainmail/derived/files',
    write: (folder) => JsonLinesWriter.begin(join(folder, 'x.chainmail/derived'), 'files', known.randomHex),
  },
  {
    name: 'what the profile saw of a journal',
    file: `home/seen/${CASE_ID}.json`,
    write: (folder) => rememberJournal(join(folder, 'home'), CASE_ID, { size: 1, root: 'a', head: 'b' }, known),
  },
  {
    name: 'how a verification ended',
    file: `home/failed/${CASE_ID}.json`,
    write: (folder) => rememberOutcome(join(folder, 'home'), CASE_ID, 'wrong', known),
  },
  {
    name: 'the recent cases',
    file: 'home/recent-cases.json',
    write: (folder) => rememberCase(join(folder, 'home'), { id: CASE_ID, name: '', number: '', path: '/x' }, known),
  },
];

async function act(folder: string): Promise<void> {
  const store = await openCase(join(folder, 'x.chainmail'), { mode: 'write' }, known);
  await sampleAct(store, signer, 1).finally(() => store.close());
}

const tempOf = (path: string, digits: string) => join(dirname(path), `.${basename(path)}.${digits}.chainmail-tmp`);

async function newFolder(): Promise<string> {
  const folder = tempFolder('planted');
  await (await createCase(join(folder, 'x'), { name: 'x', number: '' }, signer, systemEnvironment)).close();
  return folder;
}

describe('a link at the temporary name of', () => {
  const kinds = places.flatMap((place) => ['a file', 'a folder'].map((target) => ({ ...place, target })));

  test.each(kinds)('$name to $target: not followed', async ({ file, write, target }) => {
    const folder = await newFolder();
    const elsewhere = tempFolder('elsewhere');
    const victim = join(elsewhere, 'victim');
    writeFileSync(victim, 'untouched');
    const link = tempOf(join(folder, file), 'ab'.repeat(8));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target === 'a file' ? victim : elsewhere, link);
    const isRefused = await write(folder).then(
      () => false,
      () => true,
    );
    // It was in the way, or swept: else it lay at a place that nothing is written to.
    expect(isRefused || lstatSync(link, { throwIfNoEntry: false }) === undefined).toBe(true);
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readdirSync(elsewhere)).toEqual(['victim']);
  });

  test('a packet to a folder: nothing is written into it', async () => {
    const folder = tempFolder('packet');
    const elsewhere = tempFolder('elsewhere');
    // The laboratory's random numbers count: this is the first.
    symlinkSync(elsewhere, tempOf(join(folder, 'packet'), '1'.padStart(16, '0')));
    await expect(buildIn(folder, signer, await makeContent(signer))).rejects.toThrow();
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(folder, 'packet'))).toBe(false);
  });
});
