/**
 * The desktop's own log: what was refused, and incidents of the program itself. One line each.
 *
 * It never holds evidence: of an address only the scheme is written down. It is bounded, so that a hostile message cannot
 * fill the disk with refusals.
 */
import { appendFileSync, statSync, truncateSync } from 'node:fs';

const MAX_LINES = 2_000;
const MAX_BYTES = 1_000_000;

export class DesktopLog {
  readonly #file: string;
  #lines = 0;

  constructor(file: string) {
    this.#file = file;
    startOverIfLarge(file);
  }

  /** Something tried what is not allowed: `kind` says what, `detail` is a scheme, a permission or a status. */
  refusal(kind: string, detail: string): void {
    this.#write('refused', kind, detail);
  }

  /** Something went wrong in the program. */
  incident(kind: string, error: unknown): void {
    this.#write('incident', kind, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  #write(level: string, kind: string, detail: string): void {
    this.#lines += 1;
    if (this.#lines > MAX_LINES) {
      return;
    }
    const line = JSON.stringify({ time: new Date().toISOString(), level, kind, detail: detail.slice(0, 2_000) });
    try {
      appendFileSync(this.#file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A log that cannot be written must not stop the work; the case's journal is kept elsewhere and by other means.
    }
  }
}

function startOverIfLarge(file: string): void {
  try {
    if (statSync(file).size > MAX_BYTES) {
      truncateSync(file);
    }
  } catch {
    // There is no log yet.
  }
}

/** The scheme of an address, the only part of it that is logged. */
export function schemeOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? 'none';
}
