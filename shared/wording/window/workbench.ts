import { grouped } from '../packet-numbers';
import { severityNames } from './severity';

/** The frame around the evidence: header line, left pane, list, status line. */
export const frame = {
  search: 'Search',
  searchPlaceholder: 'Search: words, from: subject: ip: rule: tag: is:exhibit has:finding',
  clearSearch: 'Clear the search',
  emptySearch: 'Empty the search field',
  caseLabel: 'Case',
  commands: 'Commands',
  readOnly: (why: string) => `Read only. ${why}`,
  otherRules: (added: number, gone: number) =>
    `This case was analysed before with other rules. The present ones give ${grouped(added)} findings more and ${grouped(gone)} fewer; “chainmail compare-rules” lists them.`,
  tree: 'Case contents',
  list: 'Message list',
  message: 'Message',
  separatorLeft: 'Width of the case contents',
  separatorRight: 'Size of the message pane',
  skipToList: 'Skip to the message list',
} as const;

export const tree = {
  all: 'All messages',
  overview: 'Overview',
  showMore: (next: string, left: string) => `Show ${next} more of ${left}`,
  rules: (count: string) => `${count} rules`,
  evidence: 'Evidence',
  findings: 'Findings',
  tags: 'Tags',
  exhibits: 'Exhibits',
  custody: 'Custody',
  addEvidence: 'Add evidence…',
  addFolder: 'Add folder…',
  pasteHeaders: 'Paste headers…',
  noEvidence: 'Nothing received yet.',
  noFindings: 'No rule has observed anything yet.',
  noTags: 'Tags appear here once an annotation carries one.',
  noExhibits: 'Messages chosen for a packet appear here.',
  messages: (count: string) => `${count} messages`,
  setAside: (count: string) => `${count} set aside`,
  exportPacket: 'Build a packet…',
  journal: 'Custody journal',
  verify: 'Check the case…',
} as const;

export const list = {
  label: 'Messages',
  count: (shown: string, all: string) => `${shown} of ${all}`,
  stillRead: 'Only the header was read so far',
  reading: (count: string) => `${count} still being read`,
  selected: (count: string) => `${count} selected`,
  columns: {
    choose: 'Selected',
    severity: 'Findings',
    ref: 'No.',
    received: 'Received UTC',
    date: 'Sent UTC',
    from: 'From',
    to: 'To',
    subject: 'Subject',
    exhibit: 'Exhibit',
    tags: 'Tags',
    assessed: 'Assessed',
    attachments: 'Attachments',
    size: 'Size',
    evidence: 'Evidence item',
    messageId: 'Message-ID',
    ...severityNames,
  },
  noRecipient: '(no recipient)',
  addExhibits: 'Add to exhibits',
  removeExhibits: 'Remove from exhibits',
  clearSelection: 'Clear selection',
  emptyCase: 'This case holds no messages yet.',
  emptyCaseNext: 'Drop emails, folders or mailbox files anywhere in this window, or add them by dialog.',
  emptyQuery: 'No message fits this search.',
  emptyQueryNext: 'Remove a word, or clear the search.',
  severityCount: (name: string, count: number) => `${name}: ${count}`,
  noFindings: 'No findings',
  tooMany: (limit: string) => `At most ${limit} messages can be selected at once; the first ${limit} are selected.`,
  notDated: 'no date',
} as const;

/** How the columns of the list are chosen and laid out. */
export const columnHints = {
  choose: 'Choose columns',
  menu: 'Columns',
  reset: 'As they were at first',
  head: 'Ctrl+← → width, Ctrl+0 as at first, Ctrl+Shift+← → place',
} as const;

export const status = {
  label: 'Status',
  journal: (entries: string, head: string) => `journal ${entries} entries, head ${head}`,
  journalEmpty: 'journal empty',
  lastAct: (time: string, sentence: string) => `last ${time} ${sentence}`,
  jobs: 'Jobs',
  noJobs: 'No work is running.',
  cancelJob: (kind: string) => `Cancel: ${kind}`,
  rate: (perSecond: string) => `${perSecond} messages/s`,
  done: (messages: string) => `${messages} messages`,
  setAside: (count: string) => `${count} set aside`,
  finished: (kind: string, outcome: string) => `${kind} ${outcome}`,
  kinds: {
    import: 'Taking in evidence',
    export: 'Building the packet',
    'verify-case': 'Checking the case',
    'verify-packet': 'Checking the packet',
    revise: 'Looking again at every message',
    solve: 'Searching for hashed times',
  },
  outcomes: { done: 'finished', cancelled: 'cancelled', failed: 'failed' },
} as const;
