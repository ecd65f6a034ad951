/** Header fields of a derivative: those that name nobody stay as they are, the others are written anew. */
import { decodeBytes, isAscii, sliceBytes, toByteString } from '../email/byte-string';
import { decodeHeaderText } from '../email/encoded-words';
import type { HeaderField, Span } from '../email/types';
import { redactionMarks } from '../wording/redaction';
import type { ChangeCount, Omission } from './change';
import type { DerivativeWriter } from './derivative-writer';
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
const SIGNED_VALUE = /\b(bh|b)([ \t]*=)([A-Za-z0-9+/=\s]{8,})/g;

/** What only the service that wrote it can read may well name the recipient. */
const OPAQUE_VALUE = /[A-Za-z0-9+/=_-](?:[A-Za-z0-9+/=_-]|\r?\n[ \t]+(?=[A-Za-z0-9+/=_-])){59,}/g;
/** Where each recipient gets a link or a word of their own. */
const PERSONAL: ReadonlySet<string> = new Set(['list-unsubscribe', 'feedback-id', 'x-feedback-id', 'x-mailer-recptid']);
const PERSONAL_VALUE = /[A-Za-z0-9_=-]{12,}/g;

/** Writes one field; `place` names the part where it is not the message's own header. */
export function writeField(
  out: DerivativeWriter,
  bytes: Uint8Array,
  field: HeaderField,
  tools: FieldTools,
  part = '',
): void {
  const place = `${part}${field.name}`;
  const withheld = withhold(toByteString(sliceBytes(bytes, field.span)), field.key);
  if (withheld.bytes > 0) {
    tools.omissions.push({ place, kind: withheld.kind, bytes: withheld.bytes, sha256: null });
    writeRedacted(out, field, withheld.text, place, tools, false);
    return;
  }
  writeRedacted(out, field, withheld.text, place, tools, true);
}

interface Withheld {
  /** The field's bytes with marks in the place of what was taken out. */
  readonly text: string;
  readonly bytes: number;
  readonly kind: Omission['kind'];
}

function withhold(raw: string, key: string): Withheld {
  if (SIGNATURES.has(key)) {
    return take(raw, 'signature', SIGNED_VALUE, (_, name: string, equals: string) => `${name}${equals}`);
  }
  if (PERSONAL.has(key)) {
    return take(raw, 'opaque', PERSONAL_VALUE, (value) => (/\d/.test(value) ? '' : undefined));
  }
  return key.startsWith('x-')
    ? take(raw, 'opaque', OPAQUE_VALUE, (value) => (isOpaque(value) ? '' : undefined))
    : { text: raw, bytes: 0, kind: 'opaque' };
}

/** @param keep what stays in front of the mark; undefined leaves the whole match */
function take(
  raw: string,
  kind: Omission['kind'],
  pattern: RegExp,
  keep: (...match: string[]) => string | undefined,
): Withheld {
  const nameEnd = raw.indexOf(':') + 1;
  let bytes = 0;
  const body = raw.slice(nameEnd).replace(pattern, (...match: string[]) => {
    const [whole = ''] = match;
    const kept = keep(...match);
    if (kept === undefined) {
      return whole;
    }
    bytes += whole.length - kept.length;
    return `${kept}${redactionMarks.withheld}${/\s*$/.exec(whole)?.[0] ?? ''}`;
  });
  return { text: raw.slice(0, nameEnd) + body, bytes, kind };
}

function isOpaque(value: string): boolean {
  return /[A-Z]/.test(value) && /[a-z]/.test(value) && /\d/.test(value);
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
  const text = isAscii(raw) ? raw : decodeBytes(Uint8Array.from(raw, (unit) => unit.charCodeAt(0)));
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
