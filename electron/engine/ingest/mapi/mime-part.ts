/** Parts of a rebuilt message: header lines and body, always the same for the same content. */
import { createHash } from 'node:crypto';
import { plainText, wellFormed } from './encoded-header';

export interface Part {
  /** Header lines, each with its line end. */
  readonly header: Buffer;
  readonly body: Buffer;
}

const MAX_LINE = 998;
/** File systems end at 255; a name that goes on and on is no name. */
const MAX_NAME = 1_000;

export function textPart(subtype: 'plain' | 'html', charset: string, content: Uint8Array): Part {
  const body = withCrlf(Buffer.from(content));
  const isPlain = fitsLines(body);
  return part(
    [
      `Content-Type: text/${subtype}; charset="${charset}"`,
      `Content-Transfer-Encoding: ${isPlain ? '8bit' : 'base64'}`,
    ],
    isPlain ? body : base64Lines(Buffer.from(content)),
  );
}

export interface FileToAttach {
  readonly name: string;
  readonly type: string;
  readonly contentId: string;
  readonly content: Uint8Array;
}

export function attachmentPart({ name, type, contentId, content }: FileToAttach): Part {
  const isType = /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type) && !/^(?:multipart|message)\//i.test(type);
  const id = plainText(contentId).replace(/[<>\s]/g, '');
  return part(
    [
      `Content-Type: ${isType ? type : 'application/octet-stream'}`,
      'Content-Transfer-Encoding: base64',
      ...(/^[\x21-\x7e]{1,500}$/.test(id) ? [`Content-ID: <${id}>`] : []),
      `Content-Disposition: attachment${fileNameParameter(name)}`,
    ],
    base64Lines(Buffer.from(content.buffer, content.byteOffset, content.byteLength)),
  );
}

/** A message inside: its bytes stand in the whole as they are, so that it is found at them. */
export function rfc822Part(bytes: Buffer): Part {
  return part(['Content-Type: message/rfc822', 'Content-Transfer-Encoding: 8bit'], bytes);
}

export function joinParts(subtype: 'mixed' | 'alternative', parts: readonly Part[], boundary: string): Part {
  const delimiter = Buffer.from(`\r\n--${boundary}\r\n`);
  const pieces = parts.flatMap(({ header, body }, index) => [
    index === 0 ? delimiter.subarray(2) : delimiter,
    header,
    Buffer.from('\r\n'),
    body,
  ]);
  const body = Buffer.concat([...pieces, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return part([`Content-Type: multipart/${subtype}; boundary="${boundary}"`], body);
}

function part(lines: readonly string[], body: Buffer): Part {
  return { header: Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'utf8'), body };
}

/** RFC 2231 where the name needs it; one line, because readers differ about folded ones. */
function fileNameParameter(name: string): string {
  const plain = plainText(name).slice(0, MAX_NAME);
  if (plain === '') {
    return '';
  }
  return /^[\x20-\x7e]*$/.test(plain)
    ? `; filename="${plain.replace(/["\\]/g, '\\$&')}"`
    : `;\r\n filename*=UTF-8''${encodeURIComponent(wellFormed(plain)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}

function withCrlf(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
}

function fitsLines(body: Buffer): boolean {
  if (body.includes(0)) {
    return false;
  }
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(10, at);
    if ((end === -1 ? body.length : end) - at > MAX_LINE) {
      return false;
    }
    at = end === -1 ? body.length : end + 1;
  }
  return true;
}

function base64Lines(content: Buffer): Buffer {
  const pieces: string[] = [];
  for (let at = 0; at < content.length; at += 57) {
    pieces.push(content.toString('base64', at, at + 57));
  }
  return Buffer.from(pieces.join('\r\n'), 'latin1');
}

/** A line that is in none of the parts, made from their content. */
export function boundaryFor(parts: readonly Part[]): string {
  for (let round = 0; ; round += 1) {
    const hash = createHash('sha256').update(String(round));
    for (const { header, body } of parts) {
      hash.update(header).update(body);
    }
    const boundary = `=_rebuilt_${hash.digest('hex').slice(0, 32)}`;
    if (parts.every(({ header, body }) => !header.includes(boundary) && !body.includes(boundary))) {
      return boundary;
    }
  }
}
