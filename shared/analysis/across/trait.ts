import type { Span } from '../../email/types';

/**
 * What messages can have in common: small facts of one message, by which relations between messages are found.
 *
 * A trait is kept as one number: its kind above 48 bits of a hash of its text, which a double holds exactly. The
 * text itself is read again from the message when a relation is shown.
 */

/** The place in the list is a part of what is kept: new kinds are added at the end, and the catalogue's schema raised. */
export const TRAIT_KINDS = [
  'message-id',
  'parent',
  'date',
  'from',
  'to',
  'subject',
  'references',
  'sent',
  'body',
  'boundary',
  'content-id',
  'signature',
  'envelope',
  'list',
  'clock',
  'series',
  'number',
  'program',
  'zone',
  'id-form',
  'separator-form',
  'spelling',
  'signer',
  'order',
] as const;

export type TraitKind = (typeof TRAIT_KINDS)[number];

export interface Trait {
  readonly kind: TraitKind;
  /** What is compared. Two traits of a kind are the same where their texts are. */
  readonly text: string;
  /** Where it stands; the first place where several say it together. */
  readonly span: Span;
  /** Kept instead of the hash, where kinds of relations reckon with it: a whole number below 2^48. */
  readonly number?: number;
  /** What is shown of it where its bytes do not say it by themselves. */
  readonly told?: string;
}

/** Keys are smaller; above them stands the kind. */
const KEYS = 2 ** 48;
const INDEX = new Map(TRAIT_KINDS.map((kind, index) => [kind, index]));

/** The trait as the catalogue keeps it. */
export function traitValue({ kind, text, number }: Pick<Trait, 'kind' | 'text' | 'number'>): number {
  return rangeOfKind(kind).start + (number ?? keyOfText(text));
}

/** All values of a kind lie from `start` to before `end`: compared so, none is divided. */
export function rangeOfKind(kind: TraitKind): { readonly start: number; readonly end: number } {
  const index = INDEX.get(kind) ?? 0;
  return { start: index * KEYS, end: (index + 1) * KEYS };
}

/** The hash without the kind: a parent's id and the Message-ID that it names have the same one. */
export function keyOf(value: number): number {
  return value - Math.floor(value / KEYS) * KEYS;
}

/** 48 bits: two hashes of 24 bits each (FNV-1a with two starts). No protection against somebody who looks for collisions. */
export function keyOfText(text: string): number {
  let low = 0x811c_9dc5;
  let high = 0x9747_b28c;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x0100_0193);
    high = Math.imul(high ^ unit, 0x0100_01b3);
  }
  return mixed(low, high);
}

export interface WordsKey {
  readonly key: number;
  /** Bytes that are no blanks. */
  readonly signs: number;
}

/** The same of a text in UTF-8, whatever blanks and line ends it has: four signs at a time, as bodies are long. */
export function keyOfWords(words: Uint8Array): WordsKey {
  let low = 0x811c_9dc5;
  let high = 0x9747_b28c;
  let four = 0;
  let signs = 0;
  for (let at = 0; at < words.length; at += 1) {
    const byte = words[at] ?? 0;
    if (byte > 0x20) {
      four = (four << 8) | byte;
      signs += 1;
      if ((signs & 3) === 0) {
        low = Math.imul(low ^ four, 0x85eb_ca6b);
        low ^= low >>> 15;
        high = Math.imul(high ^ four, 0xc2b2_ae35);
        high ^= high >>> 13;
      }
    }
  }
  return { key: mixed(low ^ four, high ^ signs), signs };
}

/** Both halves are stirred once more: the last signs of a text have to reach all bits. */
function mixed(low: number, high: number): number {
  return (stirred(low) >>> 8) * 0x0100_0000 + (stirred(high ^ Math.imul(low, 0x85eb_ca6b)) >>> 8);
}

function stirred(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2_ae35);
  return twice ^ (twice >>> 16);
}
