import type { ParseArgsConfig } from 'node:util';
import type { Environment } from '../engine/environment';
import type { SessionPlaces } from '../engine/session/case-session';
import type { Progress } from './progress';

/** What a verb gets: its words, and the machine. */
export interface VerbCall {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  readonly environment: Environment;
  /** Where the program's own files lie. */
  readonly places: SessionPlaces;
  readonly progress: Progress;
  /** Tells the person a sentence beside the result, on standard error. */
  readonly warn: (sentence: string) => void;
  /** Aborted by Ctrl+C: a verb that can take long stops cleanly. */
  readonly signal: AbortSignal;
  /** Reads standard input to its end (for `import DIR -`). */
  readonly readStandardInput: () => Promise<Uint8Array>;
  /** Writes one line to standard output at once; only for verbs that stream. */
  readonly writeLine: (line: string) => void;
}

/** 0 done · 1 a verification failed · 2 wrong usage or environment · 3 done, but some inputs were set aside. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** What a verb gives back: an object for `--json`, lines for people. */
export interface VerbOutcome {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: readonly string[];
  readonly status?: ExitStatus;
  /** Set by verbs that wrote their own output with `writeLine`. */
  readonly streamed?: boolean;
}

export interface Verb {
  /** The words after the name, as in the contract. */
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly run: (call: VerbCall) => Promise<VerbOutcome>;
}
