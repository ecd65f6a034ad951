/**
 * A message written anew without the persons who are not to be named: a derivative, not evidence.
 *
 * Nothing is blacked out in place: header fields are taken one by one, text parts are decoded, searched in every encoding
 * and written as UTF-8; whatever cannot be read as text is replaced by a note. Bytes that belong to no field and no part
 * are left out. The structure of the message stays.
 */
import { readAnatomy } from '../email/anatomy';
import { decodeBody, decodeText } from '../email/transfer-decoding';
import type { HeaderField, MimePart } from '../email/types';
import { redactionMarks } from '../wording/redaction';
import { type Change, ChangeCount, type Omission } from './change';
import { DerivativeWriter } from './derivative-writer';
import { writeField } from './header-field';
import type { Needle } from './needles';
import { redactText } from './redact-text';
import type { Segment } from './span-map';
import { bodyText, redactBody } from './text-body';

export interface RegenerateTools {
  readonly needles: readonly Needle[];
  /** SHA-256, hexadecimal. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** Whether a file holds a value, also inside of what it packs: its hash then says something about a person. */
  readonly holdsValue: (bytes: Uint8Array) => boolean;
  /** Fields that say what the derivative is, such as `X-Chainmail-Derivative: …`; they name no person. */
  readonly notice: readonly string[];
}

export interface Derivative {
  readonly bytes: Uint8Array;
  /** First byte after its header section. */
  readonly bodyStart: number;
  readonly segments: readonly Segment[];
  readonly changes: readonly Change[];
  readonly omissions: readonly Omission[];
  /** SHA-256 of parts that named a person: whoever guesses the rest of them could test a guess with it. */
  readonly tellingHashes: ReadonlySet<string>;
}

export function regenerate(bytes: Uint8Array, tools: RegenerateTools): Derivative {
  return new Regenerator(bytes, tools).run();
}

/** Fields of a part that are written from what was read of them. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
  'content-length',
  'content-md5',
]);

class Regenerator {
  readonly #bytes: Uint8Array;
  readonly #tools: RegenerateTools;
  readonly #out = new DerivativeWriter();
  readonly #changes = new ChangeCount();
  readonly #omissions: Omission[] = [];
  readonly #tellingHashes = new Set<string>();
  #boundaries = 0;

  constructor(bytes: Uint8Array, tools: RegenerateTools) {
    this.#bytes = bytes;
    this.#tools = tools;
  }

  run(): Derivative {
    const { structure } = readAnatomy(this.#bytes);
    for (const line of this.#tools.notice) {
      this.#out.text(`${line}\r\n`);
    }
    const bodyStart = this.#part(structure, true);
    const { bytes, segments } = this.#out.finish();
    return {
      bytes,
      bodyStart,
      segments,
      changes: this.#changes.all(),
      omissions: this.#omissions,
      tellingHashes: this.#tellingHashes,
    };
  }

  /** Header and body of a part; returns where its body begins. */
  #part(part: MimePart, isMessage: boolean): number {
    const kind = kindOf(part);
    const place = isMessage && part.path === '' ? '' : `part ${part.path}: `;
    for (const field of part.fields) {
      if (!STRUCTURE.has(field.key)) {
        writeField(this.#out, this.#bytes, field, this.#fieldTools(), place);
      }
    }
    switch (kind) {
      case 'multipart':
        return this.#multipart(part);
      case 'message':
        return this.#embedded(part);
      case 'text':
        return this.#text(part);
      case 'file':
        return this.#file(part);
    }
  }

  #multipart(part: MimePart): number {
    this.#boundaries += 1;
    const boundary = `=_redacted_${this.#boundaries}`;
    this.#contentType(part, [`boundary="${boundary}"`]);
    const bodyStart = this.#endHeader();
    this.#noteOutside(part);
    for (const child of part.parts) {
      this.#out.text(`--${boundary}\r\n`);
      this.#part(child, false);
      this.#out.text('\r\n');
    }
    this.#out.text(`--${boundary}--\r\n`);
    return bodyStart;
  }

  /** Text before the first part and after the last one. */
  #noteOutside({ path, bodySpan, parts }: MimePart): void {
    const [first, last] = [parts[0], parts.at(-1)];
    const before = first === undefined ? 0 : first.span.start - bodySpan.start;
    const after = last === undefined ? 0 : bodySpan.end - last.span.end;
    // Delimiters stand there too: what is longer than any is text.
    if (before + after > 300) {
      this.#omissions.push({
        place: `part ${path || 'of the message'}`,
        kind: 'outside',
        bytes: before + after,
        sha256: null,
      });
    }
  }

  #embedded(part: MimePart): number {
    const [inner] = part.parts;
    this.#contentType(part, []);
    this.#disposition(part);
    const bodyStart = this.#endHeader();
    if (inner !== undefined) {
      this.#part(inner, true);
    }
    return bodyStart;
  }

  #text(part: MimePart): number {
    const place = `part ${part.path || '1'} (${part.mediaType})`;
    const decoded = decodeText(this.#bytes, part);
    const redacted = redactBody(decoded, place, this.#fieldTools());
    if (redacted !== decoded) {
      this.#tellingHashes.add(this.#tools.sha256(decodeBody(this.#bytes, part)));
    }
    const body = bodyText(redacted);
    this.#contentType(part, ['charset=utf-8']);
    this.#disposition(part);
    this.#out.text(`Content-Transfer-Encoding: ${body.encoding}\r\n`);
    const bodyStart = this.#endHeader();
    this.#out.text(body.text, part.bodySpan);
    return bodyStart;
  }

  #file(part: MimePart): number {
    const content = decodeBody(this.#bytes, part);
    const place = `part ${part.path || '1'} (${part.mediaType})`;
    const holds = this.#tools.holdsValue(content);
    const hash = this.#tools.sha256(content);
    if (holds) {
      this.#tellingHashes.add(hash);
    }
    const sha256 = holds ? null : hash;
    this.#omissions.push({ place, kind: 'attachment', bytes: content.length, sha256 });
    const name = this.#redacted(part.fileName, `${place}, file name`);
    this.#out.text(`Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n`);
    const bodyStart = this.#endHeader();
    const type = this.#redacted(part.mediaType, place);
    this.#out.text(redactionMarks.attachment({ name, type, bytes: content.length, sha256 }), part.bodySpan);
    return bodyStart;
  }

  #contentType(part: MimePart, parameters: readonly string[]): void {
    const kept = KEPT_PARAMETERS.flatMap((name) => {
      const value = part.parameters.get(name);
      return value === undefined ? [] : [`${name}=${quoted(this.#redacted(value, 'Content-Type'))}`];
    });
    const type = this.#redacted(part.mediaType, 'Content-Type').replace(/[^\w.+/-]/g, '');
    this.#out.text(`Content-Type: ${[type, ...parameters, ...kept].join('; ')}\r\n`, fieldSpan(part, 'content-type'));
  }

  #disposition(part: MimePart): void {
    if (part.disposition !== '' || part.fileName !== '') {
      const name = this.#redacted(part.fileName, 'file name');
      const kind = part.disposition === 'inline' ? 'inline' : 'attachment';
      const text = name === '' ? kind : `${kind}; filename=${quoted(name)}`;
      this.#out.text(`Content-Disposition: ${text}\r\n`, fieldSpan(part, 'content-disposition'));
    }
  }

  #endHeader(): number {
    this.#out.text('\r\n');
    return this.#out.length;
  }

  #redacted(text: string, place: string): string {
    const { text: redacted, found } = redactText(text, this.#tools.needles);
    this.#changes.add(place, found);
    return redacted;
  }

  #fieldTools() {
    return { needles: this.#tools.needles, changes: this.#changes, omissions: this.#omissions };
  }
}

const KEPT_PARAMETERS: readonly string[] = ['format', 'delsp', 'report-type', 'method'];

function quoted(text: string): string {
  return `"${text.replace(/[\r\n]+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

function fieldSpan(part: MimePart, key: string): HeaderField['span'] | undefined {
  return part.fields.find((field) => field.key === key)?.span;
}

const TEXT_TYPES =
  /^(?:text\/(?!rtf)|application\/(?:json|xml|ics|x-?javascript|xhtml\+xml)$|message\/(?:delivery-status|disposition-notification|global-delivery-status|feedback-report)$)|\+(?:json|xml)$/;

/** A longer text cannot be searched in a bounded time. */
const TEXT_MAX = 4 << 20;

function kindOf({ mediaType, parts, transferEncoding, bodySpan }: MimePart): 'multipart' | 'message' | 'text' | 'file' {
  if (parts.length > 0) {
    return mediaType.startsWith('multipart/') ? 'multipart' : 'message';
  }
  const isReadable = bodySpan.end - bodySpan.start <= TEXT_MAX && !/^(?:x-)?uue?(?:ncode)?$/.test(transferEncoding);
  return isReadable && TEXT_TYPES.test(mediaType) && mediaType !== 'image/svg+xml' ? 'text' : 'file';
}
