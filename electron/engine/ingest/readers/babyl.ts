import { hash } from 'node:crypto';
import { VERSION } from '../../version';
import { type ByteSource, readRange } from '../byte-source';
import { type BabylSection, labelsOf, readBabylHead, sections } from './babyl-scan';
import { hashRange } from './hash-range';
import type { FoundMessage, Reader, ReadFile, SplitContext } from './reader';
import { throwIfCancelled } from './throw-if-cancelled';

/**
 * Mailboxes of Emacs' RMAIL before version 23 (Babyl, version 5).
 *
 * A message that Emacs has never shown lies there as it is. Of one that it has shown, the header stands in front of the
 * line `*** EOOH ***`, and behind it a shorter one with the body: its own header and its body are put together again.
 */
export const babylReader: Reader = {
  id: 'babyl',
  version: 1,
  recognise: (head) => (beginsAsBabyl(head) ? { by: 'content' } : undefined),
  split,
};

const BY = `Chainmail ${VERSION}, reader babyl`;
const JOINED = 'its own header and its body, which lie apart in the mailbox, were put together';
const SHOWN_LEFT_OUT = 'the header that Emacs showed was left out';
const LINE_ADDED = 'an empty line was put between them';
/** A larger message is listed as Emacs showed it: as a range. */
const MAX_JOINED = 64 << 20;

function beginsAsBabyl(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 64)).toString('latin1').startsWith('BABYL OPTIONS:');
}

interface Tally {
  messages: number;
  /** Messages that are too large to be put together, or whose own header has no end. */
  asShown: number;
  /** Sections without the line that a message has. */
  withoutMark: number;
  isOpen: boolean;
  readonly labels: Map<string, number>;
}

async function split(source: ByteSource, context: SplitContext): Promise<ReadFile> {
  const tally: Tally = { messages: 0, asShown: 0, withoutMark: 0, isOpen: false, labels: new Map() };
  for await (const section of sections(source)) {
    throwIfCancelled(context.signal);
    const found = await messageOf(source, section, tally);
    tally.isOpen = !section.isClosed;
    if (found !== undefined) {
      tally.messages += 1;
      await context.onMessage(found);
    }
  }
  return { format: 'mbox', variant: 'babyl', remarks: remarksOf(tally) };
}

async function messageOf(source: ByteSource, section: BabylSection, tally: Tally): Promise<FoundMessage | undefined> {
  const beginning = (await source.read(section.start, Math.min(section.end, section.start + 1_000))).toString('latin1');
  if (beginning.trim() === '' && section.end - section.start <= beginning.length) {
    return undefined;
  }
  const head = await readBabylHead(source, section);
  for (const label of labelsOf(head.status)) {
    tally.labels.set(label, (tally.labels.get(label) ?? 0) + 1);
  }
  if (head.own === undefined) {
    tally.withoutMark += 1;
    return await hashRange(source, section.start, section.end);
  }
  const { own, shown, body } = head;
  const header = Buffer.from(await source.read(own.start, own.end));
  if (header.toString('latin1').trim() === '') {
    return await hashRange(source, shown, section.end);
  }
  if (body === undefined || own.end - own.start + section.end - body > MAX_JOINED) {
    tally.asShown += 1;
    return await hashRange(source, shown, section.end);
  }
  const gap = /(?:^|\n)\r?\n$/.test(header.toString('latin1')) ? '' : '\n';
  const bytes = Buffer.concat([header, Buffer.from(gap), await readRange(source, body, section.end)]);
  const sha256 = hash('sha256', bytes);
  const done = [JOINED, SHOWN_LEFT_OUT, ...(gap === '' ? [] : [LINE_ADDED])];
  return { start: own.start, end: section.end, sha256, contentSha256: sha256, changed: { bytes, by: BY, done } };
}

const MAX_LABELS = 12;

function remarksOf({ messages, asShown, withoutMark, isOpen, labels }: Tally): readonly string[] {
  const remarks: string[] = [];
  if (labels.size > 0) {
    const told = [...labels].slice(0, MAX_LABELS).map(([label, count]) => `${count} "${label}"`);
    remarks.push(`RMAIL's labels: ${told.join(', ')}${labels.size > MAX_LABELS ? ' and others' : ''}.`);
  }
  if (asShown > 0) {
    remarks.push(`${asShown} messages were not put together; they are listed with the header that Emacs showed.`);
  }
  if (withoutMark > 0) {
    remarks.push(`${withoutMark} messages have no line "*** EOOH ***"; they are listed as they lie.`);
  }
  if (isOpen && messages > 0) {
    remarks.push('The mark behind its last message is missing: it may have been cut off.');
  }
  return remarks;
}
