import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders that the tooling works in; all of them follow from where this file lies. */

/** The checkout: where package.json is. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What `npm ci` makes. */
export const modules = join(root, 'node_modules');

/** What the tooling keeps between runs: the Electron runtime, the hash of the installed lock file, remembered failures. */
export const cache = join(modules, '.cache/chainmail');

/** Everything that is built or reported; git ignores it. */
export const build = join(root, 'build');

/** The program as it is packed: main/, preload/, renderer/, node/. */
export const builtApp = join(build, 'app');

/** Machine-readable results of the test stages, one file each. */
export const results = join(build, 'test-results');
