/** How messages of the case are related. */
export const relationsPage = {
  title: 'Relations',
  lead: 'What messages of the case have in common, kind by kind, the strongest first. A relation points to a common origin or to a changed copy, and proves neither. Select one to see its messages and what they share.',
  looking: 'Looking at all messages…',
  waiting: 'Messages are still being read: how they are related is shown when that is done.',
  none: 'No messages of the case are related in a way that is looked for.',
  counted: (relations: string, messages: string) =>
    `${relations === '1' ? '1 relation' : `${relations} relations`}, ${messages === '1' ? '1 message' : `${messages} messages`}`,
  showKind: (messages: string) => (messages === '1' ? 'Show the message' : `Show the ${messages} messages`),
  showKindOf: (show: string, title: string) => `${show}: ${title}`,
  showMessages: (messages: string) => (messages === '1' ? 'Show it in the list' : `Show the ${messages} in the list`),
  rateOf: (grade: string) => `Error rate, ${grade}`,
  meaning: 'How often honest mail has it, innocent causes, and what would settle it',
  page: (from: string, to: string, of: string) => `${from} to ${to} of ${of}`,
  cut: (kept: string) => `The ${kept} strongest are kept.`,
  stronger: 'Stronger ones',
  weaker: 'Weaker ones',
} as const;
