/** Messages inside a message (RFC 2046 section 5.2.1), at their bytes. Runs in a worker; never throws for bad mail. */
import { createHash } from 'node:crypto';
import { readAnatomy } from '../../../../shared/email/anatomy';
import { toByteString } from '../../../../shared/email/byte-string';
import { isMessageType } from '../../../../shared/email/message-type';
import { decodeBody } from '../../../../shared/email/transfer-decoding';
import type { MimePart } from '../../../../shared/email/types';
import type { MessagePlace } from '../../message/analysed-message';
import { readPlace } from '../../message/read-place';
import { undoQuoting } from '../../message/undo-quoting';
import { MSG_READER } from '../containers/msg';
import { TNEF_READER } from '../containers/tnef';
import { rebuild } from '../mapi/compose';
import type { MapiMessage } from '../mapi/message';
import { readMsgFile } from '../mapi/msg-file';
import { readTnefFile } from '../mapi/tnef-file';
import { headerLikeness } from '../readers/header-likeness';
import { HEAD_BYTES } from '../readers/reader';
import { ENCLOSED_LIMITS, type EnclosedMessage, type EnclosedReading } from './enclosed-message';

export interface FindRequest {
  readonly place: MessagePlace;
  /** The container quoted lines of `>From ` in a way that can be undone (mboxrd). */
  readonly unquotes: boolean;
}

export function findEnclosed({ place, unquotes }: FindRequest): EnclosedReading {
  if (place.length > ENCLOSED_LIMITS.bytes) {
    return { messages: [], remarks: ['A message of more than 128 MB was not searched for messages inside it.'] };
  }
  const search = new Search(unquotes);
  const bytes = readPlace(place, ENCLOSED_LIMITS.bytes);
  search.message({ bytes, base: place.offset, holder: -1, within: '', parent: -1, depth: 0 });
  return { messages: search.found, remarks: [...search.remarks] };
}

/** Bytes that are searched, and where they lie. */
interface Searched {
  readonly bytes: Uint8Array;
  /** What is added to an offset in `bytes` to get one in the holder. */
  readonly base: number;
  readonly holder: number;
  /** Where they stand in the message that was searched, as IMAP counts; empty for that message itself. */
  readonly within: string;
  readonly parent: number;
  readonly depth: number;
}

interface PartPlace {
  readonly part: MimePart;
  readonly parent: number;
  readonly depth: number;
}

class Search {
  readonly found: EnclosedMessage[] = [];
  readonly remarks = new Set<string>();
  readonly #unquotes: boolean;

  constructor(unquotes: boolean) {
    this.#unquotes = unquotes;
  }

  message(searched: Searched): void {
    const root = readAnatomy(searched.bytes).structure;
    const waiting: PartPlace[] = [{ part: root, parent: searched.parent, depth: searched.depth }];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const within = this.#partOf(searched, place);
      for (const part of place.part.parts.toReversed()) {
        waiting.push({ part, ...within });
      }
    }
  }

  /** @returns in which message the part's own parts lie, and how deep */
  #partOf(searched: Searched, { part, parent, depth }: PartPlace): { readonly parent: number; readonly depth: number } {
    const here = { parent, depth };
    if (isTnef(part)) {
      this.#tnef(searched, part, here);
      return here;
    }
    if (mayBeCompound(searched.bytes, part)) {
      this.#outlookMessage(searched, part, here);
      return here;
    }
    if (mayBeMessageFile(part)) {
      this.#messageFile(searched, part, here);
      return here;
    }
    if (!isMessageType(part.mediaType) || !this.#hasRoom(depth)) {
      return here;
    }
    if (isEncoded(part)) {
      this.#decoded(searched, part, here);
      return here;
    }
    const { start, end } = part.bodySpan;
    if (end <= start || (part.parts[0]?.fields.length ?? 0) === 0) {
      return here;
    }
    return { parent: this.#inPlace(searched, part, parent), depth: depth + 1 };
  }

  /** Lists a message that stands in its holder's bytes as it is. @returns its index */
  #inPlace(searched: Searched, part: MimePart, parent: number): number {
    const { start, end } = part.bodySpan;
    const bytes = searched.bytes.subarray(start, end);
    const content = this.#unquotes && searched.holder === -1 ? undoQuoting(bytes) : bytes;
    this.found.push({
      parent,
      holder: searched.holder,
      start: searched.base + start,
      length: end - start,
      bytes: null,
      sha256: sha256(bytes),
      contentSha256: sha256(content),
      part: pathOf(searched, part),
      rebuilt: null,
    });
    return this.found.length - 1;
  }

  /** A message that is attached as a file, as many programs forward one: by its name, and by the header in it. */
  #messageFile(
    searched: Searched,
    part: MimePart,
    { parent, depth }: { readonly parent: number; readonly depth: number },
  ): void {
    const decoded = decodeBody(searched.bytes, part);
    if (headerLikeness(decoded.subarray(0, HEAD_BYTES)).mailFields === 0 || !this.#hasRoom(depth)) {
      return;
    }
    if (isEncoded(part)) {
      this.#decoded(searched, part, { parent, depth }, decoded);
      return;
    }
    const { start, end } = part.bodySpan;
    const index = this.#inPlace(searched, part, parent);
    this.message({
      bytes: searched.bytes.subarray(start, end),
      base: searched.base + start,
      holder: searched.holder,
      within: pathOf(searched, part),
      parent: index,
      depth: depth + 1,
    });
  }

  /** A message behind a transfer encoding, which RFC 2045 forbids and some programs write: an object of its own. */
  #decoded(
    searched: Searched,
    part: MimePart,
    { parent, depth }: { readonly parent: number; readonly depth: number },
    decoded = decodeBody(searched.bytes, part),
  ): void {
    const content =
      this.#unquotes && searched.holder === -1 && part.transferEncoding !== 'base64' ? undoQuoting(decoded) : decoded;
    if (readAnatomy(content).fields.length === 0) {
      return;
    }
    this.add(content, { parent, part: pathOf(searched, part), rebuilt: null, depth });
  }

  /** What Outlook packed into `winmail.dat`: the message that its receiver should have seen. */
  #tnef(
    searched: Searched,
    part: MimePart,
    { parent, depth }: { readonly parent: number; readonly depth: number },
  ): void {
    if (!this.#hasRoom(depth)) {
      return;
    }
    const message = readTnefFile(Buffer.from(decodeBody(searched.bytes, part)));
    if (message === undefined) {
      this.remarks.add('A winmail.dat attachment could not be read as TNEF.');
      return;
    }
    this.#rebuilt(message, TNEF_READER, { part: pathOf(searched, part), parent, depth });
  }

  /** An Outlook message file as an attachment; other compound files, such as documents, are none. */
  #outlookMessage(
    searched: Searched,
    part: MimePart,
    { parent, depth }: { readonly parent: number; readonly depth: number },
  ): void {
    if (!this.#hasRoom(depth)) {
      return;
    }
    try {
      const message = readMsgFile(Buffer.from(decodeBody(searched.bytes, part)));
      if (message !== undefined) {
        this.#rebuilt(message, MSG_READER, { part: pathOf(searched, part), parent, depth });
      }
    } catch {
      this.remarks.add('An attached Outlook file is damaged or was cut off: no message in it could be read.');
    }
  }

  #rebuilt(
    message: MapiMessage,
    by: string,
    from: { readonly part: string; readonly parent: number; readonly depth: number },
  ): void {
    const { bytes, rebuilt } = rebuild(message, by);
    this.add(bytes, { ...from, rebuilt });
  }

  /** Lists bytes that are an object of their own, and searches them. */
  add(
    content: Uint8Array,
    from: Pick<EnclosedMessage, 'parent' | 'part' | 'rebuilt'> & { readonly depth: number },
  ): void {
    const own = Uint8Array.from(content);
    const hash = sha256(own);
    const { parent, part, rebuilt, depth } = from;
    const index = this.found.length;
    const place = { parent, holder: index, start: 0, length: own.length };
    this.found.push({ ...place, bytes: own, sha256: hash, contentSha256: hash, part, rebuilt });
    this.message({ bytes: own, base: 0, holder: index, within: part, parent: index, depth: depth + 1 });
  }

  #hasRoom(depth: number): boolean {
    if (depth >= ENCLOSED_LIMITS.depth) {
      this.remarks.add(`Messages enclosed more than ${ENCLOSED_LIMITS.depth} deep were not listed on their own.`);
      return false;
    }
    if (this.found.length >= ENCLOSED_LIMITS.messages) {
      this.remarks.add(`Of more than ${ENCLOSED_LIMITS.messages} messages inside one message the first were listed.`);
      return false;
    }
    return true;
  }
}

/** As IMAP counts parts (RFC 3501 section 6.4.5), also through messages that had to be decoded or rebuilt. */
function pathOf({ within }: Searched, { path }: MimePart): string {
  const own = path === '' ? '1' : path;
  return within === '' ? own : `${within}.${own}`;
}

function isTnef({ mediaType, fileName, parts }: MimePart): boolean {
  const isNamed = /(?:ms-tnef|vnd\.ms-tnef)$/.test(mediaType) || /^winmail\.dat$/i.test(fileName);
  return isNamed && parts.length === 0;
}

/** How a compound file (MS-CFB) begins: as it is, in base64, in quoted-printable. */
const COMPOUND = ['\xd0\xcf\x11\xe0\xa1\xb1', '0M8R4KGx', '=D0=CF=11=E0=A1=B1'];
const LOOK_BYTES = 64;

function mayBeCompound(bytes: Uint8Array, { parts, bodySpan }: MimePart): boolean {
  const head = toByteString(bytes, bodySpan.start, Math.min(bodySpan.end, bodySpan.start + LOOK_BYTES));
  return parts.length === 0 && COMPOUND.some((start) => head.trimStart().startsWith(start));
}

/** `message/news` was withdrawn (RFC 5537 section 2.3); readers of MIME take it for a file. */
function mayBeMessageFile({ fileName, mediaType, parts }: MimePart): boolean {
  return parts.length === 0 && !isMessageType(mediaType) && (/\.eml$/i.test(fileName) || mediaType === 'message/news');
}

function isEncoded({ transferEncoding }: MimePart): boolean {
  return transferEncoding === 'base64' || transferEncoding === 'quoted-printable';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
