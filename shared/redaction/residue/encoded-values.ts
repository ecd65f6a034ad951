/**
 * Values as they would stand in a file if something had encoded them: the way from the value to its bytes.
 *
 * The redaction itself goes the other way, from the text to what it decodes to. Two ways that share no code, so that what
 * one of them misses the other can find.
 */
import { toByteString } from '../../email/byte-string';
import { domainForms } from '../domain-forms';
import { type RedactedPerson, tokenOf } from '../person';

export type ResidueEncoding = 'utf-16' | 'base64' | 'hex' | 'percent' | 'quoted-printable' | 'character-reference';

export interface EncodedValue {
  readonly token: string;
  readonly encoding: ResidueEncoding;
  /** A byte string. */
  readonly bytes: string;
  /** Whether upper and lower case are the same: then `bytes` are in lower case. */
  readonly anyCase: boolean;
}

/** Shorter pieces stand in noise by chance. */
export const PIECE_MIN = 6;

export function encodedValues(persons: readonly RedactedPerson[]): readonly EncodedValue[] {
  return persons.flatMap((person) =>
    [...new Set(valuesOf(person).flatMap(spellings))].flatMap((value) =>
      encodingsOf(value)
        .filter(({ bytes }) => bytes.length >= PIECE_MIN)
        .map((encoded) => ({ token: tokenOf(person), ...encoded })),
    ),
  );
}

function valuesOf({ name, addresses, words }: RedactedPerson): readonly string[] {
  const written = addresses.flatMap((address) => {
    const at = address.lastIndexOf('@');
    return domainForms(address.slice(at + 1)).map((domain) => `${address.slice(0, at)}@${domain}`);
  });
  return [name, ...written, ...words].filter((value) => value.length >= PIECE_MIN);
}

function spellings(value: string): readonly string[] {
  return [value, value.toLowerCase(), value.toUpperCase()];
}

function encodingsOf(value: string): readonly Omit<EncodedValue, 'token'>[] {
  const utf8 = new TextEncoder().encode(value);
  const little = utf16(value, true);
  const big = utf16(value, false);
  const each = (write: (byte: number) => string) => Array.from(utf8, write).join('').toLowerCase();
  return [
    ...[utf8, little, big].flatMap((bytes) =>
      base64Cores(bytes).flatMap((core) => [
        { encoding: 'base64' as const, bytes: core, anyCase: false },
        { encoding: 'base64' as const, bytes: core.replaceAll('+', '-').replaceAll('/', '_'), anyCase: false },
      ]),
    ),
    ...[little, big].map((bytes) => ({
      encoding: 'utf-16' as const,
      bytes: toByteString(bytes).toLowerCase(),
      anyCase: true,
    })),
    ...[utf8, little, big].map((bytes) => ({ encoding: 'hex' as const, bytes: hexOf(bytes), anyCase: true })),
    { encoding: 'percent', bytes: each((byte) => `%${hex(byte)}`), anyCase: true },
    { encoding: 'quoted-printable', bytes: each((byte) => `=${hex(byte)}`), anyCase: true },
    {
      encoding: 'character-reference',
      bytes: [...value].map((sign) => `&#${sign.codePointAt(0)};`).join(''),
      anyCase: true,
    },
    {
      encoding: 'character-reference',
      bytes: [...value].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
      anyCase: true,
    },
  ];
}

function utf16(value: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(value.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < value.length; at += 1) {
    view.setUint16(at * 2, value.charCodeAt(at), isLittle);
  }
  return bytes;
}

/** What base64 of a longer text holds where the value stands in it, for each of the three places modulo 3. */
function base64Cores(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = btoa('\0'.repeat(before) + String.fromCharCode(...bytes));
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, hex).join('');
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
