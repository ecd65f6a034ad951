/** The types of electron-runtime.mjs, for the end-to-end tests; the words are there. */

export interface Runtime {
  readonly path: string;
  readonly dist: string;
  readonly version: string;
  readonly origin: 'override' | 'official' | 'registry';
  readonly chrome?: string;
  readonly node?: string;
}

export function electronRuntime(): Promise<Runtime>;
export function presentRuntime(): Runtime | undefined;
export function describeRuntime(runtime: Runtime): string;
export function electronSwitches(): string[];
