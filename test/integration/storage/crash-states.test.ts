import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { crashStates } from '../../tools/crash/crash-states';
import { compileLibrary, Recording } from '../../tools/crash/record';
import { tryStates } from '../../tools/crash/try-states';
import { acknowledgedIn, problemsOf } from '../../tools/judge-case';
import { readTestKey, writeTestKey } from '../../tools/test-key';

const scratch = tempFolder('crash');
/** Where states are opened: in memory where there is such a place, since syncs of the judge prove nothing here. */
const stage = existsSync('/dev/shm') ? tempFolder('crash-stage', '/dev/shm') : tempFolder('crash-stage');
const library = join(scratch, 'oplog.so');
const keyFile = join(scratch, 'key.json');
const skipReason = compileLibrary('crash/oplog.c', library);
if (skipReason !== null) {
  console.log(`crash states skipped: ${skipReason}`);
}

let child: string;
let signer: Signer;

beforeAll(async () => {
  if (skipReason === null) {
    child = await buildChild('test/tools/crash-child.ts', tempFolder('child'));
    await writeTestKey(keyFile);
    signer = readTestKey(keyFile);
  }
});

/** As programs write that never sync: whole after a kill, anything after a power cut. */
const UNSYNCED = `
  const fs = require('node:fs');
  const folder = process.argv[1];
  for (let n = 0; n < 6; n += 1) {
    fs.writeFileSync(folder + '/beside', JSON.stringify({ n, fill: 'x'.repeat(5000) }));
    fs.renameSync(folder + '/beside', folder + '/file.json');
    fs.writeSync(1, 'A ' + n + '\\n');
  }`;

const SLOW_MS = scaled(400_000, 4 * 3_600_000);

describe.skipIf(skipReason !== null)('what a crash can leave', () => {
  test(
    'of a case that is made, worked on, closed and opened again: nothing acknowledged lost, nothing corrupt',
    async () => {
      const next = seededRandom(chosenSeed('crash states of acts'));
      const recording = new Recording(library, join(scratch, 'acts'));
      recording.run([child, join(recording.folder, 'x.chainmail'), keyFile]);
      const trace = recording.trace();
      const states = crashStates(trace, next, { every: scaled(2, 1), random: scaled(300, 20_000) });
      const tried = await tryStates(states, stage, (place, { said }) =>
        problemsOf(join(place, 'x.chainmail'), acknowledgedIn(said), signer),
      );
      console.log(
        `crash states: ${trace.operations.length} operations, ${tried.states} states, ${tried.problems.length} problems`,
      );
      expect(tried.problems).toEqual([]);
      expect(tried.states).toBeGreaterThan(100);
    },
    SLOW_MS,
  );

  test('the control, written beside and renamed without a sync, is found cut, empty and behind what was reported', async () => {
    const recording = new Recording(library, join(scratch, 'control'));
    recording.run(['-e', UNSYNCED, recording.folder]);
    const next = seededRandom(chosenSeed('crash states of the control'));
    const states = crashStates(recording.trace(), next, { every: 1, random: 300 });
    const kinds = new Set<string>();
    await tryStates(states, stage, async (place, { said }) => {
      kinds.add(judgeControl(join(place, 'file.json'), said.length - 1));
      return [];
    });
    expect([...kinds].sort()).toEqual(['behind', 'cut', 'empty', 'missing', 'whole']);
  });
});

function judgeControl(file: string, reported: number): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (text === null) {
    return reported < 0 ? 'whole' : 'missing';
  }
  try {
    return JSON.parse(text).n >= reported ? 'whole' : 'behind';
  } catch {
    return text === '' ? 'empty' : 'cut';
  }
}
