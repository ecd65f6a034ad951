import { rememberLast } from '../text/remember';
import { SINGULAR } from './field-limit';
import { type HeaderSection, readHeaderSection, type SectionInDoubt } from './header-fields';
import { createIssueList, type Note } from './issues';
import { type LineEndByte, lineEndByteOf } from './lines';
import { readMailboxes } from './mailboxes';
import { readMessageIds } from './message-id';
import { findStart, isUtf16 } from './message-start';
import { readStructure } from './mime-structure';
import { noteBeyondRoute } from './received';
import { readSenders } from './sender-readings';
import type { Anatomy, HeaderField, Mailbox, MimePart, ParseIssue } from './types';
import { readWrittenDate } from './written-date';

/**
 * The one reader of header facts: from a message's bytes to everything found in it, with offsets.
 *
 * Promises: it never throws, whatever the bytes; time and memory grow no faster than the message; the same bytes give
 * the same result; nothing is taken from a clock, a locale or a network; what had to be tolerated is an issue.
 * It refuses to guess what the bytes do not say.
 */

/** The header alone, for those who need no more: about as fast as the header is short. */
export interface HeaderReading extends HeaderSection {
  readonly issues: readonly ParseIssue[];
}

/** Reads the header section only. */
export function readHeader(bytes: Uint8Array): HeaderReading {
  const issues = createIssueList();
  const { fromLine, headerSpan, bodyStart, fields } = readTop(bytes, lineEndByteOf(bytes), issues.note);
  return { fromLine, headerSpan, bodyStart, fields, issues: issues.sorted() };
}

/** Reads a whole message. */
export function readAnatomy(bytes: Uint8Array): Anatomy {
  return readWith(bytes, readStructure);
}

/** The same without the parts: header facts are exactly those of `readAnatomy`, the structure is that of an empty body. */
export function readHeaderAnatomy(bytes: Uint8Array): Anatomy {
  return readWith(bytes, (_, header) => emptyStructure(header));
}

function emptyStructure({ fields, headerSpan, bodyStart }: HeaderSection): MimePart {
  return {
    path: '',
    mediaType: 'text/plain',
    parameters: new Map(),
    disposition: '',
    fileName: '',
    charset: '',
    transferEncoding: '',
    contentId: '',
    fields,
    span: { start: headerSpan.start, end: bodyStart },
    bodySpan: { start: bodyStart, end: bodyStart },
    boundary: undefined,
    boundarySpan: undefined,
    parts: [],
  };
}

function readWith(bytes: Uint8Array, readParts: typeof readStructure): Anatomy {
  const issues = createIssueList();
  const { note } = issues;
  const endByte = lineEndByteOf(bytes);
  const header = readTop(bytes, endByte, note);
  const { fields } = header;
  noteRepeated(fields, note);
  noteBeyondRoute(fieldsNamed(header, 'received'), note);
  const mailboxes = (key: string): readonly Mailbox[] =>
    fieldsNamed(header, key).flatMap((field) => readMailboxes(field, note));
  const dateField = firstField(header, 'date');
  const messageId = readFirstMessageId(fields);
  const from = fieldsNamed(header, 'from').map((field) => ({ field, mailboxes: readMailboxes(field, note) }));
  const fromReadings = readSenders({ bytes, header, from, issues: issues.sorted(), note });
  const structure = readParts(bytes, header, { endByte, note });
  return {
    length: bytes.length,
    fromLine: header.fromLine,
    headerSpan: header.headerSpan,
    bodyStart: header.bodyStart,
    fields,
    from: [...from.flatMap(({ mailboxes: read }) => read), ...fromReadings.map(({ mailbox }) => mailbox)],
    fromReadings,
    sender: mailboxes('sender'),
    replyTo: mailboxes('reply-to'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    bcc: mailboxes('bcc'),
    returnPath: readReturnPath(fields, note),
    subject: firstField(header, 'subject')?.text ?? '',
    date: dateField === undefined ? undefined : readWrittenDate(dateField.body, dateField.bodySpan.start),
    messageId: messageId?.id ?? '',
    messageIdSpan: messageId?.span,
    structure,
    issues: issues.sorted(),
  };
}

/** Every field of a name, topmost first; the name in lower case. */
export function fieldsNamed({ fields }: Pick<Anatomy, 'fields'>, key: string): readonly HeaderField[] {
  return fieldsByName(fields).get(key) ?? NO_FIELDS;
}

/** The topmost field of a name; the name in lower case. */
export function firstField(anatomy: Pick<Anatomy, 'fields'>, key: string): HeaderField | undefined {
  return fieldsNamed(anatomy, key)[0];
}

const NO_FIELDS: readonly HeaderField[] = [];

/** Fields by name, made once for a header: every rule asks. Fields are never changed once they are read. */
const fieldsByName = rememberLast((fields: readonly HeaderField[]): ReadonlyMap<string, readonly HeaderField[]> => {
  const index = new Map<string, HeaderField[]>();
  for (const field of fields) {
    const same = index.get(field.key);
    if (same === undefined) {
      index.set(field.key, [field]);
    } else {
      same.push(field);
    }
  }
  return index;
});

function readTop(bytes: Uint8Array, endByte: LineEndByte, note: Note): HeaderSection & Partial<SectionInDoubt> {
  if (isUtf16(bytes)) {
    note('message.utf-16', 0, Math.min(bytes.length, 2));
    return { fromLine: undefined, headerSpan: { start: 0, end: 0 }, bodyStart: 0, fields: [] };
  }
  if (endByte === 13) note('message.bare-cr-line-ends', bytes.indexOf(13), bytes.indexOf(13) + 1);
  const header = readHeaderSection(bytes, findStart(bytes, endByte, note), bytes.length, { endByte, note });
  if (header.fields.length === 0) note('header.missing', header.headerSpan.start, header.headerSpan.end);
  return header;
}

function noteRepeated(fields: readonly HeaderField[], note: Note): void {
  const seen = new Set<string>();
  for (const { key, span } of fields) {
    if (SINGULAR.has(key) && seen.has(key)) note('header.duplicate', span.start, span.end);
    seen.add(key);
  }
}

/** RFC 5321 section 4.4: the topmost Return-Path is the last delivery's; `<>` is a path with an empty address. */
function readReturnPath(fields: readonly HeaderField[], note: Note): Mailbox | undefined {
  const field = fields.find(({ key }) => key === 'return-path');
  if (field === undefined) return undefined;
  return readMailboxes(field, note)[0];
}

function readFirstMessageId(fields: readonly HeaderField[]): ReturnType<typeof readMessageIds>[number] | undefined {
  const field = fields.find(({ key }) => key === 'message-id');
  return field === undefined ? undefined : readMessageIds(field)[0];
}
