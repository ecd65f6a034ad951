import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { seededRandom } from '../../helpers/random';
import { chosenSeed, scaled } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { buildChild } from '../../tools/build-child';
import { crashStates } from '../../tools/crash/crash-states';
import { compileLibrary, Recording } from '../../tools/crash/record';
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

const SLOW_MS = scaled(400_000, 4 * 3_600_000);

describe.skipIf(skipReason !== null)('what a crash can leave', () => {
  test(
    'of a case that is made, worked on, closed and opened again: nothing acknowledged lost, nothing corrupt',
    async () => {
      const next = seededRandom(chosenSeed('crash states of acts'));
      const recording = new Recording(library, join(scratch, 'acts'));
      recording.run([child, join(recording.folder, 'x.chainmail'), keyFile]);
      const trace = recording.trace();
      const problems: string[] = [];
      let states = 0;
      for (const state of crashStates(trace, next, { every: scaled(2, 1), random: scaled(300, 20_000) })) {
        const place = join(stage, String(states));
        mkdirSync(place);
        state.disk.writeTo(place);
        const found = await problemsOf(join(place, 'x.chainmail'), acknowledgedIn(state.said), signer);
        problems.push(...found.map((problem) => `${state.label}: ${problem}`));
        rmSync(place, { recursive: true, force: true });
        states += 1;
      }
      console.log(`crash states: ${trace.operations.length} operations, ${states} states, ${problems.length} problems`);
      expect(problems).toEqual([]);
      expect(states).toBeGreaterThan(100);
    },
    SLOW_MS,
  );
});
