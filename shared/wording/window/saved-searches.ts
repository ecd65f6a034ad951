/** Searches that the examiner keeps under a name. */
export const savedSearches = {
  group: 'Searches',
  none: 'A search that is saved appears here with its count.',
  saveThis: 'Save this search…',
  change: (name: string) => `Rename or remove “${name}”…`,
  notUnderstood: (query: string) => `Not understood by this version: ${query}`,
  newTitle: 'Save the search',
  title: 'Saved search',
  lead: 'Name and words are recorded in the case with the custody journal. The journal’s line names neither.',
  name: 'Name',
  query: 'Search',
  save: 'Save',
  remove: 'Remove the saved search',
  saved: (entry: number) => `Recorded as journal entry ${entry}.`,
  unchanged: 'It stood so already; nothing was recorded.',
} as const;
