/**
 * Mailboxes of classic Macintosh programs, whose lines end in a bare CR.
 *
 * They are searched as if each bare CR were LF: no byte moves, so that what is found are places in the file as it is.
 */
import type { LineEndByte } from '../../../../shared/email/lines';
import { type ByteSource, MAX_PIECE } from '../byte-source';
import { HEAD_BYTES } from './reader';

const LF = 10;
const CR = 13;

/** Whether the first line of a file ends in a bare CR; a damaged line end of several CRs and LF is none. */
export function beginsWithCrLine(head: Uint8Array): boolean {
  const cr = head.indexOf(CR);
  if (cr === -1 || head.subarray(0, cr).includes(LF)) {
    return false;
  }
  const behind = head.subarray(cr).findIndex((byte) => byte !== CR);
  return behind === -1 || head[cr + behind] !== LF;
}

/** The beginning of a file with each bare CR as LF; the same bytes where its first line ends otherwise. */
export function searchableHead(head: Uint8Array): Uint8Array {
  return beginsWithCrLine(head) ? bareCrAsLf(Uint8Array.from(head), undefined) : head;
}

/** What is searched for the lines of a file. */
export interface SearchableLines {
  readonly source: ByteSource;
  /** Whether bare CRs end lines; then the source gives LF for each of them. */
  readonly areCr: boolean;
}

export async function searchableLines(source: ByteSource): Promise<SearchableLines> {
  const areCr = beginsWithCrLine(await source.read(0, HEAD_BYTES));
  return { source: areCr ? crSource(source) : source, areCr };
}

/** Holds what it changed last: the same place is looked at for each line that may separate messages. */
function crSource({ length, read }: ByteSource): ByteSource {
  let held = { start: 0, bytes: Buffer.alloc(0) };
  const load = async (start: number): Promise<void> => {
    // One byte more, to see whether a CR at the end is a bare one.
    const stop = Math.min(length, start + MAX_PIECE - 1);
    const piece = Buffer.from(await read(start, stop + 1));
    const bytes = piece.subarray(0, stop - start);
    bareCrAsLf(bytes, piece[bytes.length]);
    held = { start, bytes };
  };
  return {
    length,
    read: async (from, to) => {
      const start = Math.min(from, length);
      const end = Math.min(to, length, start + MAX_PIECE - 1);
      if (start < held.start || end > held.start + held.bytes.length) {
        await load(start);
      }
      return held.bytes.subarray(start - held.start, end - held.start);
    },
  };
}

function bareCrAsLf(bytes: Uint8Array, after: number | undefined): Uint8Array {
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) {
    const next = at + 1 < bytes.length ? bytes[at + 1] : after;
    if (next !== LF) {
      bytes[at] = LF;
    }
  }
  return bytes;
}

/** How the lines of one message of such a mailbox end: as whoever reads the message will take them. */
export async function lineEndOf(source: ByteSource, start: number, end: number): Promise<LineEndByte> {
  for (let at = start; at < end; ) {
    const piece = await source.read(at, end);
    if (piece.includes(LF)) {
      return LF;
    }
    at += Math.max(piece.length, 1);
  }
  return CR;
}
