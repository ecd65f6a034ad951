export interface SourceOptions {
  readonly signal: AbortSignal | undefined;
  /** Called for each piece that was read. */
  readonly onBytes: (bytes: number) => void;
}
