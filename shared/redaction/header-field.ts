/** Header fields of a derivative: those that name nobody stay as they are, the others are written anew. */
import { decodeByteString, sliceBytes, toByteString } from '../email/byte-string';
import { decodeHeaderText } from '../email/encoded-words';
import type { HeaderField, Span } from '../email/types';
import { redactionMarks } from '../wording/redaction';
import { ChangeCount, type Omission } from './change';
import type { DerivativeWriter } from './derivative-writer';
import { findValues } from './find-values';
import type { Needle } from './needles';
import { redactText } from './redact-text';

export interface FieldTools {
  readonly needles: readonly Needle[];
  readonly changes: ChangeCount;
  readonly omissions: Omission[];
}

/** Signatures over header and body: they no longer hold, and whoever guesses a value could test the guess with them. */
const SIGNATURES: ReadonlySet<string> = new Set([
  'dkim-signature',
  'x-google-dkim-signature',
  'domainkey-signature',
  'arc-seal',
  'arc-message-signature',
]);
const SIGNATURE_VALUE = /\bb[ \t]*=[A-Za-z0-9+/=\s]{8,}/g;
const BODY_HASH = /\bbh[ \t]*=[A-Za-z0-9+/=\s]{8,}/g;

/** What only the service that wrote it can read may well name the recipient. */
const OPAQUE_VALUE = /[A-Za-z0-9+/=_-](?:[A-Za-z0-9+/=_-]|\r?\n[ \t]+(?=[A-Za-z0-9+/=_-])){59,}/g;
/** Where each recipient gets a link or a word of their own. */
const PERSONAL: ReadonlySet<string> = new Set(['list-unsubscribe', 'feedback-id', 'x-feedback-id']);
const PERSONAL_VALUE = /[A-Za-z0-9_=-]{12,}/g;

interface Withholding {
  readonly kind: Omission['kind'];
  readonly pattern: RegExp;
  readonly isMeant: (value: string) => boolean;
}

/** Writes one field; `part` names the part where it is not the message's own header. */
export function writeField(
  out: DerivativeWriter,
  bytes: Uint8Array,
  field: HeaderField,
  tools: FieldTools,
  part = '',
): void {
  const place = `${part}${field.name}`;
  const raw = toByteString(sliceBytes(bytes, field.span));
  const kept = withholdingsOf(field.key).reduce((text, withholding) => withhold(text, withholding, place, tools), raw);
  if (kept === raw) {
    writeRedacted(out, field, raw, place, tools, true);
    return;
  }
  // What is left out is told with what it held; what stays is searched like all else.
  tools.changes.add(place, findValues(decodeByteString(raw), tools.needles));
  writeRedacted(out, field, kept, place, { ...tools, changes: new ChangeCount() }, false);
}

function withholdingsOf(key: string): readonly Withholding[] {
  if (SIGNATURES.has(key)) {
    return [
      { kind: 'signature', pattern: SIGNATURE_VALUE, isMeant: () => true },
      { kind: 'body-hash', pattern: BODY_HASH, isMeant: () => true },
    ];
  }
  if (PERSONAL.has(key)) {
    return [{ kind: 'personal', pattern: PERSONAL_VALUE, isMeant: (value) => /\d/.test(value) }];
  }
  return key.startsWith('x-') ? [{ kind: 'opaque', pattern: OPAQUE_VALUE, isMeant: isOpaque }] : [];
}

function isOpaque(value: string): boolean {
  return /[A-Z]/.test(value) && /[a-z]/.test(value) && /\d/.test(value);
}

/** The field with marks in the place of what is meant; the name of a tag and line ends stay. */
function withhold(raw: string, { kind, pattern, isMeant }: Withholding, place: string, tools: FieldTools): string {
  const nameEnd = raw.indexOf(':') + 1;
  let bytes = 0;
  const body = raw.slice(nameEnd).replace(pattern, (whole) => {
    if (!isMeant(whole)) {
      return whole;
    }
    const [tag = ''] = kind === 'signature' || kind === 'body-hash' ? (/^\w+[ \t]*=/.exec(whole) ?? []) : [];
    const [end = ''] = /\s*$/.exec(whole) ?? [];
    bytes += whole.replace(/\s/g, '').length - tag.length;
    return `${tag}${redactionMarks.withheld}${end}`;
  });
  if (bytes > 0) {
    tools.omissions.push({ place, kind, bytes, sha256: null });
  }
  return raw.slice(0, nameEnd) + body;
}

/** @param isWhole the text holds the field's bytes one to one, so that places in it are offsets */
function writeRedacted(
  out: DerivativeWriter,
  field: HeaderField,
  raw: string,
  place: string,
  { needles, changes }: FieldTools,
  isWhole: boolean,
): void {
  const text = decodeByteString(raw);
  const first = redactText(text, needles);
  changes.add(place, first.found);
  if (first.found.length === 0) {
    out.text(text, field.span);
    return;
  }
  // A word that is decoded from several pieces is written anew whole, so that what stands beside the value stays.
  if (first.found.some(({ encodings }) => encodings.includes('encoded-word'))) {
    out.text(
      `${field.name}: ${redactText(decodeHeaderText(raw.slice(raw.indexOf(':') + 1)).trim(), needles).text}\r\n`,
      field.span,
    );
    return;
  }
  if (first.edits === undefined || !isWhole || text !== raw) {
    out.text(first.text, field.span);
    return;
  }
  let done = 0;
  const at = (start: number, end: number): Span => ({ start: field.span.start + start, end: field.span.start + end });
  for (const edit of first.edits) {
    out.text(text.slice(done, edit.start), at(done, edit.start));
    out.text(edit.text, at(edit.start, edit.end));
    done = edit.end;
  }
  out.text(text.slice(done), at(done, text.length));
}
