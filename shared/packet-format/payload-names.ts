/**
 * Names of files in a packet: `[A-Za-z0-9._-]` only.
 *
 * RFC 8493 wants CR, LF and % percent-encoded in manifests and no tool does it right (bagit-python issue 157), so a name
 * that would need it is never written. Original names stand in exhibits.csv and packet.json.
 */
const SAFE_SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}$/;
const DEPTH_MAX = 6;

/** Whether a path may stand in a packet: no climbing, no hidden names, no characters that a shell or a tool may take amiss. */
export function isSafePath(path: string): boolean {
  const segments = path.split('/');
  return (
    segments.length <= DEPTH_MAX && segments.every((segment) => SAFE_SEGMENT.test(segment) && !segment.endsWith('.'))
  );
}

/** Text turned into one safe name; empty text gives `unnamed`. */
export function safeName(text: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60)
    .replace(/[.-]+$/, '');
  return name === '' ? 'unnamed' : name;
}

/** Windows keeps these names for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;

/** An exhibit as far as its file's name is concerned. */
export interface NamedExhibit {
  readonly label: string;
  /** There where the file is a redacted copy. */
  readonly derivative?: object;
}

/**
 * The file of each exhibit, in their order; a redacted copy says so in its name.
 *
 * Two labels that come out alike (also on file systems that ignore case) get a number; the first keeps its name.
 */
export function exhibitPaths(exhibits: readonly NamedExhibit[]): readonly string[] {
  const taken = new Set<string>();
  return exhibits.map(({ label, derivative }) => {
    const name = safeName(label);
    const stem = RESERVED.test(name) ? `exhibit-${name}` : name;
    const free = firstFree(stem, taken);
    taken.add(free.toLowerCase());
    return `data/exhibits/${free}${derivative === undefined ? '' : '.redacted'}.eml`;
  });
}

function firstFree(stem: string, taken: ReadonlySet<string>): string {
  let candidate = stem;
  for (let count = 2; taken.has(candidate.toLowerCase()); count += 1) {
    candidate = `${stem}-${count}`;
  }
  return candidate;
}
