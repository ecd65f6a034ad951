/**
 * A load file for review programs (Concordance DAT): what attorneys import next to the exhibits.
 *
 * A convention, not a standard: fields stand between U+00FE, are parted by U+0014, and hold U+00AE for a line end; one
 * line a document, ended by CR LF, after a line with the fields' names; UTF-8 with a byte order mark. Which fields a party
 * wants differs: they are the list below and nothing else.
 */
import { plainLine } from '../../text/visible-text';
import { exhibitFile } from '../exhibit-file';
import { exhibitPaths } from '../payload-names';
import type { ReportContent, ReportExhibit } from '../report-content';
import { batesNumbers } from './bates';

const QUOTE = '\u00fe';
const SEPARATOR = '\u0014';
const LINE_END = '\u00ae';
const BYTE_ORDER_MARK = '\ufeff';

/** One document with what the packet gives it. */
export interface LoadFileDocument {
  readonly bates: string;
  readonly path: string;
  readonly exhibit: ReportExhibit;
  readonly handling: string;
}

export interface LoadFileField {
  readonly name: string;
  readonly value: (document: LoadFileDocument) => string;
}

/** Fields in their order, by the names that review programs know. */
export const LOAD_FILE_FIELDS: readonly LoadFileField[] = [
  { name: 'BEGBATES', value: ({ bates }) => bates },
  { name: 'ENDBATES', value: ({ bates }) => bates },
  { name: 'EXHIBIT', value: ({ exhibit }) => exhibit.label },
  { name: 'CUSTODIAN', value: ({ exhibit }) => exhibit.evidence.receivedFrom },
  { name: 'FROM', value: ({ exhibit }) => exhibit.message.from },
  { name: 'TO', value: ({ exhibit }) => exhibit.message.to },
  { name: 'CC', value: ({ exhibit }) => exhibit.message.cc },
  { name: 'SUBJECT', value: ({ exhibit }) => exhibit.message.subject },
  { name: 'DATESENT', value: ({ exhibit }) => day(exhibit.message.date) },
  { name: 'TIMESENT', value: ({ exhibit }) => time(exhibit.message.date) },
  { name: 'DATERCVD', value: ({ exhibit }) => day(exhibit.message.route[0]?.time ?? null) },
  { name: 'MESSAGEID', value: ({ exhibit }) => exhibit.message.messageId },
  { name: 'FILENAME', value: ({ exhibit }) => exhibit.message.source || exhibit.evidence.name },
  { name: 'FILESIZE', value: ({ exhibit }) => String(exhibitFile(exhibit).bytes) },
  { name: 'FILEEXT', value: () => 'eml' },
  { name: 'ATTACHNAMES', value: ({ exhibit }) => exhibit.message.attachments.map(({ name }) => name).join('; ') },
  { name: 'SHA256HASH', value: ({ exhibit }) => exhibitFile(exhibit).sha256 },
  { name: 'NATIVEPATH', value: ({ path }) => path },
  { name: 'CONFIDENTIALITY', value: ({ handling }) => handling },
  { name: 'REDACTED', value: ({ exhibit }) => (exhibit.derivative === undefined ? 'N' : 'Y') },
];

/** The load file's text. `fields` may be shortened or reordered to what the receiving party asks for. */
export function loadFile(content: ReportContent, fields: readonly LoadFileField[] = LOAD_FILE_FIELDS): string {
  const paths = exhibitPaths(content.exhibits);
  const numbers = batesNumbers(content);
  const rows = content.exhibits.map((exhibit, index) => {
    const document = { bates: numbers[index] ?? '', path: paths[index] ?? '', exhibit, handling: content.handling };
    return fields.map(({ value }) => value(document));
  });
  return BYTE_ORDER_MARK + [fields.map(({ name }) => name), ...rows].map(lineOf).join('');
}

function lineOf(values: readonly string[]): string {
  return `${values.map((value) => `${QUOTE}${inField(value)}${QUOTE}`).join(SEPARATOR)}\r\n`;
}

/** Text of an email in one field: line ends as the convention has them, its own signs and unsafe ones as code points. */
function inField(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => plainLine(line).replaceAll(QUOTE, '<U+00FE>').replaceAll(LINE_END, '<U+00AE>'))
    .join(LINE_END);
}

/** `2020-10-20` of an instant in UTC; empty where there is none. */
function day(time: string | null): string {
  return time === null ? '' : utc(time).slice(0, 10);
}

function time(text: string | null): string {
  return text === null ? '' : `${utc(text).slice(11, 19)} UTC`;
}

function utc(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
