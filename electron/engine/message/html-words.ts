/**
 * The words of HTML, for the search index: no page is built and nothing is shown from here.
 *
 * One pass over the text by hand, so that a million `<` cost no more than a million letters.
 */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Elements whose content nobody reads. */
const SILENT = ['script', 'style'] as const;

export function htmlWords(html: string, limit: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < html.length && length < limit; ) {
    const open = html.indexOf('<', at);
    const end = open === -1 ? html.length : open;
    const text = decodeEntities(html.slice(at, Math.min(end, at + limit)));
    pieces.push(text);
    length += text.length + 1;
    at = open === -1 ? html.length : afterTag(html, open);
  }
  return pieces.join(' ').replace(/\s+/g, ' ').slice(0, limit);
}

function afterTag(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    return indexAfter(html, '-->', open + 4);
  }
  const silent = SILENT.find((name) => html.slice(open + 1, open + 1 + name.length).toLowerCase() === name);
  const close = indexAfter(html, '>', open + 1);
  return silent === undefined ? close : afterElement(html, silent, close);
}

function afterElement(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at !== -1; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) {
      return indexAfter(html, '>', at);
    }
  }
  return html.length;
}

function indexAfter(text: string, needle: string, from: number): number {
  const at = text.indexOf(needle, from);
  return at === -1 ? text.length : at + needle.length;
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) {
    return text;
  }
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) {
      return ENTITIES.get(String(name).toLowerCase()) ?? whole;
    }
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
