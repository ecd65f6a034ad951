/** The text that a PDF draws, put together from its streams: glyph numbers go through the fonts' own tables back to letters. */
import { bytesOfHex } from '../hex-readings';
import { UnitWriter } from '../unit-writer';

type GlyphTable = ReadonlyMap<number, string>;

const SHOWN =
  /\[((?:[^\][()]|\((?:[^()\\]|\\[\s\S])*\))*)\]\s*TJ|<([0-9a-fA-F\s]*)>\s*Tj|\(((?:[^()\\]|\\[\s\S])*)\)\s*(?:Tj|'|")/g;

/**
 * For each table of glyphs the text of all streams as if every font had it: which font a string is drawn in is not followed.
 *
 * @param streams inflated, as byte strings
 */
export function drawnText(streams: readonly string[]): readonly string[] {
  const tables = streams.filter((stream) => /beginbf(?:char|range)/.test(stream)).map(glyphTable);
  const codes: number[] = [];
  const literals: string[] = [];
  for (const stream of streams) {
    for (const [, array = '', single, literal] of stream.matchAll(SHOWN)) {
      if (literals.length > 0) {
        codes.push(LINE_END);
      }
      for (const hex of single === undefined ? inside(array, HEX_STRING) : [single]) {
        pushCodes(hex, codes);
      }
      literals.push(literal ?? inside(array, LITERAL_STRING).join(''));
    }
  }
  return [...tables.map((table) => drawnWith(table, codes)), literals.join('\n')];
}

function inside(array: string, pattern: RegExp): readonly string[] {
  return Array.from(array.matchAll(pattern), ([, text = '']) => text);
}

const HEX_STRING = /<([0-9a-fA-F\s]*)>/g;
const LITERAL_STRING = /\(((?:[^()\\]|\\[\s\S])*)\)/g;

/** Among glyph numbers: what one operator draws ends. */
const LINE_END = -1;

/** Glyph numbers of two bytes. */
function pushCodes(hex: string, codes: number[]): void {
  const bytes = bytesOfHex(/\s/.test(hex) ? hex.replace(/\s/g, '') : hex);
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    codes.push(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  }
}

function drawnWith(table: GlyphTable, codes: readonly number[]): string {
  const writer = new UnitWriter(codes.length);
  for (const code of codes) {
    writer.text(code === LINE_END ? '\n' : (table.get(code) ?? ''));
  }
  return writer.string();
}

/** A ToUnicode table (Adobe Technical Note 5014): single glyphs and ranges. */
function glyphTable(stream: string): GlyphTable {
  const table = new Map<number, string>();
  for (const [, body = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      table.set(Number.parseInt(code, 16), utf16Text(text));
    }
  }
  for (const [, body = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    readRanges(body, table);
  }
  return table;
}

const RANGE = /<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])/g;

function readRanges(body: string, table: Map<number, string>): void {
  for (const [, low = '', high = '', single, list] of body.matchAll(RANGE)) {
    const [first, last] = [Number.parseInt(low, 16), Math.min(Number.parseInt(high, 16), 0xffff)];
    const texts = list?.match(/<[0-9a-fA-F ]*>/g)?.map((text) => utf16Text(text.replace(/[<> ]/g, '')));
    const start = utf16Text(single ?? '');
    for (let code = first; code <= last; code += 1) {
      const next = String.fromCharCode(start.charCodeAt(start.length - 1) + code - first);
      table.set(code, texts === undefined ? start.slice(0, -1) + next : (texts[code - first] ?? ''));
    }
  }
}

function utf16Text(hex: string): string {
  return (hex.match(/[0-9a-fA-F]{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}
