/** The search field: what each word of its language asks, suggestions, what a wrong search is told. */

/** The fields of the language, in the order in which they are suggested; each with what it asks. */
export const searchFields = {
  from: 'who sent it: name, address or domain',
  to: 'to whom it went',
  subject: 'words of the subject',
  body: 'words of the body, names of attachments',
  header: 'a header field, or words in it: x-mailer=outlook',
  ip: 'an address, host or id of the route',
  has: 'a finding, an attachment or an annotation',
  rule: 'what a rule observed',
  relation: 'what it has in common with other messages',
  severity: 'how unusual its findings are',
  evidence: 'the evidence item that it came in',
  tag: 'a tag of an annotation',
  before: 'a time before a day, month or year',
  after: 'a time on or after a day, month or year',
  is: 'an exhibit, or a message without a time',
  ref: 'one message by its number',
} as const;

export type SearchFieldName = keyof typeof searchFields;

export const hasValues = {
  finding: 'at least one finding',
  attachment: 'at least one attachment',
  annotation: 'a note of the examiner',
} as const;

export const isValues = {
  exhibit: 'chosen for a packet',
  undated: 'no time that can be read',
} as const;

/** Fields that are worth looking for; any other name can be written as well. */
export const headerNames = {
  'x-mailer': 'the sender’s program',
  'user-agent': 'the sender’s program',
  'x-originating-ip': 'the address of a webmail’s user',
  'message-id': 'the message’s own id',
  'reply-to': 'where answers go',
  'return-path': 'where failures go',
  sender: 'who sent it for somebody else',
  received: 'a hop of the route',
  'authentication-results': 'what a receiver checked',
  'dkim-signature': 'a signature of the sender’s domain',
  'list-id': 'a mailing list',
  'content-type': 'the kind of content',
  'x-priority': 'how urgent it claims to be',
} as const;

export const searchWords = {
  suggestions: 'Suggestions',
  more: (count: string) => `${count} more fit; go on typing`,
  messages: (count: string) => `${count} messages`,
  senderOf: (count: string) => `sender of ${count}`,
  /** Read out while the list stands open. */
  open: (count: string) => `${count} suggestions; arrow keys choose, Enter takes`,
  unchanged: 'The list shows the last search that could be understood.',
} as const;
