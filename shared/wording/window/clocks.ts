/** The search for clocks of unknown form, in the window. What both the window and the command line say stands in `../unknown-clocks`. */
export const clocksPage = {
  title: 'Unknown clocks',
  lead: 'Which header fields hold a time in a form that no decoder knows? Each word of the headers is read as a time in twenty ways. A field is listed where more of these times lie within ten minutes of their own message’s Date or hops than chance explains.',
  search: 'Look in all messages',
  searchWithin: 'Look in the messages of the search',
  ofSearch: (query: string) => `Of the search: ${query}`,
  wholeCase: 'Look in all messages instead',
  waiting: 'Messages are still being read. The search can begin when that is done.',
  done: 'The search for unknown clocks is done.',
  found: 'What was found',
  leadOnly: 'A lead, not a time.',
  withKnown: (count: string) => `Also those that a decoder reads already: ${count}`,
  onlyKnown: 'All that was found is read by decoders already.',
  columns: {
    field: 'Field, and how it is read',
    near: 'Fits',
    expected: 'By chance',
    probability: 'So many by chance',
    known: 'Decoded',
    examples: 'First messages',
  },
  near: (near: string, of: string) => `${near} of ${of}`,
  example: (ref: string, time: string) => `${ref} · ${time}`,
  openExample: (example: string) => `${example}: open at these bytes`,
} as const;

/** How likely, for people: `1 in 3,200`; what is rarer than can be meant is said as a bound. */
export function oddsOf(probability: number): string {
  if (probability >= 0.5) {
    return 'likely';
  }
  return probability <= 1e-9
    ? 'less than 1 in a billion'
    : `at most 1 in ${Math.floor(1 / probability).toLocaleString('en')}`;
}
