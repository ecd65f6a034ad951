/** How every act is answered, in the window and on the command line. */
export const recordedAs = (entry: number): string => `Recorded as journal entry ${entry}.`;

/** The same for an act that may have had nothing to change. */
export const recordedOrSame = (entry: number | null): string =>
  entry === null ? 'The list needed no change; nothing was recorded.' : recordedAs(entry);
