import { fieldsNamed, firstField } from '../email/anatomy';
import type { Anatomy, ByteString, HeaderField, MimePart, Span } from '../email/types';
import { rememberLast, rememberLastBy } from '../text/remember';

/** A piece of a field's body: its bytes as a byte string, and where they lie. */
export interface Token {
  readonly text: ByteString;
  readonly span: Span;
}

/** Every field of these names (in lower case), in the order of the header. */
export function fieldsOf(anatomy: Pick<Anatomy, 'fields'>, ...keys: readonly string[]): readonly HeaderField[] {
  const [first = '', ...others] = keys;
  if (others.length === 0) {
    return fieldsNamed(anatomy, first);
  }
  const found = keys.flatMap((key) => fieldsNamed(anatomy, key));
  return found.length < 2 ? found : found.sort((a, b) => a.span.start - b.span.start);
}

/** The body without surrounding blanks; the field's name where the body is empty, so that there is always a byte to show. */
export function bodyToken(field: HeaderField): Token {
  const { start, end } = trimmed(field.body);
  const base = field.bodySpan.start;
  return start === end
    ? { text: '', span: field.nameSpan }
    : { text: field.body.slice(start, end), span: { start: base + start, end: base + end } };
}

/** ASCII blanks only: `trim()` takes byte A0 for a blank, which may be a part of a UTF-8 letter. */
export function trimmed(body: ByteString): Span {
  let [start, end] = [0, body.length];
  while (start < end && ' \t\r\n'.includes(body[start] ?? '')) {
    start += 1;
  }
  while (end > start && ' \t\r\n'.includes(body[end - 1] ?? '')) {
    end -= 1;
  }
  return { start, end };
}

const ANGLE = /<([^<>]{1,998})>/;

/** Patterns that also tell where their groups lie, which costs several times a plain search: made once, asked on a hit. */
const withIndices = new WeakMap<RegExp, RegExp>();

function indicesPattern(pattern: RegExp): RegExp {
  const known = withIndices.get(pattern) ?? new RegExp(pattern.source, `${pattern.flags.replace('d', '')}d`);
  withIndices.set(pattern, known);
  return known;
}

function wholeOf(match: RegExpExecArray | null): readonly [number, number] | undefined {
  return match === null ? undefined : [match.index, match.index + match[0].length];
}

/** The part of a field's body that a pattern's first group, or else the whole pattern, matches. */
export function matchToken(field: HeaderField, pattern: RegExp): Token | undefined {
  if (field.body.search(pattern) === -1) {
    return undefined;
  }
  const plain = pattern.exec(field.body);
  const range = plain?.[1] === undefined ? wholeOf(plain) : indicesPattern(pattern).exec(field.body)?.indices?.[1];
  if (range === undefined) {
    return undefined;
  }
  const [start, end] = range;
  return {
    text: field.body.slice(start, end),
    span: { start: field.bodySpan.start + start, end: field.bodySpan.start + end },
  };
}

/** The Message-ID without its angle brackets: looked for once, asked for by many rules and decoders. */
export const messageIdToken = rememberLast((anatomy: Anatomy): readonly Token[] => {
  const field = firstField(anatomy, 'message-id');
  const token = field && (matchToken(field, ANGLE) ?? bodyToken(field));
  return token === undefined ? [] : [token];
});

const MAX_PARTS = 200;

/** The parts of a message in reading order, bounded: a hostile message may have very many. */
export function partsOf(structure: MimePart): readonly MimePart[] {
  const parts: MimePart[] = [];
  const waiting: MimePart[] = [structure];
  for (let part = waiting.shift(); part !== undefined && parts.length < MAX_PARTS; part = waiting.shift()) {
    parts.push(part);
    waiting.unshift(...part.parts.slice(0, MAX_PARTS));
  }
  return parts;
}

/** The tree up to enclosed messages: what these say is their own affair. */
export function withoutEnclosed(part: MimePart): MimePart {
  const isEnclosing = part.mediaType.startsWith('message/');
  return part.parts.length === 0 ? part : { ...part, parts: isEnclosing ? [] : part.parts.map(withoutEnclosed) };
}

/** The boundaries of the message itself. */
export const ownBoundaryTokens = rememberLastBy(
  ({ structure }: Pick<Anatomy, 'structure'>) => structure,
  ({ structure }): readonly Token[] => boundaryTokens(withoutEnclosed(structure)),
);

/** Each boundary, those of enclosed messages too, at the place where a Content-Type field declares it. */
export function boundaryTokens(structure: MimePart): readonly Token[] {
  return partsOf(structure).flatMap((part) => {
    const field = part.fields.find(({ key }) => key === 'content-type');
    const at = field === undefined || !part.boundary ? -1 : field.body.indexOf(part.boundary);
    if (field === undefined || part.boundary === undefined || at < 0) {
      return [];
    }
    const start = field.bodySpan.start + at;
    return [{ text: part.boundary, span: { start, end: start + part.boundary.length } }];
  });
}

/** Content-ID (RFC 2392) and Gmail's X-Attachment-Id, without brackets. */
export function contentIdTokens(structure: MimePart): readonly Token[] {
  return partsOf(structure).flatMap((part) =>
    part.fields
      .filter(({ key }) => key === 'content-id' || key === 'x-attachment-id')
      .map((field) => matchToken(field, ANGLE) ?? bodyToken(field)),
  );
}
