import { decodeBase64 } from './base64';
import { decodeByteString, fromByteString, toByteString } from './byte-string';
import type { ByteString } from './types';
import { decodeUuencoded } from './uuencode';

/** Files written into a text as letters, as before MIME: uuencode, `begin-base64` (POSIX) and yEnc. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

const maxFiles = 200;
const opening = /(?:^|[\r\n])(begin(?:-base64)? +[0-7]{3,4} +|=ybegin )([^\r\n]{1,300})(?:\r\n|\r|\n|$)/g;

/** Every file in a text, in its order. A block that is never closed goes to the end of the text. */
export function writtenFiles(bytes: Uint8Array): readonly WrittenFile[] {
  const text = toByteString(bytes);
  const files: WrittenFile[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null && files.length < maxFiles; match = opening.exec(text)) {
    const start = match.index + match[0].length;
    const kind = match[1] ?? '';
    const end = endOf(text, start, kind);
    files.push(readFile(kind, match[2] ?? '', text.slice(start, end)));
    opening.lastIndex = Math.max(end, opening.lastIndex - 1);
  }
  return files;
}

function endOf(text: ByteString, start: number, kind: string): number {
  const close = kind.startsWith('=y')
    ? /[\r\n]=yend/g
    : kind.includes('base64')
      ? /[\r\n]====/g
      : /[\r\n]end[ \t]*(?=[\r\n]|$)/g;
  close.lastIndex = Math.max(0, start - 1);
  return close.exec(text)?.index ?? text.length;
}

function readFile(kind: string, title: string, block: ByteString): WrittenFile {
  if (kind.startsWith('=y')) {
    return { name: nameOf(/\bname=(.*)$/.exec(title)?.[1] ?? ''), content: decodeYenc(block) };
  }
  const content = kind.includes('base64')
    ? decodeBase64(fromByteString(block))
    : decodeUuencoded(fromByteString(`begin 644 x\n${block.replace(/\r\n?/g, '\n')}\nend\n`));
  return { name: nameOf(title), content };
}

function nameOf(title: ByteString): string {
  return decodeByteString(title.trim());
}

/** Each byte is 42 more than it was; `=` before one that had to be moved by 64 too. Lines with `=y` are instructions. */
function decodeYenc(block: ByteString): Uint8Array {
  const body = block.replace(/^=y[^\r\n]*(?:\r\n|\r|\n|$)/gm, '').replace(/\r?\n|\r/g, '');
  const content = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const isEscape = body[at] === '=' && at + 1 < body.length;
    if (isEscape) at += 1;
    content[length] = (body.charCodeAt(at) - (isEscape ? 106 : 42)) & 0xff;
    length += 1;
  }
  return content.subarray(0, length);
}
