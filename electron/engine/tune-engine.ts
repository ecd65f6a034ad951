/**
 * How the JavaScript engine compiles, fitted to an import: much code, each part of it used some thousand times.
 *
 * With the engine's defaults two fifths of the processor time of a small import went into compiling, because callees
 * are copied into their callers again and again, and each thread pays for that. Less is copied, and a function is compiled
 * when it has shown that it is worth it; in the long run the code is as fast. Young objects get room from the start.
 * The settings were measured with version 11 of the engine, that of Node 20; others name and weigh them differently, and
 * are left as they are.
 */
import { setFlagsFromString } from 'node:v8';

const SETTINGS = [
  '--max-inlined-bytecode-size-cumulative=300',
  '--interrupt-budget=400000',
  '--min-semi-space-size=16',
];
const MEASURED_ENGINE = '11.';

let isTuned = false;

/** For the whole process, once, before threads are started. */
export function tuneEngine(): void {
  if (!isTuned && process.versions.v8.startsWith(MEASURED_ENGINE)) {
    isTuned = true;
    for (const setting of SETTINGS) {
      setFlagsFromString(setting);
    }
  }
}
