import { type Boundary, boundaryVariants } from './boundary-variants';
import { decodeByteString } from './byte-string';
import type { Note } from './issues';
import { readMessageIds } from './message-id';
import { type ParameterField, readParameters } from './parameters';
import type { HeaderField } from './types';

/** What the header of a part says about its body (RFC 2045 sections 5 to 8, RFC 2183), duplicates included. */
export interface ContentFields {
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: string;
  readonly fileName: string;
  readonly charset: string;
  readonly transferEncoding: string;
  readonly contentId: string;
  /** Every boundary that any Content-Type of the part declares, the counting one first. */
  readonly boundaries: readonly Boundary[];
}

export type { Boundary } from './boundary-variants';

const transferEncodings: ReadonlySet<string> = new Set([
  '7bit',
  '8bit',
  'binary',
  'base64',
  'quoted-printable',
  'x-uuencode',
  'x-uue',
  'uuencode',
]);

/** Reads the content fields; `defaultType` is `message/rfc822` inside of multipart/digest (RFC 2046 section 5.1.5). */
export function readContentFields(fields: readonly HeaderField[], defaultType: string, note: Note): ContentFields {
  const types = readAll(fields, 'content-type', note);
  const type = types.find(({ value }) => value.startsWith('multipart/')) ?? types[0];
  const disposition = readAll(fields, 'content-disposition', note)[0];
  const parameters = mergeParameters(type, disposition, note, fields);
  const mediaType = mediaTypeOf(type, defaultType, fields, note);
  noteOtherTypes(types, mediaType, fields, note);
  return {
    mediaType,
    parameters,
    disposition: disposition?.value ?? '',
    fileName: disposition?.parameters.get('filename') ?? type?.parameters.get('name') ?? '',
    charset: (type?.parameters.get('charset') ?? '').trim().toLowerCase(),
    transferEncoding: readTransferEncoding(fields, note),
    contentId: readContentId(fields),
    boundaries: mediaType.startsWith('multipart/') ? boundariesOf(type, types, fields, note) : [],
  };
}

/** A second meaning of the type: a boundary where there is no multipart, or several charsets. */
function noteOtherTypes(
  types: readonly ParameterField[],
  mediaType: string,
  fields: readonly HeaderField[],
  note: Note,
): void {
  const found = fields.filter((field) => field.key === 'content-type').slice(0, maxDeclarations);
  const isMultipart = mediaType.startsWith('multipart/');
  for (const { body, bodySpan } of found) {
    if (/^[^;"]{0,200}\(/.test(body)) note('mime.type-invalid', bodySpan.start, bodySpan.end);
    if (!isMultipart && /multipart|boundary\s*\*?\d*\*?\s*=/i.test(body)) {
      note('mime.type-ambiguous', bodySpan.start, bodySpan.end);
    }
  }
  const charsets = types.flatMap(({ written }) => written.filter(({ name }) => name === 'charset'));
  const names = new Set(charsets.map(({ bytes }) => bytes.trim().toLowerCase()));
  const second = charsets[1];
  if (names.size > 1 && second !== undefined) note('mime.charset-ambiguous', second.span.start, second.span.end);
}

/** A message with more declarations than that was made to cost time; the first ones count. */
const maxDeclarations = 100;

/** All fields of a name; a second one is an issue, as mail programs choose differently between them. */
function readAll(
  fields: readonly HeaderField[],
  key: 'content-type' | 'content-disposition',
  note: Note,
): readonly ParameterField[] {
  const found = fields.filter((field) => field.key === key);
  if (found.length > 1) {
    for (const field of found) note(`mime.${key}-duplicate`, field.span.start, field.span.end);
  }
  return found.slice(0, maxDeclarations).map((field) => readParameters(field, note));
}

function mediaTypeOf(
  type: ParameterField | undefined,
  defaultType: string,
  fields: readonly HeaderField[],
  note: Note,
): string {
  if (type === undefined) return defaultType;
  // Blanks around the slash and text after the subtype are no part of the type.
  const match = /^([!-.0-~]+)\s*\/\s*([!-.0-~]+)/.exec(type.value);
  const span = fields.find((field) => field.key === 'content-type')?.bodySpan ?? { start: 0, end: 0 };
  if (match === null) {
    note('mime.type-invalid', span.start, span.end);
    return type.value === 'text' || type.value === '' ? 'text/plain' : type.value;
  }
  if (match[0] !== type.value) note('mime.type-invalid', span.start, span.end);
  return `${match[1]}/${match[2]}`;
}

function mergeParameters(
  type: ParameterField | undefined,
  disposition: ParameterField | undefined,
  note: Note,
  fields: readonly HeaderField[],
): ReadonlyMap<string, string> {
  const name = type?.parameters.get('name');
  const fileName = disposition?.parameters.get('filename');
  if (name !== undefined && fileName !== undefined && name !== fileName) {
    const span = fields.find((field) => field.key === 'content-disposition')?.bodySpan ?? { start: 0, end: 0 };
    note('mime.file-names-differ', span.start, span.end);
  }
  return new Map([...(disposition?.parameters ?? []), ...(type?.parameters ?? [])]);
}

/** The encoding's name alone: RFC 2045 knows a bare token here, senders also write quotes, comments and parameters. */
function readTransferEncoding(fields: readonly HeaderField[], note: Note): string {
  const found = fields.filter((field) => field.key === 'content-transfer-encoding');
  const first = found[0];
  if (first === undefined) return '';
  if (found.length > 1) {
    for (const field of found) note('mime.content-transfer-encoding-duplicate', field.span.start, field.span.end);
  }
  const { start, end } = first.bodySpan;
  const plain = first.body.trim().toLowerCase();
  if (transferEncodings.has(plain)) return plain;
  const { value } = readParameters({ ...first, body: first.body.replace(/["\0]/g, '') });
  const token = (/[a-z0-9-]+/.exec(value)?.[0] ?? '').replace(/^([78])-bit$/, '$1bit');
  note(transferEncodings.has(token) ? 'mime.transfer-encoding-odd' : 'mime.transfer-encoding-unknown', start, end);
  return token;
}

function readContentId(fields: readonly HeaderField[]): string {
  const field = fields.find(({ key }) => key === 'content-id');
  return field === undefined ? '' : (readMessageIds(field)[0]?.id ?? '');
}

/** What the counting type declares stands first, then what other declarations and other readings of them give. */
function boundariesOf(
  type: ParameterField | undefined,
  types: readonly ParameterField[],
  fields: readonly HeaderField[],
  note: Note,
): readonly Boundary[] {
  const seen = new Map<string, Boundary>();
  for (const one of type === undefined ? [] : [type, ...types.filter((other) => other !== type)]) {
    for (const boundary of declaredBoundaries(one)) if (!seen.has(boundary.text)) seen.set(boundary.text, boundary);
  }
  const declared = seen.size;
  const declarations = fields.filter(({ key }) => key === 'content-type').slice(0, maxDeclarations);
  for (const boundary of declarations.flatMap(boundaryVariants)) {
    if (!seen.has(boundary.text)) seen.set(boundary.text, boundary);
  }
  const [, second] = [...seen.values()];
  if (second !== undefined && (declared > 1 || seen.size > declared)) {
    note('mime.boundary-ambiguous', second.span.start, second.span.end);
  }
  return [...seen.values()].slice(0, maxBoundaries);
}

/** So many readings of one boundary are looked for. */
const maxBoundaries = 50;

function declaredBoundaries(type: ParameterField): readonly Boundary[] {
  const plain = type.written.filter(({ name, bytes }) => name === 'boundary' && bytes.trim() !== '');
  // A boundary cut into pieces (RFC 2231) stands at no single place; its first piece's place is near enough.
  const joined = type.parameters.get('boundary');
  const piece = type.written.find(({ name }) => name.startsWith('boundary*'));
  const pieces = joined !== undefined && piece !== undefined ? [{ text: joined, span: piece.span }] : [];
  return [...plain.map(({ bytes, span }) => ({ text: bytes, span })), ...pieces].map(({ text, span }) => ({
    text: text.replace(/[ \t\r\n]+$/, ''),
    span,
  }));
}

/** A boundary for showing. */
export function boundaryText(boundary: Boundary | undefined): string | undefined {
  return boundary === undefined ? undefined : decodeByteString(boundary.text);
}
