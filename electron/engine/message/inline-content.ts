import type sanitizeHtml from 'sanitize-html';
import { type FileKind, kindOfContent } from '../../../shared/analysis/content/file-kind';
import { toByteString } from '../../../shared/email/byte-string';
import { defang } from '../../../shared/text/defang';
import { LIMITS } from './limits';

/** A picture that lies inside the message, by its Content-ID without brackets; undefined when there is none. */
export type PictureOf = (contentId: string) => { readonly content: Uint8Array } | undefined;

/** The kinds of pictures that are shown, by their first bytes, whatever they are declared as: no SVG. */
const SAFE_KINDS: ReadonlyMap<FileKind | undefined, string> = new Map([
  ['png', 'image/png'],
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
]);
/** Nothing that could end the attribute. */
const SAFE_DATA = /^data:image\/(?:png|gif|jpe?g);base64,([A-Za-z0-9+/=\s]+)$/i;
/** So much the marks of the kinds look at. */
const HEAD_BYTES = 64;
/** What stands for a picture or tells of a link, so that it is not taken for the mail's own words. */
export const NOTE_STYLE = 'border:1px dashed #767676;padding:1px 4px;color:#4a4a4a;background-color:#f4f4f4';

/** Pictures inside the message stay; every other one becomes words that name its address. */
export function inlineImages(pictureOf: PictureOf): sanitizeHtml.Transformer {
  let left: number = LIMITS.inlineImages;
  return (_name, attribs) => {
    const source = (attribs['src'] ?? '').trim();
    const content = /^cid:/i.test(source) ? pictureOf(decodeCid(source))?.content : writtenPicture(source);
    // Before it is written out: a page may name one large picture a thousand times.
    const data = content === undefined || content.length > left ? '' : dataOf(content);
    if (data !== '' && data.length <= left) {
      left -= data.length;
      return { tagName: 'img', attribs: { ...sizeOf(attribs), src: data } };
    }
    return { tagName: 'span', attribs: { style: NOTE_STYLE }, text: placeholder(source, attribs['alt'] ?? '') };
  };
}

/** The content of a picture that is written into the page itself. */
function writtenPicture(source: string): Uint8Array | undefined {
  const encoded = SAFE_DATA.exec(source)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
}

/** Empty where the first bytes are not those of a picture that is shown. */
function dataOf(content: Uint8Array): string {
  const type = SAFE_KINDS.get(kindOfContent(toByteString(content, 0, Math.min(content.length, HEAD_BYTES))));
  return type === undefined ? '' : `data:${type};base64,${Buffer.from(content).toString('base64')}`;
}

function decodeCid(source: string): string {
  try {
    return decodeURIComponent(source.slice(4));
  } catch {
    // A stray per cent sign: taken as it is.
    return source.slice(4);
  }
}

function sizeOf({ alt, width, height }: sanitizeHtml.Attributes): Record<string, string> {
  const entries = Object.entries({ alt, width, height }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}

function placeholder(source: string, alt: string): string {
  const name = alt.trim() === '' ? '' : ` "${alt.trim().slice(0, 200)}"`;
  const isData = /^data:/i.test(source);
  const address = source === '' || isData ? '' : `: ${defang(source.slice(0, 500))}`;
  return `[picture${name} not shown${address}]`;
}

const COLOUR = /^(?:#[0-9a-f]{3,8}|rgba?\([\d\s.,%]+\)|[a-z]{3,30})$/i;
const LENGTH = /^-?[\d.]{1,8}(?:px|pt|em|rem|ex|%|in|cm|mm)?$/i;
const LENGTHS = /^(?:(?:-?[\d.]{1,8}(?:px|pt|em|rem|%)?|auto)\s*){1,4}$/i;
const WORD = /^[a-z-]{1,30}$/i;
const BORDER = /^(?:(?:[\d.]{1,8}(?:px|pt|em)?|none|solid|dashed|dotted|double|#[0-9a-f]{3,8}|[a-z]{3,20})\s*){1,3}$/i;

/**
 * What a `style` attribute may say: letters, colours and boxes.
 *
 * No value can hold `url(`, and nothing can place text over other text (`position`, `float` with negative margins are
 * not here), so that a mail cannot draw over what surrounds it.
 */
export const INLINE_STYLES: Readonly<Record<string, RegExp[]>> = {
  color: [COLOUR],
  'background-color': [COLOUR],
  'font-size': [LENGTH, WORD],
  'font-weight': [/^\d{3}$/, WORD],
  'font-style': [WORD],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'line-height': [LENGTH, WORD],
  'text-align': [WORD],
  'text-decoration': [WORD],
  'text-transform': [WORD],
  'vertical-align': [WORD, LENGTH],
  'white-space': [WORD],
  width: [LENGTH],
  'max-width': [LENGTH],
  height: [LENGTH],
  padding: [LENGTHS],
  'padding-top': [LENGTH],
  'padding-right': [LENGTH],
  'padding-bottom': [LENGTH],
  'padding-left': [LENGTH],
  border: [BORDER],
  'border-collapse': [WORD],
  'list-style-type': [WORD],
  display: [/^(?:none|block|inline|inline-block|table|table-row|table-cell)$/i],
  visibility: [WORD],
};
