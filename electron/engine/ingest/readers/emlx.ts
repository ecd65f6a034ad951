import type { StoreFacts } from '../../../../shared/contract/store-facts';
import type { ByteSource } from '../byte-source';
import { hashRange } from './hash-range';
import { headerLikeness, isFieldLine } from './header-likeness';
import type { Reader, ReaderMatch } from './reader';

/**
 * Apple Mail's `.emlx`: a line with the message's length, the message, then a property list of Apple Mail's own.
 *
 * The message is a range of the file. `.partial.emlx` is the same with attachments kept elsewhere.
 */
export const emlxReader: Reader = {
  id: 'emlx',
  version: 3,
  recognise,
  split: async (source, context) => {
    const first = lengthLine(await source.read(0, 200));
    if (first === undefined) {
      return { format: 'unreadable', variant: '', remarks: [] };
    }
    const { end, remarks } = await messageEnd(source, first.end + first.length);
    const notes = (await source.read(end, end + MAX_NOTES)).toString('utf8');
    const found = await hashRange(source, first.end, end);
    const times = timesIn(notes);
    await context.onMessage(times.length === 0 ? found : { ...found, store: { kind: 'emlx', times: [...times] } });
    const variant = /\.partial\.emlx$/i.test(context.name) ? 'partial' : '';
    return {
      format: 'emlx',
      variant,
      remarks: [...remarks, ...noteRemarks(notes), ...(variant === '' ? [] : [PARTIAL])],
    };
  },
};

const MAX_NOTES = 64 << 10;
/** How Apple Mail's property list begins: as XML, or packed. */
const NOTES = /(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!DOCTYPE plist[^>]{0,200}>\s{0,20})?<plist|bplist0/g;
const NOTES_BEGINNING = /^(?:<\?xml|<!DOCTYPE plist|<plist|<dict|bplist0)/;
const LOOK_BYTES = 100;
const WRONG_LENGTH = 'The length in its first line is not that of the message; all that is there was read.';

interface MessageEnd {
  readonly end: number;
  /** What is wrong with the length in the first line; empty when it is right. */
  readonly remarks: readonly string[];
}

/** Where the message ends: where its first line says, unless neither the property list nor the file's end is there. */
async function messageEnd(source: ByteSource, stated: number): Promise<MessageEnd> {
  const behind = (await source.read(stated, stated + LOOK_BYTES)).toString('latin1').trim();
  if (stated <= source.length && (behind === '' || NOTES_BEGINNING.test(behind))) {
    return { end: stated, remarks: [] };
  }
  const tailStart = Math.max(0, source.length - MAX_NOTES);
  const tail = (await source.read(tailStart, source.length)).toString('latin1');
  const notes = [...tail.matchAll(NOTES)].at(-1);
  if (notes !== undefined) {
    return { end: tailStart + notes.index, remarks: [WRONG_LENGTH] };
  }
  return { end: source.length, remarks: [stated > source.length ? SHORT_FILE : WRONG_LENGTH] };
}

const SHORT_FILE = 'The file is shorter than its first line says; what is there was read.';
const PARTIAL = 'Apple Mail keeps attachments of this message in files beside it.';
/** Lowest bits of Apple Mail's own number (its meaning is known from observation, not from a specification). */
const FLAGS = [
  'read',
  'deleted',
  'answered',
  'encrypted',
  'flagged',
  'recent',
  'draft',
  'initial',
  'forwarded',
  'redirected',
];

/** Seconds since 1970, as Apple Mail writes them. */
const TIME = /<key>(date-received|date-last-viewed)<\/key>\s*<(?:integer|real)>(\d{1,11})(?:\.\d*)?<\//g;

function timesIn(notes: string): StoreFacts['times'] {
  return [...notes.matchAll(TIME)].slice(0, 2).map(([, name = '', seconds]) => {
    return { name, time: new Date(Number(seconds) * 1000).toISOString(), precisionSeconds: 1 };
  });
}

/** What the property list behind the message says of it; it stays in the file as it is. */
function noteRemarks(notes: string): readonly string[] {
  const flags = /<key>flags<\/key>\s*<integer>(\d{1,12})<\/integer>/.exec(notes)?.[1];
  const received = timesIn(notes).find(({ name }) => name === 'date-received')?.time;
  const words = flags === undefined ? [] : FLAGS.filter((_, bit) => Math.floor(Number(flags) / 2 ** bit) % 2 === 1);
  return [
    ...(flags === undefined
      ? []
      : [`Apple Mail's flags: ${words.length === 0 ? 'none' : words.join(', ')} (${flags}).`]),
    ...(received === undefined ? [] : [`Apple Mail's time of receipt: ${received}.`]),
  ];
}

function recognise(head: Uint8Array): ReaderMatch | undefined {
  const first = lengthLine(head);
  if (first === undefined) {
    return undefined;
  }
  const rest = head.subarray(first.end);
  const firstLine = Buffer.from(rest.subarray(0, 200)).toString('latin1');
  return isFieldLine(firstLine) && headerLikeness(rest).mailFields > 0 ? { by: 'content' } : undefined;
}

function lengthLine(head: Uint8Array): { readonly length: number; readonly end: number } | undefined {
  const match = /^(\d{1,12})[ \t]*\r?\n/.exec(Buffer.from(head.subarray(0, 200)).toString('latin1'));
  return match === null ? undefined : { length: Number(match[1]), end: match[0].length };
}
