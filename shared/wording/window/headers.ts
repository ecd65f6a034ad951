import type { Decision } from '../../contract/model';
import { recordedAs } from '../recorded';

/** The raw header view: marks, cards, annotations, citation. */
export const headers = {
  label: 'Raw header, exact bytes',
  instructions:
    'Arrow keys move the byte cursor, Shift and arrow keys select bytes, a annotates the selection, n and p go to the next and previous finding.',
  claimed: 'claimed, not verified',
  claimedMore: 'From here down, whoever sent the message could have written every line.',
  toolbar: 'Headers',
  findingCount: (count: number) => (count === 1 ? '1 finding' : `${count} findings`),
  next: 'Next finding (n)',
  previous: 'Previous finding (p)',
  annotate: 'Annotate',
  copyCitation: 'Copy with citation',
  showLineEnds: 'Line ends',
  wrap: 'Wrap',
  find: 'Find in the header',
  findShort: 'Find',
  found: (at: string, all: string, more: boolean) =>
    all === '0' ? 'not found' : `${at} of ${all}${more ? ' or more' : ''}`,
  findNext: 'Next place (Enter)',
  findPrevious: 'Previous place (Shift+Enter)',
  findClose: 'Close the search',
  markFrom: 'Mark from byte',
  markTo: 'to byte',
  mark: 'Mark',
  markBytes: 'Mark bytes',
  selection: (start: string, end: string, length: string) => `bytes ${start} to ${end} (${length})`,
  noSelection: 'no bytes selected',
  cursor: (byte: string) => `byte ${byte}`,
  markButton: (severity: string, title: string, line: number) => `${severity} finding: ${title}, line ${line}`,
  annotationButton: (by: string, line: number) => `Note by ${by}, line ${line}`,
  more: (bytes: string) => `Show more of this line (${bytes} bytes left)`,
  foldHint: 'folded line: continues the field above',
  empty: 'The message has no header section.',
  citation: (text: string, ref: string, start: number, end: number, sha256: string) =>
    `${text}\n[${ref}, bytes ${start} to ${end}, SHA-256 ${sha256}]\n`,
  citationCopied: (ref: string, start: number, end: number) =>
    `Copied with citation: ${ref}, bytes ${start} to ${end}.`,
  nothingToCopy: 'Select bytes first, or go to a finding.',
} as const;

export const card = {
  label: (title: string) => `Finding: ${title}`,
  innocent: 'Innocent causes',
  settle: 'What would settle it',
  errorRate: 'Error rate',
  reference: 'Reference',
  bytes: 'Bytes',
  bytesRange: (start: string, end: string) => `${start} to ${end}`,
  rule: (id: string, version: number) => `${id}, version ${version}`,
  close: 'Close the finding',
  reason: 'Reason',
  reasonPlaceholder: 'What the decision rests on',
  assess: "Examiner's assessment",
  decisions: {
    confirmed: 'Confirm',
    innocent: 'Innocent',
    undecided: 'Undecided',
  } satisfies Readonly<Record<Decision, string>>,
  decided: {
    confirmed: 'Confirmed',
    innocent: 'Innocent',
    undecided: 'Undecided',
  } satisfies Readonly<Record<Decision, string>>,
  by: (by: string, at: string, entry: number) => `${by}, ${at}, journal entry ${entry}`,
  saved: recordedAs,
  reasonNeeded: 'A reason is needed: it goes into the journal with the decision.',
} as const;

export const annotate = {
  title: 'Annotate',
  onBytes: (ref: string, start: string, end: string) => `${ref}, bytes ${start} to ${end}`,
  onMessage: (ref: string) => `${ref}, whole message`,
  note: 'Note',
  tags: 'Tags',
  tagsHint: 'Separated by commas',
  save: 'Save note',
  saved: (entry: number) => `Note recorded as journal entry ${entry}.`,
} as const;
