/** Text of two or four bytes a sign: what Windows calls "Unicode", and UTF-32. */
import { type ByteSource, MAX_PIECE } from '../byte-source';

export interface WideEncoding {
  readonly name: 'UTF-16LE' | 'UTF-16BE' | 'UTF-32LE' | 'UTF-32BE';
  /** Bytes of one unit. */
  readonly unit: 2 | 4;
  readonly isBigEndian: boolean;
  /** Length of the byte order mark; 0 where the encoding is told by its NUL bytes. */
  readonly mark: number;
}

const UTF16LE = { name: 'UTF-16LE', unit: 2, isBigEndian: false } as const;
const UTF16BE = { name: 'UTF-16BE', unit: 2, isBigEndian: true } as const;
const UTF32LE = { name: 'UTF-32LE', unit: 4, isBigEndian: false } as const;
const UTF32BE = { name: 'UTF-32BE', unit: 4, isBigEndian: true } as const;

/** So much of the beginning has to be ASCII where there is no byte order mark. */
const SAMPLE = 64;
const LEAST_SAMPLE = 16;

/** By the byte order mark, else by where NUL bytes stand in the beginning; undefined for all other text. */
export function wideEncodingOf(head: Uint8Array): WideEncoding | undefined {
  const hex = Buffer.from(head.subarray(0, 4)).toString('hex');
  if (hex === 'fffe0000') {
    return { ...UTF32LE, mark: 4 };
  }
  if (hex === '0000feff') {
    return { ...UTF32BE, mark: 4 };
  }
  if (hex.startsWith('fffe') || hex.startsWith('feff')) {
    return { ...(hex.startsWith('fffe') ? UTF16LE : UTF16BE), mark: 2 };
  }
  const sample = head.subarray(0, SAMPLE);
  const told = [UTF16LE, UTF16BE, UTF32LE, UTF32BE].find((encoding) => isAsciiIn(sample, encoding));
  return told === undefined ? undefined : { ...told, mark: 0 };
}

function isAsciiIn(sample: Uint8Array, { unit, isBigEndian }: Omit<WideEncoding, 'mark'>): boolean {
  const low = isBigEndian ? unit - 1 : 0;
  return (
    sample.length >= LEAST_SAMPLE && sample.every((byte, at) => (at % unit === low ? isTextByte(byte) : byte === 0))
  );
}

function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}

/** The same text in UTF-8, without the byte order mark; what is not valid is U+FFFD. */
export async function wideToUtf8(source: ByteSource, encoding: WideEncoding): Promise<Buffer> {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const pieces: Buffer[] = [];
  for (let at = encoding.mark; at < source.length; ) {
    const piece = Buffer.from(await source.read(at, at + MAX_PIECE));
    if (piece.length === 0) {
      break;
    }
    at += piece.length;
    pieces.push(Buffer.from(decoder.decode(asUtf16(piece, encoding), { stream: true }), 'utf8'));
  }
  pieces.push(Buffer.from(decoder.decode(), 'utf8'));
  return Buffer.concat(pieces);
}

/** Pieces are of whole units but for the last one, whose rest is left to the decoder. */
function asUtf16(piece: Buffer, { unit, isBigEndian }: WideEncoding): Buffer {
  if (unit === 2) {
    return isBigEndian ? swapped(piece) : piece;
  }
  const units = Buffer.alloc(piece.length - (piece.length % 4));
  let length = 0;
  for (let at = 0; at + 4 <= piece.length; at += 4) {
    const code = isBigEndian ? piece.readUInt32BE(at) : piece.readUInt32LE(at);
    const isValid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    const sign = isValid ? code : 0xfffd;
    if (sign > 0xffff) {
      length = units.writeUInt16LE(0xd800 + ((sign - 0x10000) >> 10), length);
      length = units.writeUInt16LE(0xdc00 + ((sign - 0x10000) & 0x3ff), length);
    } else {
      length = units.writeUInt16LE(sign, length);
    }
  }
  return units.subarray(0, length);
}

/** Half a unit at the end stays where it is. */
function swapped(piece: Buffer): Buffer {
  piece.subarray(0, piece.length - (piece.length % 2)).swap16();
  return piece;
}
