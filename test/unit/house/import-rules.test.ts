/** The house's import rules are held by the linter: a planted violation in each folder must fail. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { removeFolder } from '../../helpers/remove-folder';

interface Planted {
  readonly label: string;
  readonly path: string;
  readonly code: string;
}

const USE = 'export const used = imported;\n';
const importing = (module: string) => `import { imported } from '${module}';\n${USE}`;

const FORBIDDEN: readonly Planted[] = [
  { label: 'shared/ imports Node', path: 'shared/email/planted.ts', code: importing('node:fs') },
  {
    label: 'shared/ imports the engine',
    path: 'shared/email/planted.ts',
    code: importing('../../electron/engine/version'),
  },
  { label: 'shared/ imports React', path: 'shared/wording/planted.ts', code: importing('react') },
  { label: 'shared/ reads the clock', path: 'shared/analysis/planted.ts', code: 'export const at = Date.now();\n' },
  { label: 'shared/ makes a date of now', path: 'shared/analysis/planted.ts', code: 'export const at = new Date();\n' },
  { label: 'shared/ rolls dice', path: 'shared/analysis/planted.ts', code: 'export const at = Math.random();\n' },
  { label: 'the engine imports Electron', path: 'electron/engine/case/planted.ts', code: importing('electron') },
  {
    label: 'the engine imports the window',
    path: 'electron/engine/case/planted.ts',
    code: importing('../../../renderer/src/planted'),
  },
  {
    label: 'the engine imports the desktop process',
    path: 'electron/engine/case/planted.ts',
    code: importing('../../main/window'),
  },
  {
    label: 'the engine imports the command line',
    path: 'electron/engine/case/planted.ts',
    code: importing('../../cli/run'),
  },
  { label: 'a worker imports Electron', path: 'electron/workers/planted.ts', code: importing('electron') },
  {
    label: 'the command line imports the desktop process',
    path: 'electron/cli/planted.ts',
    code: importing('../main/window'),
  },
  { label: 'the window imports Node', path: 'renderer/src/planted.ts', code: importing('node:fs') },
  {
    label: 'the page for browsers imports the window',
    path: 'resources/verify-page/source/planted.ts',
    code: importing('../../../renderer/src/planted'),
  },
  {
    label: 'the page for browsers imports Node',
    path: 'resources/verify-page/source/planted.ts',
    code: importing('node:fs'),
  },
  { label: 'the window imports Electron', path: 'renderer/src/planted.ts', code: importing('electron') },
  {
    label: 'the window imports the engine',
    path: 'renderer/src/planted.ts',
    code: importing('../../electron/engine/version'),
  },
  {
    label: 'the desktop process imports the window',
    path: 'electron/main/planted.ts',
    code: importing('../../renderer/src/planted'),
  },
  ...['node:http', 'node:https', 'node:net', 'node:tls', 'node:dns', 'node:dgram', 'undici'].flatMap((module) => [
    { label: `the engine imports ${module}`, path: 'electron/engine/planted.ts', code: importing(module) },
    { label: `the command line imports ${module}`, path: 'electron/cli/planted.ts', code: importing(module) },
    { label: `the desktop process imports ${module}`, path: 'electron/main/planted.ts', code: importing(module) },
  ]),
];

const ALLOWED: readonly Planted[] = [
  {
    label: 'the engine imports shared/',
    path: 'electron/engine/case/planted.ts',
    code: importing('../../../shared/email/types'),
  },
  {
    label: 'the command line imports the engine',
    path: 'electron/cli/planted.ts',
    code: importing('../engine/version'),
  },
  { label: 'the desktop process imports Electron', path: 'electron/main/planted.ts', code: importing('electron') },
  {
    label: 'the window imports shared/',
    path: 'renderer/src/planted.ts',
    code: importing('../../shared/contract/model'),
  },
  {
    label: 'shared/ makes a date of a number',
    path: 'shared/analysis/planted.ts',
    code: 'export const at = new Date(0);\n',
  },
];

/** Copies the linter's configuration into an empty folder, plants each piece of code there, and lints all at once. */
function lintAll(pieces: readonly Planted[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-house-'));
  try {
    mkdirSync(join(folder, 'resources/tooling'), { recursive: true });
    cpSync('resources/tooling/no-clock.grit', join(folder, 'resources/tooling/no-clock.grit'));
    const config = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false }, files: {} }));
    const paths = pieces.map((piece, index) => piece.path.replace('planted', `planted-${index}`));
    for (const [index, path] of paths.entries()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), pieces[index]?.code ?? '');
    }
    const biome = resolve('node_modules/.bin/biome');
    const run = spawnSync(biome, ['lint', '--max-diagnostics=none', '.'], { cwd: folder, encoding: 'utf8' });
    const report = run.stdout + run.stderr;
    return paths.map((path) => diagnosticsOf(report, path));
  } finally {
    removeFolder(folder);
  }
}

/** The headings of the linter's report that name a file, such as `x.ts:1:10 lint/style/noRestrictedImports ━━━`. */
function diagnosticsOf(report: string, path: string): string {
  return report
    .split('\n')
    .filter((line) => line.includes(`${path}:`))
    .join('\n');
}

const HELD = /lint\/style\/noRestrictedImports|plugin/;

describe('the linter holds the import rules', () => {
  const reports = lintAll([...FORBIDDEN, ...ALLOWED]);

  test.each(FORBIDDEN.map((planted, index) => ({ ...planted, index })))('refuses: $label', ({ index }) => {
    expect(reports[index]).toMatch(HELD);
  });

  test.each(ALLOWED.map((planted, index) => ({ ...planted, index })))('accepts: $label', ({ index }) => {
    expect(reports[FORBIDDEN.length + index]).not.toMatch(HELD);
  });
});
