/**
 * What an inline style or an old presentational attribute does to the sight of text. Only what the element itself says:
 * style sheets are not applied (a selector can ask for the size of a screen, which a message does not know).
 */

/** Why a reader does not see a text. */
export type HiddenBy =
  | 'display'
  | 'visibility'
  | 'opacity'
  | 'font-size'
  | 'colour'
  | 'off-screen'
  | 'no-room'
  | 'outlook-only'
  | 'attribute';

const MAX_STYLE = 4000;

export type Declarations = ReadonlyMap<string, string>;

/** The declarations of a style attribute; the last of each name counts. */
export function readDeclarations(style: string): Declarations {
  const declarations = new Map<string, string>();
  for (const piece of style.slice(0, MAX_STYLE).split(';')) {
    const colon = piece.indexOf(':');
    if (colon > 0) {
      const value = piece
        .slice(colon + 1)
        .trim()
        .toLowerCase();
      declarations.set(piece.slice(0, colon).trim().toLowerCase(), value.replace(/\s*!\s*important$/, ''));
    }
  }
  return declarations;
}

/** What the declarations themselves hide; `font-size` and colours are inherited and are looked at apart. */
export function hiddenBy(css: Declarations): HiddenBy | undefined {
  if (css.get('display') === 'none') return 'display';
  if (/^(?:hidden|collapse)$/.test(css.get('visibility') ?? '')) return 'visibility';
  if (numberOf(css.get('opacity')) === 0) return 'opacity';
  if (isOffScreen(css)) return 'off-screen';
  if (hasNoRoom(css)) return 'no-room';
  return css.get('mso-hide') === 'all' ? 'outlook-only' : undefined;
}

function isOffScreen(css: Declarations): boolean {
  const indent = pixelsOf(css.get('text-indent'));
  const isPlaced = /^(?:absolute|fixed|relative)$/.test(css.get('position') ?? '');
  const places = isPlaced ? [css.get('left'), css.get('top')].map(pixelsOf) : [];
  return [indent, ...places].some((pixels) => pixels !== undefined && pixels <= -999);
}

function hasNoRoom(css: Declarations): boolean {
  const isClipped = /^(?:hidden|clip)$/.test(css.get('overflow') ?? '');
  return isClipped && ['height', 'max-height', 'width', 'max-width'].some((name) => pixelsOf(css.get(name)) === 0);
}

/** Pixels of a length; undefined for lengths that depend on others. */
export function pixelsOf(length: string | undefined): number | undefined {
  const [, value, unit = 'px'] = /^(-?\d{0,6}(?:\.\d{1,4})?)(px|pt|em|rem)?$/.exec(length ?? '') ?? [];
  if (value === undefined || value === '' || value === '-') return undefined;
  const factor = unit === 'px' ? 1 : unit === 'pt' ? 4 / 3 : 16;
  return Number(value) * factor;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d?(?:\.\d{1,4})?$/.test(text) && text !== '' ? Number(text) : undefined;
}

const NAMES: ReadonlyMap<string, string> = new Map(
  'white:ffffff black:000000 red:ff0000 green:008000 blue:0000ff yellow:ffff00 silver:c0c0c0 gray:808080 grey:808080 navy:000080 whitesmoke:f5f5f5 snow:fffafa ivory:fffff0 ghostwhite:f8f8ff'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, -7), pair.slice(-6)]),
);

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A colour of CSS or of an old attribute. Undefined where it is none, or transparent. */
export function readColour(text: string | undefined): Colour | undefined {
  const value = (text ?? '').trim().toLowerCase();
  const hex = NAMES.get(value) ?? /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(value)?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const part = (at: number): number => Number.parseInt(full.slice(at, at + 2), 16);
    return [part(0), part(2), part(4)];
  }
  const rgb = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value);
  return rgb === null ? undefined : [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
}

/** The background colour that `background` or `background-color` sets; `picture` where a picture lies there. */
export function backgroundOf(css: Declarations): Colour | 'picture' | undefined {
  const text = css.get('background-color') ?? css.get('background');
  if (text === undefined) return undefined;
  if (/url\(|gradient/.test(css.get('background') ?? '') || css.has('background-image')) return 'picture';
  return readColour(text) ?? readColour(/#[0-9a-f]{3,6}|\b[a-z]{3,12}\b/.exec(text)?.[0]);
}

/** So alike that nobody can read one on the other. */
export function isSameColour(a: Colour, b: Colour): boolean {
  return a.every((part, index) => Math.abs(part - (b[index] ?? 0)) <= 8);
}
