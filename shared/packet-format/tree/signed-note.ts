/**
 * Signed notes (c2sp.org/signed-note): a text and, after an empty line, one line a signature.
 *
 * Only ECDSA on P-256 is used (signature type 2): its key id is the beginning of the SHA-256 of the public key in
 * SubjectPublicKeyInfo form, so it is the beginning of an examiner's fingerprint.
 */
import { decodeUtf8 } from '../../text/utf8';
import { toBase64 } from '../pem';
import { fromBase64 } from './strict-base64';

export interface NoteSignature {
  /** Name of the key: no blanks, no plus. */
  readonly name: string;
  /** Four bytes, eight hexadecimal digits. */
  readonly keyId: string;
  /** ECDSA over the text's bytes with SHA-256, DER. */
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** What is signed, with its last line end and without the empty line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** The specification asks for 16 at least; more than any checkpoint of a case will have. */
const SIGNATURES_MAX = 64;
const NOTE_MAX = 128 * 1024;
const KEY_ID_LENGTH = 4;

const SIGNATURE_LINE = /^\u2014 ([^\p{White_Space}+]+) ([A-Za-z0-9+/=]+)$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a note must not hold them
const CONTROLS = /[\u0000-\u0009\u000b-\u001f]/;

export function keyIdOf(fingerprint: string): string {
  return fingerprint.slice(0, 2 * KEY_ID_LENGTH);
}

/** A note's text; the signatures in the order given. */
export function formatNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const bytes = new Uint8Array(KEY_ID_LENGTH + signature.length);
  for (let index = 0; index < KEY_ID_LENGTH; index += 1) {
    bytes[index] = Number.parseInt(keyId.slice(2 * index, 2 * index + 2), 16);
  }
  bytes.set(signature, KEY_ID_LENGTH);
  return `\u2014 ${name} ${toBase64(bytes)}\n`;
}

/** Reads a note's bytes. Never throws; says in words what is wrong. What it accepts, `formatNote` writes byte for byte. */
export function parseNote(bytes: Uint8Array): Reading<SignedNote> {
  const whole = bytes.length > NOTE_MAX ? undefined : decodeUtf8(bytes);
  if (whole === undefined || CONTROLS.test(whole)) {
    return bad('is not a signed note: it is too long, not UTF-8, or holds control characters');
  }
  const gap = whole.lastIndexOf('\n\n');
  if (gap === -1 || !whole.endsWith('\n') || gap + 2 === whole.length) {
    return bad('is not a signed note: no signature follows its text');
  }
  const lines = whole.slice(gap + 2, -1).split('\n');
  const signatures = lines.length > SIGNATURES_MAX ? [undefined] : lines.map(parseSignature);
  const known = signatures.filter((signature) => signature !== undefined);
  return known.length === signatures.length
    ? { ok: true, value: { text: whole.slice(0, gap + 1), signatures: known } }
    : bad('is not a signed note: it has a signature line of another form, or too many');
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (name === '' || bytes === undefined || bytes.length <= KEY_ID_LENGTH) {
    return undefined;
  }
  const keyId = Array.from(bytes.subarray(0, KEY_ID_LENGTH), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name, keyId, signature: bytes.subarray(KEY_ID_LENGTH) };
}

function bad(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
