import { readableName } from '../readable-name';

export interface InnerName {
  readonly path: string;
  /** Why a program that unpacks would be led astray by it; null when it would not. */
  readonly problem: string | null;
}

const MAX_LENGTH = 4_096;
const MAX_DEPTH = 100;

/**
 * The name of an inner file as a label. It never becomes a place on disk, so a name that climbs can do no harm here; it
 * is reported, because no honest program writes it.
 */
export function innerName(bytes: Uint8Array): InnerName {
  const path = readableName(bytes.subarray(0, MAX_LENGTH));
  return { path: path === '' ? '(no name)' : path, problem: problemOf(bytes, path) };
}

/** Looks at the bytes: where they are not UTF-8, the label has backslashes of its own. */
function problemOf(bytes: Uint8Array, path: string): string | null {
  const written = Buffer.from(bytes).toString('latin1');
  if (bytes.length > MAX_LENGTH) {
    return `its name is longer than ${MAX_LENGTH} bytes`;
  }
  if (path === '') {
    return 'it has no name';
  }
  if (bytes.includes(0)) {
    return 'its name holds a zero byte';
  }
  const steps = written.split(/[/\\]/);
  if (steps.includes('..')) {
    return 'its name climbs out of the archive (..)';
  }
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(written)) {
    return 'its name is a place on the whole disk, not in the archive';
  }
  return steps.length > MAX_DEPTH ? `its name has more than ${MAX_DEPTH} levels` : null;
}

/** Names that were seen; a second file of the same name gets a number, so that each can be told from the other. */
export class NameTally {
  readonly #seen = new Map<string, number>();

  take(path: string): { readonly path: string; readonly remarks: readonly string[] } {
    const count = (this.#seen.get(path) ?? 0) + 1;
    this.#seen.set(path, count);
    return count === 1
      ? { path, remarks: [] }
      : { path: `${path} (${count})`, remarks: [`File number ${count} of the name "${path}" in its container.`] };
  }
}
