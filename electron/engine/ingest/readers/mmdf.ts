import type { ByteSource } from '../byte-source';
import { searchableHead, searchableLines } from './cr-lines';
import { hashRange } from './hash-range';
import { headerLikeness, isFieldLine } from './header-likeness';
import { firstSeparator } from './mbox-scan';
import { type Delimiter, delimiters, MARK } from './mmdf-scan';
import { HEAD_BYTES, type Reader, type ReadFile, type SplitContext } from './reader';
import { throwIfCancelled } from './throw-if-cancelled';

/**
 * MMDF mailboxes: messages between lines of four 0x01 bytes, one before and one behind each.
 *
 * Nothing can be quoted in them. A text that a delimiter has cut is joined again: where one delimiter stands alone and no
 * header follows it, the message goes on. A `From ` line that opens a message belongs to the mailbox, as in an mbox.
 */
export const mmdfReader: Reader = {
  id: 'mmdf',
  version: 1,
  recognise: (head) => (beginsAsMmdf(searchableHead(head)) ? { by: 'content' } : undefined),
  split,
};

/** A mailbox that was cut off in front: asked after those that a beginning tells. */
export const cutMmdfReader: Reader = {
  ...mmdfReader,
  recognise: (head) => (holdsOpening(searchableHead(head)) ? { by: 'content' } : undefined),
};

/** A byte order mark and empty lines may stand in front, and several delimiters. */
const OPENING = new RegExp(`^(?:\u00ef\u00bb\u00bf)?(?:[ \\t]*\\r?\\n)*(?:${MARK}\\r?\\n)+`);
const LATER_OPENING = new RegExp(`\n(?:${MARK}\\r?\\n){2,}`);

function beginsAsMmdf(head: Uint8Array): boolean {
  // Of usual files the first byte is enough.
  const isPossible = (head[0] ?? 0) <= 32 || head[0] === 0xef;
  const start = isPossible ? openingEnd(head, OPENING) : 0;
  return start > 0 && isMessage(head.subarray(start));
}

function holdsOpening(head: Uint8Array): boolean {
  const start = beginsWithField(head) ? 0 : openingEnd(head, LATER_OPENING);
  return start > 0 && isMessage(head.subarray(start));
}

function openingEnd(head: Uint8Array, opening: RegExp): number {
  const found = opening.exec(Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1'));
  return found === null ? 0 : found.index + found[0].length;
}

/** Whether text begins like a message: with a mailbox's `From ` line or a header. */
function isMessage(text: Uint8Array): boolean {
  const isBegun = beginsWithField(text) || firstSeparator(text) !== undefined;
  return isBegun && headerLikeness(text).mailFields > 0;
}

function beginsWithField(text: Uint8Array): boolean {
  const lines = Buffer.from(text.subarray(0, 2_000)).toString('latin1');
  return isFieldLine(/^[\r\n]*([^\r\n]*)/.exec(lines)?.[1] ?? '');
}

/** What stands between two delimiters. */
interface Segment {
  readonly start: number;
  readonly end: number;
  /** How many delimiters stand in front of it, with nothing between them. */
  readonly opened: number;
}

interface Tally {
  /** Delimiters that stood in a text. */
  inside: number;
  /** Messages in front of which one delimiter stands instead of two. */
  single: number;
  /** Bytes in front of the first message. */
  rest: number;
  isOpen: boolean;
}

async function split(source: ByteSource, context: SplitContext): Promise<ReadFile> {
  const { source: lines } = await searchableLines(source);
  const tally: Tally = { inside: 0, single: 0, rest: 0, isOpen: false };
  let pending: { readonly start: number; end: number } | undefined;
  const emit = async (): Promise<void> => {
    if (pending !== undefined) {
      await context.onMessage(await hashRange(source, pending.start, pending.end));
    }
  };
  for await (const segment of segments(lines)) {
    throwIfCancelled(context.signal);
    const head = Buffer.from(await lines.read(segment.start, Math.min(segment.end, segment.start + HEAD_BYTES)));
    const begins = isMessage(head);
    if (segment.opened > 1 || begins || (pending === undefined && segment.opened > 0)) {
      await emit();
      tally.single += pending !== undefined && segment.opened < 2 ? 1 : 0;
      pending = { start: segment.start + (firstSeparator(head)?.end ?? 0), end: segment.end };
    } else if (pending === undefined) {
      tally.rest += segment.end - segment.start;
    } else {
      tally.inside += 1;
      pending.end = segment.end;
    }
    tally.isOpen = segment.end === source.length;
  }
  await emit();
  return { format: 'mbox', variant: 'mmdf', remarks: remarksOf(tally) };
}

/** What is not empty, in the order of the file. */
async function* segments(source: ByteSource): AsyncGenerator<Segment> {
  let start = 0;
  let opened = 0;
  const end: Delimiter = { start: source.length, end: source.length };
  const isEmpty = async (to: number): Promise<boolean> => {
    const text = to - start > HEAD_BYTES ? 'x' : (await source.read(start, to)).toString('latin1');
    return /^(?:\u00ef\u00bb\u00bf)?\s*$/.test(text);
  };
  for await (const delimiter of delimiters(source)) {
    if (!(await isEmpty(delimiter.start))) {
      yield { start, end: delimiter.start, opened };
      opened = 0;
    }
    opened += 1;
    start = delimiter.end;
  }
  if (!(await isEmpty(end.start))) {
    yield { start, end: end.start, opened };
  }
}

function remarksOf({ inside, single, rest, isOpen }: Tally): readonly string[] {
  const remarks: string[] = [];
  if (rest > 0) {
    remarks.push(
      `Its first ${rest} bytes are the end of a message whose beginning is missing: kept in the file, not listed.`,
    );
  }
  if (inside > 0) {
    remarks.push(`${inside} lines of four 0x01 bytes were read as text because no header follows them.`);
  }
  if (single > 0) {
    remarks.push(
      `${single} messages begin behind one delimiter instead of two: it may have stood in a text, or one was lost.`,
    );
  }
  if (isOpen) {
    remarks.push('The delimiter behind its last message is missing: it may have been cut off.');
  }
  return remarks;
}
