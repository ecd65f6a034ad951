/** Where the parts of the built program lie, seen from the main process's entry: the same in a checkout and when packed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface ProgramLayout {
  /** The built window: index.html and its assets. */
  readonly renderer: string;
  readonly preload: string;
  readonly engine: string;
  /** Fonts, report styles, the sample case, reference tables. */
  readonly resources: string;
}

/** `mainFolder` is the folder of `main.js`; `packedResources` is Electron's own resources folder beside the packed program. */
export function locateProgram(mainFolder: string, packedResources: string): ProgramLayout {
  const built = join(mainFolder, '..');
  return {
    renderer: join(built, 'renderer'),
    preload: join(built, 'preload', 'preload.cjs'),
    engine: join(built, 'node', 'engine-host.js'),
    resources: findResources(join(built, '..', '..', 'resources'), packedResources),
  };
}

/** Fonts are needed for every report: the folder that has them is the right one. */
function findResources(besideBuild: string, packed: string): string {
  const candidates = [besideBuild, join(packed, 'resources'), packed];
  return candidates.find((folder) => existsSync(join(folder, 'fonts'))) ?? besideBuild;
}
