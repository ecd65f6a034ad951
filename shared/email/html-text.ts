import type { ByteString } from './types';

/** Character references of HTML in a byte string: a sign beyond ASCII becomes its UTF-8 bytes. */

const NAMED: ReadonlyMap<string, string> = new Map(
  [
    ...(['amp:&', 'lt:<', 'gt:>', 'quot:"', "apos:'", 'nbsp: ', 'tab:\t', 'newline:\n', 'colon::', 'sol:/'] as const),
    ...(['period:.', 'commat:@', 'num:#', 'percnt:%', 'quest:?', 'equals:=', 'lpar:(', 'rpar:)', 'bsol:\\'] as const),
  ].map((pair): [string, string] => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
);

const SIGNS: ReadonlyMap<string, number> = new Map([
  ['zwnj', 0x200c],
  ['zwj', 0x200d],
  ['shy', 0xad],
  ['lrm', 0x200e],
  ['rlm', 0x200f],
  ['copy', 0xa9],
  ['reg', 0xae],
  ['hellip', 0x2026],
  ['ndash', 0x2013],
  ['mdash', 0x2014],
  ['zerowidthspace', 0x200b],
]);

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,16}));?/g;

/** Undoes character references. What is none of them stays as it is. */
export function decodeHtmlText(text: ByteString): ByteString {
  return !text.includes('&') ? text : text.replace(REFERENCE, reference);
}

function reference(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) {
    const key = name.toLowerCase();
    const code = SIGNS.get(key);
    return NAMED.get(key) ?? (code === undefined ? whole : utf8Sign(code));
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? utf8Sign(code) : ' ';
}

const encoder = new TextEncoder();

function utf8Sign(code: number): ByteString {
  return code < 0x80 ? String.fromCharCode(code) : String.fromCharCode(...encoder.encode(String.fromCodePoint(code)));
}
