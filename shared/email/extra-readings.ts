import { readAnatomy } from './anatomy';
import { fromByteString, sliceBytes, toByteString } from './byte-string';
import { isUnusualCharset } from './charset';
import { typeReadings } from './declared-readings';
import { type HeaderVariant, readHeaderVariants } from './header-variants';
import { createIssueList } from './issues';
import { isTnef } from './leaf-oddities';
import { looseParts } from './loose-parts';
import { isMessageType } from './message-type';
import { readStructure } from './mime-structure';
import { otherContents, otherMultiparts, otherTexts } from './other-readings';
import { type ExtraReading, Place, ReadingList } from './reading-list';
import { readTnef } from './tnef';
import { decodeBody, unwrapEncodedPart } from './transfer-decoding';
import type { Anatomy, ByteString, MimePart, ParseIssue } from './types';
import { usualPreamble } from './usual-preamble';
import { writtenFiles } from './written-files';

/**
 * Everything that some common mail program shows of a message and the usual reading does not.
 *
 * Where bytes can be read in several ways, all of them are followed: other declarations of type, encoding and boundary,
 * other ends of header and lines, what lies outside of the parts, files written into the text. Which ways there are is
 * told by the issues of the usual reading, so that ordinary mail costs nothing here.
 */
export interface ExtraReadings {
  readonly readings: readonly ExtraReading[];
  /** A bound of number or work was met: there may be more. */
  readonly isCut: boolean;
}

/** Issues of a header that divides differently. */
const splits: ReadonlySet<string> = new Set([
  ...['header.line-without-colon', 'header.from-line-inside', 'header.blank-fold', 'header.no-empty-line'],
  ...['header.missing', 'header.bare-cr'],
]);

/** Issues after which parts may hide in what is read as text. */
const boundaryIssues: readonly string[] = [
  ...['mime.boundary-lookalike', 'mime.boundary-ambiguous', 'mime.boundary-absent', 'mime.boundary-reused'],
  ...['mime.too-many-parts', 'mime.multipart-encoded', 'mime.header-in-body', 'header.name-invalid', 'header.nul'],
];

/** The issues that open a second way. */
const triggers: ReadonlySet<string> = new Set([
  ...splits,
  ...boundaryIssues,
  'header.space-before-colon',
  ...['mime.type-invalid', 'mime.type-ambiguous', 'mime.content-type-duplicate', 'mime.content-disposition-duplicate'],
  ...['mime.content-transfer-encoding-duplicate', 'mime.transfer-encoding-odd', 'mime.transfer-encoding-unknown'],
  ...['mime.message-encoded', 'mime.message-partial', 'mime.message-external', 'mime.tnef', 'mime.boundary-missing'],
  ...['mime.boundary-guessed', 'mime.preamble', 'mime.epilogue', 'mime.part-after-close', 'mime.too-deep'],
  ...['mime.base64-early-end', 'mime.base64-odd-letters', 'mime.uuencoded', 'mime.yencoded'],
  ...['mime.charset-ambiguous', 'mime.charset-mismatch', 'mime.parameter-duplicate', 'mime.parameter-conflict'],
]);

const maxDepth = 10;
const octets = { mediaType: 'application/octet-stream', contentId: '' };

/** The readings beyond the usual one, in the order of the message; each content once. */
export function readExtras(bytes: Uint8Array, anatomy: Anatomy): ExtraReadings {
  if (!anatomy.issues.some(({ code }) => triggers.has(code))) return { readings: [], isCut: false };
  const list = new ReadingList(bytes, anatomy.structure);
  new Explorer(list).message(bytes, anatomy, new Place(), 0);
  return { readings: list.readings, isCut: list.isCut };
}

/** One way through a message: what was read, and what was odd about it. */
interface Way {
  readonly bytes: Uint8Array;
  readonly codes: ReadonlySet<string>;
  readonly splits: readonly ParseIssue[];
  readonly depth: number;
}

type Readable = Pick<Anatomy, 'structure' | 'issues'> & Partial<Pick<Anatomy, 'headerSpan'>>;

class Explorer {
  private readonly list: ReadingList;

  constructor(list: ReadingList) {
    this.list = list;
  }

  message(bytes: Uint8Array, read: Readable, place: Place, depth: number): void {
    if (depth > maxDepth || this.list.isFull) return;
    const codes = new Set(read.issues.map(({ code }) => code));
    const way: Way = { bytes, codes, splits: read.issues.filter(({ code }) => splits.has(code)), depth };
    this.gaps(way, read.issues, place);
    const waiting: MimePart[] = [read.structure];
    for (let part = waiting.pop(); part !== undefined && !this.list.isFull; part = waiting.pop()) {
      const start = part.path === '' ? (read.headerSpan?.start ?? part.span.start) : part.span.start;
      this.variants(way, part, start, place);
      this.part(way, part, place);
      waiting.push(...part.parts.toReversed());
    }
  }

  /** Bytes that are a message of their own in some reading: all that they hold. */
  private whole(bytes: Uint8Array, place: Place, depth: number): void {
    if (bytes.length === 0 || depth > maxDepth || !this.list.spend(bytes.length)) return;
    const anatomy = readAnatomy(bytes);
    this.list.addLeaves(bytes, anatomy.structure, place);
    this.message(bytes, anatomy, place, depth + 1);
  }

  /** What stands before the first part and after the last one. */
  private gaps(way: Way, issues: readonly ParseIssue[], place: Place): void {
    for (const { code, span } of issues) {
      if (code !== 'mime.preamble' && code !== 'mime.epilogue') continue;
      const text = toByteString(way.bytes, span.start, span.end);
      if (code === 'mime.preamble' && usualPreamble(text)) continue;
      this.region(text, place.named(code === 'mime.preamble' ? 'preamble' : 'epilogue').inside(span), way.depth, true);
    }
  }

  /** A stretch of bytes outside of all parts: its text, the parts and the files in it. */
  private region(text: ByteString, place: Place, depth: number, showsText: boolean): void {
    if (!this.list.spend(text.length)) return;
    const content = fromByteString(text);
    if (showsText) this.list.addText(content, '', place);
    for (const part of looseParts(text)) this.whole(part, place, depth + 1);
    this.files(content, place);
  }

  private files(content: Uint8Array, place: Place): void {
    for (const { name, content: file } of writtenFiles(content)) {
      this.list.addFile({ name, ...octets }, file, place.named('written-file'));
    }
  }

  /** Other ends of a part's header. */
  private variants(way: Way, part: MimePart, start: number, place: Place): void {
    const body = part.bodySpan.start;
    if (!way.splits.some(({ span }) => span.start >= start && span.start <= body)) return;
    if (!this.list.spend(part.span.end - start)) return;
    const scope = way.bytes.subarray(start, part.span.end);
    const fields = part.fields.map((field) => ({
      ...field,
      span: { start: field.span.start - start, end: field.span.end - start },
    }));
    const moved = place.named('header-split').inside({ start, end: part.span.end });
    for (const variant of readHeaderVariants(scope, 0, { bodyStart: body - start, fields })) {
      this.variant(variant, body - start, moved, way.depth);
    }
  }

  private variant({ bytes, section, endByte }: HeaderVariant, body: number, place: Place, depth: number): void {
    if (!this.list.spend(bytes.length)) return;
    const issues = createIssueList();
    const structure = readStructure(bytes, section, { endByte, note: issues.note });
    const isEarly = section.bodyStart < body;
    // What the usual reading counts to the header is text here; the rest of that text is the body, shown already.
    if (isEarly) this.region(toByteString(bytes, section.headerSpan.end, body), place, depth + 1, true);
    if (structure.parts.length > 0 || !isEarly) this.list.addLeaves(bytes, structure, place);
    const rest = issues.sorted().filter(({ code }) => !splits.has(code));
    this.message(bytes, { structure, issues: rest, headerSpan: section.headerSpan }, place, depth + 1);
  }

  private part(way: Way, part: MimePart, place: Place): void {
    const own = place.inside(part.bodySpan);
    if (part.mediaType.startsWith('multipart/')) this.multipart(way, part, own);
    else if (part.parts.length === 0) {
      if (part.mediaType.startsWith('message/')) this.enclosed(way, part, own);
      this.leaf(way, part, own);
    }
  }

  private multipart({ bytes, codes, depth }: Way, part: MimePart, place: Place): void {
    if (codes.has('mime.multipart-encoded')) {
      const unwrapped = unwrapEncodedPart(bytes, { ...part, parts: [] });
      if (unwrapped !== undefined) this.whole(unwrapped, place.named('encoded-container'), depth);
    }
    if (part.parts.length > 0) return;
    const text = toByteString(bytes, part.bodySpan.start, part.bodySpan.end);
    this.region(text, place.named('other-boundary'), depth, true);
    if (codes.has('mime.too-deep')) this.whole(sliceBytes(bytes, part.span), place.named('too-deep'), depth);
  }

  private enclosed({ bytes, codes, depth }: Way, part: MimePart, place: Place): void {
    const body = sliceBytes(bytes, part.bodySpan);
    if (part.mediaType === 'message/external-body') this.list.addText(body, '', place.named('external'));
    const unwrapped = unwrapEncodedPart(bytes, part);
    if (unwrapped !== undefined) this.whole(unwrapped, place.named('encoded-container'), depth);
    if (part.mediaType === 'message/partial') this.whole(body, place.named('partial'), depth);
    if (codes.has('mime.too-deep')) this.whole(body, place.named('too-deep'), depth);
  }

  /** Other meanings of one content. */
  private leaf(way: Way, part: MimePart, place: Place): void {
    const raw = sliceBytes(way.bytes, part.bodySpan);
    if (!this.list.spend(raw.length)) return;
    const usual = decodeBody(way.bytes, part);
    const encoded = place.named('other-encoding');
    const { contents, text } = otherContents(raw, part, way.codes);
    for (const content of contents) this.list.addLeaf(part, content, encoded);
    if (text !== '') this.list.addText(fromByteString(text), part.charset, encoded);
    for (const content of [usual, ...contents]) this.inside(way, part, content, place);
    this.types(way, part, raw, usual, place);
  }

  /** What lies inside of a content that is read as text or as a package. */
  private inside(way: Way, part: MimePart, content: Uint8Array, place: Place): void {
    if (isTnef(part.mediaType, part.fileName)) {
      const { files, body } = readTnef(content);
      for (const { name, content: file } of files) this.list.addFile({ name, ...octets }, file, place.named('tnef'));
      this.list.addText(new TextEncoder().encode(body), 'utf-8', place.named('tnef'));
    } else if (boundaryIssues.some((code) => way.codes.has(code))) {
      this.region(toByteString(content), place.named('other-boundary'), way.depth, false);
    } else this.files(content, place);
  }

  private types(way: Way, part: MimePart, raw: Uint8Array, usual: Uint8Array, place: Place): void {
    const types = typeReadings(part.fields);
    const moved = place.named('other-type');
    if (types.some(({ mediaType }) => isMessageType(mediaType))) {
      this.whole(usual, moved, way.depth);
    }
    for (const multipart of otherMultiparts(part, raw, types)) this.whole(multipart, moved, way.depth);
    const isText = part.mediaType.startsWith('text/');
    for (const { mediaType, charset } of types) {
      if (mediaType.startsWith('text/') && (!isText || charset !== part.charset)) {
        this.list.addText(usual, charset, moved);
      }
      if (isText && !/^(?:text|multipart|message)\//.test(mediaType)) {
        this.list.addFile({ name: part.fileName, mediaType, contentId: part.contentId }, usual, moved);
      }
    }
    const isShifted = isUnusualCharset(part.charset) || way.codes.has('mime.charset-ambiguous');
    if (isText && isShifted) {
      for (const text of otherTexts(usual)) this.list.addText(text, 'windows-1252', place.named('charset'));
    }
  }
}
