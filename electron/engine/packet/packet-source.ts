/** More than any packet holds; a listing beyond it is a trap. */
export const FILES_MAX = 200_000;

export interface SourceOptions {
  readonly signal: AbortSignal | undefined;
  /** Called for each piece that was read. */
  readonly onBytes: (bytes: number) => void;
}
