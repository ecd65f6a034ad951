import { type ByteSource, MAX_PIECE } from '../byte-source';

/**
 * Words without which no message is enclosed: media types of messages, digests, TNEF and Outlook messages, TNEF's file
 * name, the ending of message files, and how a compound file begins in base64.
 */
const SIGNS = /rfc822|message\/(?:global|news)|\/digest|ms-tnef|winmail|ms-outlook|\.eml|0M8R4KGx/i;
const OVERLAP = 32;

/** A quick look, so that only messages that can hold another one are read for it. */
export async function mayEnclose(source: ByteSource, start: number, end: number): Promise<boolean> {
  let tail = '';
  for (let at = start; at < end; ) {
    const piece = await source.read(at, Math.min(end, at + MAX_PIECE));
    if (piece.length === 0) {
      return false;
    }
    const text = piece.toString('latin1');
    if (SIGNS.test(text) || (tail !== '' && SIGNS.test(tail + text.slice(0, OVERLAP)))) {
      return true;
    }
    tail = text.slice(-OVERLAP);
    at += piece.length;
  }
  return false;
}
