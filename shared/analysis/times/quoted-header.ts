import type { ByteString } from '../../email/types';
import type { DecodedTime } from './decoder';
import type { Passage } from './passage';
import { findQuotedDates, type QuotedDate } from './quoted-date';

/**
 * Dates of earlier messages, as the author's program wrote them above what it quotes: `On Wed, May 17, 2023 at 4:22 PM
 * Jane Doe wrote:`, or Outlook's block of `From:` and `Sent:`, in the languages of `quoted-date.ts`.
 *
 * The message cannot be older than what it quotes. Where no zone is written, the time is the wall clock of the computer
 * on which the answer was written. Anybody can type such a line: it is the author's word, as the Date is.
 */

/** Of a part, the first ones of each kind are looked at. */
const MOST_TRIGGERS = 60;

/** The verb of a line that introduces a quotation; letters outside of ASCII may stand in any encoding. */
const WROTE =
  /\b(?:wrote|schrieb|scritto|escreveu|schreef|skrev|kirjoitti|escribi(?![a-z])|napisa(?![a-z]))|crit(?![A-Za-z])/g;
/** How far before the verb the date may stand, and how far behind it the colon. */
const BEFORE_VERB = 300;
const AFTER_VERB = 160;
/** A blank line: what stands before it is other text. */
const NEW_PARAGRAPH = /\n[> \t]*\r?\n/;
/** Between the verb and the colon stands at most the author. */
const COLON = /^[^:]{0,120}:(?:\s|$)/;

/** The field that holds the date in a block of quoted fields, and the one that names the author. */
const SENT =
  /\b(?:Sent|Date|Gesendet|Datum|Envoy\S{1,8}|Enviad[oa]|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Wys\S{1,10})[^:\r\n]{0,14}:/g;
const FROM = /\b(?:From|Von|De|Da|Van|Fr\S{1,8}n|Fra|Od)[^:\r\n]{0,14}:/;
const AROUND_LABEL = 400;
/** A weekday and an article may stand before the date. */
const BEFORE_DATE = 30;

const TAG = /<[^<>]{0,300}>/g;
const BLANK_SIGN = /&nbsp;|\u00e2\u0080\u00af|\u00c2\u00a0|\u00a0/g;

/** Gives a piece of the part with its transfer encoding undone. */
type OpenPiece = (start: number, end: number) => Passage;

/** `raw` is the part as it lies in the message, or with base64 undone; `open` counts in its signs. */
export function quotedHeaderTimes(raw: ByteString, open: OpenPiece): readonly DecodedTime[] {
  return [
    ...triggers(raw, WROTE).flatMap(({ start, end }) => introduction(raw, open, start, end)),
    ...triggers(raw, SENT).flatMap(({ start, end }) => quotedField(raw, open, start, end)),
  ];
}

function triggers(raw: ByteString, pattern: RegExp): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of raw.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (found.length === MOST_TRIGGERS) {
      break;
    }
  }
  return found;
}

/** The text without its tags, each sign at its place. */
function blanked(text: ByteString): ByteString {
  const spaces = (piece: string): string => ' '.repeat(piece.length);
  return text.replace(TAG, spaces).replace(BLANK_SIGN, spaces);
}

function introduction(raw: ByteString, open: OpenPiece, start: number, end: number): readonly DecodedTime[] {
  const after = blanked(open(end, Math.min(raw.length, end + AFTER_VERB)).text);
  if (!COLON.test(after)) {
    return [];
  }
  const passage = open(Math.max(0, start - BEFORE_VERB), start);
  const text = blanked(passage.text);
  const date = findQuotedDates(text).at(-1);
  return date === undefined || NEW_PARAGRAPH.test(text.slice(date.end))
    ? []
    : [timeOf('quoted.introduction', date, passage)];
}

function quotedField(raw: ByteString, open: OpenPiece, start: number, end: number): readonly DecodedTime[] {
  const passage = open(end, Math.min(raw.length, end + AROUND_LABEL));
  const text = blanked(passage.text);
  const leading = text.length - text.trimStart().length;
  const date = findQuotedDates(text.slice(0, leading + BEFORE_DATE + 60))[0];
  if (date === undefined || date.start > leading + BEFORE_DATE) {
    return [];
  }
  const before = blanked(open(Math.max(0, start - AROUND_LABEL), start).text);
  return FROM.test(before) || FROM.test(text) ? [timeOf('quoted.field', date, passage)] : [];
}

function timeOf(
  kind: string,
  { start, end, timeMs, hasZone, precisionSeconds }: QuotedDate,
  { spanOf }: Passage,
): DecodedTime {
  return {
    source: 'quoted-text',
    kind,
    span: spanOf(start, end),
    timeMs,
    precisionSeconds,
    clock: hasZone ? 'utc' : 'local',
    whose: 'author',
    bound: 'lower',
    needsSupport: false,
  };
}
