import { toByteString } from './byte-string';
import { leafParts } from './leaf-parts';
import { decodeBody, decodeTextBytes } from './transfer-decoding';
import type { ByteString, MimePart, Span } from './types';

/** Why a program would read a message in another way than the usual one. */
export type ReadingReason =
  | 'preamble' // before the first part
  | 'epilogue' // after the last part
  | 'header-split' // the header ends elsewhere
  | 'other-type' // another type was declared too
  | 'other-encoding' // another transfer encoding was declared, or the declared one is broken
  | 'other-boundary' // another boundary divides the parts
  | 'encoded-container' // parts lie inside an encoded part
  | 'written-file' // uuencode, yEnc
  | 'partial' // a piece of a message
  | 'external' // a body that lies elsewhere
  | 'too-deep'
  | 'charset'
  | 'tnef';

/** One content that the usual reading of the message does not show. */
export interface ExtraReading {
  readonly reason: ReadingReason;
  /** The bytes of the message that hold it. */
  readonly span: Span;
  readonly kind: 'text' | 'html' | 'file';
  readonly mediaType: string;
  readonly fileName: string;
  readonly contentId: string;
  readonly content: Uint8Array;
  /** The content for reading; empty for files that are no text. */
  readonly text: string;
}

/** Where bytes lie in the message, and which turn led to them. */
export class Place {
  readonly reason: ReadingReason | undefined;
  private readonly fixed: Span | undefined;

  constructor(reason?: ReadingReason, fixed?: Span) {
    this.reason = reason;
    this.fixed = fixed;
  }

  /** The first turn counts: what follows happens inside of it. */
  named(reason: ReadingReason): Place {
    return new Place(this.reason ?? reason, this.fixed);
  }

  /** From here on everything lies inside of that span: decoded bytes have no places of their own. */
  inside(span: Span): Place {
    return new Place(this.reason, this.at(span));
  }

  at(span: Span): Span {
    return this.fixed ?? span;
  }
}

const maxReadings = 1000;
/** So many times its own length may be read in other ways. */
const workFactor = 8;
const leastWork = 4 << 20;

/** The contents found so far, each once, within bounds of number and work. */
export class ReadingList {
  readonly readings: ExtraReading[] = [];
  private readonly known = new Set<string>();
  private work: number;
  private cut = false;

  constructor(bytes: Uint8Array, usual: MimePart) {
    this.work = bytes.length * workFactor + leastWork;
    for (const part of leafParts(usual)) this.known.add(keyOf(kindOf(part), decodeBody(bytes, part)));
  }

  /** Whether a bound was met: there may be more. */
  get isCut(): boolean {
    return this.cut;
  }

  get isFull(): boolean {
    return this.work <= 0 || this.readings.length >= maxReadings;
  }

  /** Takes work off the bound; false when it is used up. */
  spend(bytes: number): boolean {
    this.work -= bytes;
    if (this.isFull) this.cut = true;
    return !this.isFull;
  }

  addLeaves(bytes: Uint8Array, structure: MimePart, place: Place): void {
    for (const part of leafParts(structure)) {
      if (!this.spend(part.bodySpan.end - part.bodySpan.start)) return;
      if (!part.mediaType.startsWith('multipart/'))
        this.addLeaf(part, decodeBody(bytes, part), place.inside(part.bodySpan));
    }
  }

  addLeaf(part: MimePart, content: Uint8Array, place: Place): void {
    const { mediaType, fileName, contentId, charset } = part;
    this.add(kindOf(part), { mediaType, fileName, contentId }, content, charset, place);
  }

  addText(content: Uint8Array, charset: string, place: Place): void {
    this.add('text', { mediaType: 'text/plain', fileName: '', contentId: '' }, content, charset, place);
  }

  addFile(
    file: { readonly name: string; readonly mediaType: string; readonly contentId: string },
    content: Uint8Array,
    place: Place,
  ): void {
    const { name: fileName, mediaType, contentId } = file;
    this.add('file', { mediaType, fileName, contentId }, content, '', place);
  }

  private add(
    kind: ExtraReading['kind'],
    what: Pick<ExtraReading, 'mediaType' | 'fileName' | 'contentId'>,
    content: Uint8Array,
    charset: string,
    place: Place,
  ): void {
    if (!this.spend(content.length)) return;
    const isText = kind !== 'file' || what.mediaType.startsWith('text/');
    const text = isText ? decodeTextBytes(content, charset) : '';
    if (kind === 'file' ? content.length === 0 : text.trim() === '') return;
    const key = kind === 'file' ? keyOf(kind, content) : `read as ${kind}\n${text.replace(/\s+/g, ' ').trim()}`;
    const own = keyOf(kind, content);
    const isDecodedAlike = kind === 'file' || charset === '' || charset === 'utf-8';
    if (this.known.has(key) || (isDecodedAlike && this.known.has(own))) return;
    this.known.add(key);
    const reason = place.reason ?? 'other-encoding';
    this.readings.push({ reason, span: place.at({ start: 0, end: 0 }), kind, ...what, content, text });
  }
}

function kindOf({ mediaType, disposition, fileName }: MimePart): ExtraReading['kind'] {
  if (disposition === 'attachment' || fileName !== '') return 'file';
  return mediaType === 'text/html' ? 'html' : mediaType === 'text/plain' ? 'text' : 'file';
}

/** The bytes themselves, so that no two contents are ever taken for one; line ends and outer blanks apart. */
function keyOf(kind: string, content: Uint8Array): ByteString {
  return `${kind}\n${toByteString(content).replace(/\r\n?/g, '\n').trim()}`;
}
