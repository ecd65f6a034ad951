import type { LineEndByte } from '../../../../shared/email/lines';
import type { ByteSource } from '../byte-source';
import { lineEndOf, searchableHead, searchableLines } from './cr-lines';
import { type HashedRange, hashRange } from './hash-range';
import { headerLikeness } from './header-likeness';
import {
  endBefore,
  endByContentLength,
  firstSeparator,
  nextSeparator,
  type Separator,
  sureSeparator,
} from './mbox-scan';
import { type MboxTally, mboxVerdict, newTally } from './mbox-verdict';
import { HEAD_BYTES, type Reader, type ReadFile, type SplitContext } from './reader';
import { throwIfCancelled } from './throw-if-cancelled';

/**
 * Mailbox files: messages one after the other, each behind a `From ` line. Lines end in LF, CRLF or, of classic Macintosh
 * programs, a bare CR.
 *
 * The container stays whole in the vault; a message is the range behind its `From ` line, without the empty line that
 * the container puts in front of the next one. A single message with a leading `From ` line is a message, not a
 * mailbox, unless the file's name says mailbox: its bytes cannot tell.
 */
export const mboxReader: Reader = {
  id: 'mbox',
  version: 4,
  recognise: (head, name) => (openingOf(searchableHead(head), name) === undefined ? undefined : { by: 'content' }),
  split,
};

/** How a mailbox begins. */
interface Opening {
  readonly separator: Separator;
  /** Bytes in front that belong to a message whose beginning is missing. */
  readonly rest: number;
}

/** A mailbox that was cut off in front, or lost its first line, is told by a later separator. */
function openingOf(head: Uint8Array, name: string): Opening | undefined {
  const first = firstSeparator(head);
  if (first !== undefined) {
    return { separator: first, rest: 0 };
  }
  const later = sureSeparator(head);
  if (later === undefined) {
    return undefined;
  }
  if (headerLikeness(head).mailFields === 0) {
    return { separator: later, rest: later.start };
  }
  return isNamedMailbox(name) ? { separator: { start: 0, end: 0 }, rest: 0 } : undefined;
}

interface Found {
  readonly end: number;
  readonly next: Separator | undefined;
  readonly byLength: boolean;
  readonly passedOver: number;
}

async function split(source: ByteSource, context: SplitContext): Promise<ReadFile> {
  // Lines are searched for in one form, messages are hashed as they lie.
  const { source: lines, areCr } = await searchableLines(source);
  const head = Buffer.from(await lines.read(0, HEAD_BYTES));
  const isRd = declaredMboxrd(head, context.name);
  const tally = newTally(isRd, areCr);
  const opening = openingOf(head, context.name);
  const rest = opening?.rest ?? 0;
  let separator = opening?.separator;
  while (separator !== undefined) {
    throwIfCancelled(context.signal);
    const found = await messageAfter(lines, separator);
    tally.passedOver += found.passedOver;
    if (tally.messages === 0 && rest === 0 && found.next === undefined && !isNamedMailbox(context.name)) {
      return await wholeFile(source, context);
    }
    const range = await hashMessage(source, separator.end, found.end, tally);
    if (found.byLength && range.hasPlainFrom) {
      await countSeparators(lines, range, tally);
    }
    await emit(context, range, found.byLength, tally);
    separator = found.next;
  }
  const { variant, remarks } = mboxVerdict(tally);
  return { format: 'mbox', variant, remarks: rest === 0 ? remarks : [...remarks, restRemark(rest)] };
}

async function hashMessage(source: ByteSource, start: number, end: number, tally: MboxTally): Promise<HashedRange> {
  const { areCr, declared } = tally;
  const lineEnd: LineEndByte = areCr ? await lineEndOf(source, start, end) : 10;
  const range = await hashRange(source, start, end, { unquotes: declared === '' ? undefined : lineEnd, areCr });
  tally.mixedEnds += areCr && lineEnd === 10 ? 1 : 0;
  tally.behindCr += !areCr && range.hasCrFrom ? 1 : 0;
  return range;
}

function restRemark(bytes: number): string {
  return `Its first ${bytes} bytes are the end of a message whose beginning is missing: kept in the file, not listed.`;
}

async function emit(context: SplitContext, range: HashedRange, byLength: boolean, tally: MboxTally): Promise<void> {
  const { start, end, sha256, contentSha256 } = range;
  tally.messages += 1;
  tally.byLength += byLength ? 1 : 0;
  tally.quoted += range.hasQuotedFrom ? 1 : 0;
  tally.plain += range.hasPlainFrom ? 1 : 0;
  await context.onMessage({ start, end, sha256, contentSha256 });
}

async function messageAfter(source: ByteSource, separator: Separator): Promise<Found> {
  const start = separator.end;
  const byLength = await endByContentLength(source, start);
  const { separator: next, passedOver } = await nextSeparator(source, byLength ?? start);
  if (byLength !== undefined) {
    return { end: byLength, next, byLength: true, passedOver };
  }
  return { end: await endBefore(source, start, next?.start ?? source.length), next, byLength: false, passedOver };
}

/** Where messages begin for programs that do not go by Content-Length: a length can be written to hide the next message. */
async function countSeparators(source: ByteSource, { start, end }: HashedRange, tally: MboxTally): Promise<void> {
  for (let at = start; at < end; ) {
    const { separator } = await nextSeparator(source, at);
    if (separator === undefined || separator.start >= end) {
      return;
    }
    tally.firstInside = tally.inside === 0 ? separator.start : tally.firstInside;
    tally.inside += 1;
    at = separator.end;
  }
}

async function wholeFile(source: ByteSource, context: SplitContext): Promise<ReadFile> {
  const { sha256 } = context;
  await context.onMessage({ start: 0, end: source.length, sha256, contentSha256: sha256 });
  return { format: 'eml', variant: '', remarks: [] };
}

function isNamedMailbox(name: string): boolean {
  return /\.(?:mbox|mbx)(?:\.|$)|^mbox/i.test(name);
}

/**
 * Whether something outside the quoting itself says mboxrd, and what.
 *
 * The quoting cannot: an mboxo and an mboxrd file of the same mail can be equal byte by byte.
 */
function declaredMboxrd(head: Buffer, name: string): MboxTally['declared'] {
  if (/mboxrd/i.test(name)) {
    return 'name';
  }
  return /^X-GM-THRID:|^X-Gmail-Labels:|^X-GM-LABELS:/im.test(head.toString('latin1', 0, 4_096)) ? 'takeout' : '';
}
