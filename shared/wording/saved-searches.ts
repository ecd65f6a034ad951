/** Why a search cannot be kept, and what the command line says of those that are. */
export const savedSearchProblems = {
  unchanged: 'Nothing was changed.',
  gone: 'There is no such saved search any more.',
  name: (longest: number) => `A saved search needs a name of up to ${longest} characters.`,
  query: (longest: number) => `A saved search needs words to search for, up to ${longest} characters.`,
  taken: (name: string) => `There is a saved search “${name}” already. Choose another name, or change that one.`,
  notFound: (name: string) =>
    `There is no saved search “${name}”. Nothing was changed. “search list” shows their names.`,
} as const;

export const savedSearchWords = {
  none: 'No saved searches.',
  removed: (name: string, entry: number) => `“${name}” removed, entry ${entry}.`,
  notCounted: 'not understood by this version',
} as const;
