import { attachmentParts, isBodyText, leafParts } from '../../../shared/email/leaf-parts';
import type { ExtraReading } from '../../../shared/email/reading-list';
import { decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import { htmlWords } from './html-words';

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
    const text = isBodyText(part) || isOtherText(part) ? partWords(bytes, part, limit - length) : '';
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

function isOtherText(part: MimePart): boolean {
  return part.mediaType.startsWith('text/') && part.disposition !== 'attachment';
}

function partWords(bytes: Uint8Array, part: MimePart, limit: number): string {
  const text = decodeText(bytes, part);
  return part.mediaType === 'text/html' ? htmlWords(text, limit) : text.slice(0, limit);
}
