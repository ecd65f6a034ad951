/** The text that a PDF draws, put together from its streams: glyph numbers go through the fonts' own tables back to letters. */

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
  const shown = streams.flatMap(shownStrings);
  const hex = tables.map((table) =>
    shown.map((codes) => codes.map((code) => table.get(code) ?? '').join('')).join('\n'),
  );
  return [...hex, streams.flatMap(literalStrings).join('\n')];
}

/** Glyph numbers of two bytes, for each operator that draws. */
function shownStrings(stream: string): readonly (readonly number[])[] {
  return Array.from(stream.matchAll(SHOWN), ([, array, single]) => {
    const strings =
      single === undefined ? [...(array ?? '').matchAll(/<([0-9a-fA-F\s]*)>/g)].map(([, hex = '']) => hex) : [single];
    return strings.flatMap((hex) =>
      (hex.replace(/\s/g, '').match(/[0-9a-fA-F]{4}/g) ?? []).map((code) => Number.parseInt(code, 16)),
    );
  });
}

function literalStrings(stream: string): readonly string[] {
  return Array.from(
    stream.matchAll(SHOWN),
    ([, array, , literal]) =>
      literal ?? Array.from((array ?? '').matchAll(/\(((?:[^()\\]|\\[\s\S])*)\)/g), ([, text = '']) => text).join(''),
  );
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
