import { isUnsafeCharacter } from '../text/visible-text';

const BEYOND_ASCII = /[\u007f-\u{10ffff}]/gu;

/**
 * JSON that is harmless on a terminal: unsafe characters (C1 controls, bidirectional overrides …) as `\uXXXX`.
 *
 * `JSON.stringify` escapes only what lies below U+0020 and lone surrogates; the value read back is the same.
 */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent) ?? 'null';
  return text.replace(BEYOND_ASCII, (character) => (isUnsafeCharacter(character) ? escapeUnits(character) : character));
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
