/** What the message list can be ordered by; a severity orders by how many findings of it there are. */
export const LIST_SORTS = [
  'ref',
  'received',
  'date',
  'from',
  'to',
  'subject',
  'messageId',
  'size',
  'attachments',
  'severity',
  'proof',
  'high',
  'medium',
  'low',
  'info',
] as const;
