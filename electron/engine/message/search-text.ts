import { decodeText } from '../../../shared/email/transfer-decoding';
import type { Anatomy, MimePart } from '../../../shared/email/types';
import { htmlWords } from './html-words';
import { attachmentParts, isBodyText, leafParts } from './parts';

/** Words of the body and names of attachments, for the search index; up to `limit` characters. */
export function bodyText(bytes: Uint8Array, { structure }: Anatomy, limit: number): string {
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
  return [...pieces, ...names].join('\n').slice(0, limit);
}

function isOtherText(part: MimePart): boolean {
  return part.mediaType.startsWith('text/') && part.disposition !== 'attachment';
}

function partWords(bytes: Uint8Array, part: MimePart, limit: number): string {
  const text = decodeText(bytes, part);
  return part.mediaType === 'text/html' ? htmlWords(text, limit) : text.slice(0, limit);
}
