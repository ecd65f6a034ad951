/** Where and when a computer stands changes nothing that is found. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isTorture } from '../../helpers/scale';
import { tempFolder } from '../../helpers/temp-folder';
import { compileLibrary } from '../../tools/crash/record';
import { type CommandLine, commandLine } from './chainmail';

const SAMPLE = resolve(isTorture ? 'resources/sample/mail' : 'resources/sample/mail/voters');
const VERBS = isTorture ? ['findings', 'messages', 'indicators', 'rules'] : ['findings', 'indicators'];
const THREE_YEARS = String(3 * 366 * 86_400);

interface Setting {
  readonly zone: string;
  readonly language: string;
  readonly isAhead: boolean;
}

const SETTINGS: readonly Setting[] = [
  { zone: 'UTC', language: 'C', isAhead: false },
  { zone: 'America/New_York', language: 'en_US.UTF-8', isAhead: true },
  { zone: 'Asia/Kolkata', language: 'de_DE.UTF-8', isAhead: false },
  { zone: 'UTC', language: 'de_DE.UTF-8', isAhead: true },
  { zone: 'America/New_York', language: 'C', isAhead: false },
  { zone: 'Asia/Kolkata', language: 'en_US.UTF-8', isAhead: true },
];
const used = isTorture ? SETTINGS : SETTINGS.slice(0, 3);

const library = join(tempFolder('clock'), 'clockshift.so');
const noClock = compileLibrary('clockshift.c', library);
if (noClock !== null) {
  console.log(`a clock three years ahead is left out: ${noClock}`);
}

let cli: CommandLine;

beforeAll(() => {
  cli = commandLine();
  expect(cli.run(['identity', 'create', '--name', 'J', '--organisation', 'O', '--json']).status).toBe(0);
});

afterAll(() => cli.remove());

/** Takes the same evidence into a new case on a computer that is set so; gives what it finds, and the year it took it for. */
function findingsUnder({ zone, language, isAhead }: Setting, name: string) {
  const clock = isAhead && noClock === null ? { LD_PRELOAD: library, CLOCK_SHIFT: THREE_YEARS } : {};
  const env = { TZ: zone, LANG: language, LC_ALL: language, ...clock };
  const dir = join(cli.folder, `${name}.chainmail`);
  const run = (words: readonly string[]) => {
    const ran = cli.run([...words, '--quiet'], { env });
    expect(ran.stderr).toBe('');
    return ran.stdout;
  };
  run(['case', 'create', dir, '--name', 'Settings', '--number', '1', '--json']);
  run(['import', dir, SAMPLE, '--json']);
  const found = VERBS.map((verb) => run([verb, dir, '--json']));
  const dump = run(['dump', dir]);
  const journal = readFileSync(join(dir, 'journal.jsonl'), 'utf8');
  return {
    found: createHash('sha256').update(found.join('\n')).update(dump).digest('hex'),
    messages: dump.split('\n').length - 1,
    year: Number(/"at":"(\d{4})/.exec(journal)?.[1]),
    isEmpty: found.includes(''),
  };
}

describe('the same evidence on computers that are set otherwise', () => {
  test(`${used.length} settings of zone, language and clock: byte for byte the same findings and messages`, () => {
    const results = used.map((setting, n) => findingsUnder(setting, `case-${n}`));
    const [first] = results;
    expect(first?.messages).toBeGreaterThan(25);
    expect(first?.isEmpty).toBe(false);
    for (const [n, result] of results.entries()) {
      expect(result, JSON.stringify(used[n])).toEqual({ ...first, year: result.year });
    }
    const years = results.map(({ year }) => year - (first?.year ?? 0));
    const shown = (isAhead: boolean) => (isAhead && noClock === null ? 3 : 0);
    expect(years).toEqual(used.map(({ isAhead }) => shown(isAhead)));
  }, 600_000);

  test('nobody but the owner can read any of it', () => {
    const open = readdirSync(cli.folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const stats = statSync(join(cli.folder, name));
      const mode = stats.isDirectory() ? 0o700 : name.includes('/objects/') ? 0o400 : 0o600;
      return (stats.mode & 0o777) !== mode;
    });
    expect(open).toEqual([]);
  });
});
