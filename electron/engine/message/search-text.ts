import { attachmentParts, isBodyText, leafParts } from '../../../shared/email/leaf-parts';
import type { ExtraReading } from '../../../shared/email/reading-list';
import { decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import { searchableText } from '../../../shared/search/searchable-text';
import { dividedWords, htmlWords } from './html-words';

export interface BodyWords {
  /** The words as they stand. */
  readonly text: string;
  /** What the index holds: the same, and words that tags divide, as `searchableText` has them. */
  readonly indexed: string;
}

/** What is added to the index for words that tags divide, at most. */
const DIVIDED = 32 << 10;

export function bodyWords(
  bytes: Uint8Array,
  anatomy: Anatomy,
  extras: readonly ExtraReading[],
  limit: number,
): BodyWords {
  const text = bodyText(bytes, anatomy, extras, limit);
  const html = leafParts(anatomy.structure).filter((part) => part.mediaType === 'text/html' && isText(part));
  const divided = html.flatMap((part) => dividedWords(decodeText(bytes, part).slice(0, SEARCHED), DIVIDED));
  const words = divided.join(' ').slice(0, DIVIDED);
  return {
    text,
    indexed: searchableText(words === '' ? text : `${text.slice(0, limit - words.length)}\n${words}`, limit),
  };
}

/** So much of an HTML text is searched for divided words. */
const SEARCHED = 2 << 20;

/**
 * Words of the body and names of attachments, for the search index; up to `limit` characters.
 *
 * `extras`: what only some programs show. It stands first: a long body must not push it out of the index.
 */
export function bodyText(
  bytes: Uint8Array,
  { structure }: Anatomy,
  extras: readonly ExtraReading[],
  limit: number,
): string {
  const pieces: string[] = [];
  let length = 0;
  for (const part of leafParts(structure)) {
    if (length >= limit) {
      break;
    }
    const text = isText(part) ? partWords(bytes, part, limit - length) : '';
    pieces.push(text);
    length += text.length;
  }
  const names = attachmentParts(structure).map(({ fileName }) => fileName);
  const hidden = extras.flatMap((extra) => extraWords(extra, limit));
  return [...hidden, ...pieces, ...names].join('\n').slice(0, limit);
}

/** At most a half of the index belongs to the extra readings, so that they in turn do not push the body out. */
function extraWords({ kind, mediaType, fileName, text }: ExtraReading, limit: number): readonly string[] {
  const share = Math.floor(limit / 8);
  const words = kind === 'html' || mediaType === 'text/html' ? htmlWords(text, share) : text.slice(0, share);
  return [fileName, words].filter((piece) => piece !== '');
}

function isText(part: MimePart): boolean {
  const isOther = part.mediaType.startsWith('text/') || REPORTS.has(part.mediaType);
  return isBodyText(part) || (isOther && part.disposition !== 'attachment');
}

/** Text by another name: reports (RFC 3464, 8098, 5965, 6533), and pieces of a message that was sent in several (RFC 2046 5.2.2). */
const REPORTS: ReadonlySet<string> = new Set([
  'message/delivery-status',
  'message/disposition-notification',
  'message/feedback-report',
  'message/global-delivery-status',
  'message/global-disposition-notification',
  'message/partial',
]);

function partWords(bytes: Uint8Array, part: MimePart, limit: number): string {
  const text = decodeText(bytes, part);
  if (part.mediaType === 'text/html') {
    return htmlWords(text, limit);
  }
  // A blank at the end of a line is no part of the text: words go on in the next line (RFC 3676 section 4.2).
  const isJoined = part.parameters.get('delsp')?.toLowerCase() === 'yes';
  return (isJoined ? text.replace(/ \r?\n/g, '') : text).slice(0, limit);
}
