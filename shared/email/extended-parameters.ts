import type { WrittenParameter } from './parameters';
import { hexValue } from './quoted-printable';
import type { ByteString, Span } from './types';

/** Parameters cut into pieces and given with a charset: `name*0*=utf-8''a%20b; name*1="c"` (RFC 2231). */
export interface ExtendedParameter {
  readonly name: string;
  readonly bytes: ByteString;
  /** Undefined where none was declared. */
  readonly charset: string | undefined;
  readonly span: Span;
}

interface Piece {
  readonly index: number;
  readonly isEncoded: boolean;
  readonly parameter: WrittenParameter;
}

/** `name*`, `name*0`, `name*0*`. */
const extendedName = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/;

/** Joins the pieces of every extended parameter, in the order of their numbers, up to the first gap. */
export function joinExtended(written: readonly WrittenParameter[]): readonly ExtendedParameter[] {
  const byName = new Map<string, Piece[]>();
  for (const parameter of written) {
    const match = extendedName.exec(parameter.name);
    const name = match?.[1];
    if (match === null || name === undefined) continue;
    const pieces = byName.get(name) ?? [];
    pieces.push({ index: Number(match[2] ?? '0'), isEncoded: match[3] !== undefined, parameter });
    byName.set(name, pieces);
  }
  return [...byName].flatMap(([name, pieces]) => joinPieces(name, pieces) ?? []);
}

function joinPieces(name: string, pieces: readonly Piece[]): ExtendedParameter | undefined {
  const ordered = pieces.toSorted((a, b) => a.index - b.index);
  const first = ordered[0];
  if (first === undefined || first.index !== 0) return undefined;
  const head = first.isEncoded ? /^([^']{0,80})'[^']{0,80}'/.exec(first.parameter.bytes) : null;
  const bytes: string[] = [];
  for (const [position, piece] of ordered.entries()) {
    if (piece.index !== position) break;
    const text = position === 0 && head !== null ? piece.parameter.bytes.slice(head[0].length) : piece.parameter.bytes;
    bytes.push(piece.isEncoded ? decodePercent(text) : text);
  }
  const charset = head?.[1] === undefined || head[1] === '' ? undefined : head[1].toLowerCase();
  return { name, bytes: bytes.join(''), charset, span: first.parameter.span };
}

function decodePercent(text: ByteString): ByteString {
  return text.replace(/%([0-9A-Fa-f])([0-9A-Fa-f])/g, (_, high: string, low: string) =>
    String.fromCharCode(hexValue(high.charCodeAt(0)) * 16 + hexValue(low.charCodeAt(0))),
  );
}
