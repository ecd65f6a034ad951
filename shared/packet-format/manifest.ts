/**
 * BagIt manifests (RFC 8493 section 2.1.3): one line a file, `<sha256>  <path>`, as `sha256sum -c` reads them.
 *
 * Read strictly: only what this program writes is accepted, so that no two readers can see different lists.
 */
export interface ManifestEntry {
  readonly sha256: string;
  readonly path: string;
}

const LINE = /^([0-9a-f]{64}) {2}([^\r\n\\ ]+)$/;

/** Manifest text; entries in the order of their paths by code unit. */
export function formatManifest(entries: readonly ManifestEntry[]): string {
  return [...entries]
    .sort((a, b) => byCodeUnit(a.path, b.path))
    .map((entry) => `${entry.sha256}  ${entry.path}\n`)
    .join('');
}

/** Order that no locale changes. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export type ManifestReading =
  | { readonly ok: true; readonly entries: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly line: number; readonly problem: 'malformed' | 'duplicate' | 'order' | 'end' };

/** Manifest text as a map from path to hash, or the first line that is not as it should be. */
export function parseManifest(text: string): ManifestReading {
  const entries = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.pop() !== '') {
    return { ok: false, line: lines.length + 1, problem: 'end' };
  }
  let before = '';
  for (const [index, line] of lines.entries()) {
    const [, sha256, path] = LINE.exec(line) ?? [];
    const problem = lineProblem(path, before, entries);
    if (sha256 === undefined || path === undefined || problem !== undefined) {
      return { ok: false, line: index + 1, problem: problem ?? 'malformed' };
    }
    entries.set(path, sha256);
    before = path;
  }
  return { ok: true, entries };
}

function lineProblem(
  path: string | undefined,
  before: string,
  entries: ReadonlyMap<string, string>,
): 'malformed' | 'duplicate' | 'order' | undefined {
  if (path === undefined) {
    return 'malformed';
  }
  if (entries.has(path)) {
    return 'duplicate';
  }
  return byCodeUnit(before, path) < 0 ? undefined : 'order';
}
