import { fromByteString } from './byte-string';
import { breakAtReturns } from './header-variants';
import type { ByteString } from './types';

const maxParts = 500;
const start =
  /(^|[\r\n])[ \t]{0,20}(--[^\r\n]{0,2000})(?:\r\n|\r|\n)(?=[ \t]*(?:content-[a-z-]{1,40}|mime-version)[ \t]*:)/gi;

/**
 * Parts in a text, each as header and body: after a line like a boundary with a content field right behind it, that no declared boundary divides, or whose line ends are no line ends for the standard.
 *
 * A text that begins with a content field is a part too: some programs read it on from a delimiter that others miss.
 */
export function looseParts(text: ByteString): readonly Uint8Array[] {
  const starts: { readonly at: number; readonly from: number; readonly delimiter: ByteString }[] = [];
  const lead = /^[ \t\r\n]*(?=content-(?:type|transfer-encoding|disposition)[ \t]*:)/i.exec(text);
  if (lead !== null) starts.push({ at: 0, from: lead[0].length, delimiter: '--' });
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null && starts.length < maxParts; match = start.exec(text)) {
    const from = match.index + match[0].length;
    starts.push({ at: match.index, from, delimiter: match[2] ?? '--' });
    // The line end may begin the next delimiter's line.
    start.lastIndex = from - 1;
  }
  return starts.map(({ from, delimiter }, index) => piece(text.slice(from, starts[index + 1]?.at), delimiter));
}

/** Up to the next line that begins with the same delimiter, whatever follows in it. */
function piece(text: ByteString, delimiter: ByteString): Uint8Array {
  const shown = delimiter.trimEnd().replace(/(?<=[^-])--$/, '');
  const ends = [text.indexOf(`\n${shown}`), text.indexOf(`\r${shown}`)].filter((at) => at !== -1);
  const end = Math.min(text.length, ...ends);
  const stop = text[end] === '\n' && text[end - 1] === '\r' ? end - 1 : end;
  const bytes = fromByteString(text.slice(0, Math.max(0, stop)));
  return /\r(?!\n)/.test(text.slice(0, Math.min(stop, 4000))) ? breakAtReturns(bytes) : bytes;
}
