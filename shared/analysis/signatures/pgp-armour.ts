import { decodeBase64 } from '../../email/base64';
import { fromByteString } from '../../email/byte-string';
import { base64Place } from '../../email/decoded-body';
import type { ByteString, Span } from '../../email/types';

/** A block of ASCII armour in a text (RFC 9580 section 6.2). Places are those of the text. */
export interface ArmouredBlock {
  readonly label: string;
  /** From the first dash to after the last one. */
  readonly span: Span;
  readonly bytes: Uint8Array;
  /** Where a range of the decoded bytes stands. */
  readonly placeOf: (range: Span) => Span;
  /** Whether the check sum at its end (RFC 4880 section 6.1) fits; undefined where it has none. */
  readonly hasRightSum: boolean | undefined;
}

const BEGIN_PGP = '-----BEGIN PGP ';
/** Before a text that is signed in itself (section 7). */
export const BEGIN_SIGNED_TEXT = `${BEGIN_PGP}SIGNED MESSAGE-----`;

/** Beyond this a block is no signature and no key that is worth reading. */
const MAX_BLOCK = 256 << 10;
const MAX_BLOCKS = 10;
/** Beginnings that are looked at, with an end or without. */
const MAX_BEGINNINGS = 50;

/** Blocks that begin at the beginning of a line, and end. Those of a quoted text have signs before them and are not found. */
export function armouredBlocks(text: ByteString): readonly ArmouredBlock[] {
  const found: ArmouredBlock[] = [];
  let at = text.indexOf(BEGIN_PGP);
  for (let tries = 0; at >= 0 && tries < MAX_BEGINNINGS && found.length < MAX_BLOCKS; tries += 1) {
    const block = at === 0 || text[at - 1] === '\n' ? blockAt(text, at) : undefined;
    if (block !== undefined) found.push(block);
    at = text.indexOf(BEGIN_PGP, at + 1);
  }
  return found;
}

const HEAD = /^-----BEGIN PGP ([A-Z ]{1,40})-----[ \t]*\r?\n/;
/** Lines such as `Version: …`, then an empty one. */
const FIELDS = /^(?:[A-Za-z]{1,20}: ?[^\r\n]*\r?\n)*[ \t]*\r?\n/;

function blockAt(text: ByteString, start: number): ArmouredBlock | undefined {
  const [head, label] = HEAD.exec(text.slice(start, start + 100)) ?? [];
  if (head === undefined || label === undefined) return undefined;
  const foot = `-----END PGP ${label}-----`;
  const end = text.slice(start, start + MAX_BLOCK).indexOf(foot);
  if (end < 0) return undefined;
  const content = text.slice(start + head.length, start + end);
  const [fields = ''] = FIELDS.exec(content) ?? [];
  const data = content.slice(fields.length);
  const [sumLine] = /^=[A-Za-z0-9+/]{4}[ \t]*\r?$/m.exec(data) ?? [];
  const letters = fromByteString(sumLine === undefined ? data : data.slice(0, data.lastIndexOf(sumLine)));
  const bytes = decodeBase64(letters);
  const from = start + head.length + fields.length;
  const placeOf = (range: Span): Span => {
    const place = base64Place(letters, { start: 0, end: letters.length }, range.start, range.end);
    return { start: from + place.start, end: from + place.end };
  };
  return {
    label,
    span: { start, end: start + end + foot.length },
    bytes,
    placeOf,
    hasRightSum: sumLine === undefined ? undefined : sumOf(bytes) === numberOf(sumLine),
  };
}

function numberOf(sumLine: string): number {
  const [a = 0, b = 0, c = 0] = decodeBase64(fromByteString(sumLine.slice(1)));
  return (a << 16) | (b << 8) | c;
}

/** CRC-24 (RFC 4880 section 6.1). */
function sumOf(bytes: Uint8Array): number {
  let sum = 0xb704ce;
  for (const byte of bytes) {
    sum ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      sum <<= 1;
      if ((sum & 0x1000000) !== 0) sum ^= 0x1864cfb;
    }
  }
  return sum & 0xffffff;
}
