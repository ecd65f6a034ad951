import type { HtmlTag } from '../../email/html-scan';
import type { ByteString } from '../../email/types';
import { pixelsOf, readDeclarations } from './css-look';
import type { HtmlLoad } from './html-reading';

/** Addresses that a program loads from elsewhere when it shows a message. */

const LOADING: ReadonlySet<string> = new Set(['src', 'background', 'poster', 'data', 'lowsrc', 'dynsrc', 'xlink:href']);
/** Elements whose `href` loads rather than leads. */
const HREF_LOADS: ReadonlySet<string> = new Set(['link', 'image', 'use', 'feimage']);
const STYLE_URL = /url\(\s{0,20}['"]?([^'"()\s]{1,2000})|@import\s{1,20}['"]([^'"]{1,2000})/gi;

function isRemote(address: string): boolean {
  return /^\s*(?:(?:https?|ftp|file):)?\/\//i.test(address);
}

function inStyleSheet(css: ByteString): readonly { readonly address: ByteString; readonly at: number }[] {
  if (!/url\(|@import/i.test(css)) return [];
  return [...css.matchAll(STYLE_URL)].slice(0, 200).flatMap((match) => {
    const address = match[1] ?? match[2] ?? '';
    return isRemote(address) ? [{ address, at: match.index + match[0].indexOf(address) }] : [];
  });
}

function inTag(tag: HtmlTag): readonly HtmlLoad[] {
  return tag.attributes.flatMap(({ name, value, start, end }): readonly HtmlLoad[] => {
    const span = { start, end };
    const element = tag.name;
    if (LOADING.has(name) || (name === 'href' && HREF_LOADS.has(element))) {
      const address = value.trim();
      return isRemote(address) ? [{ address, span, isPixel: isPixel(tag), element }] : [];
    }
    if (name === 'srcset') {
      const address = value.trim().split(/[\s,]/, 1)[0] ?? '';
      return isRemote(address) ? [{ address, span, isPixel: false, element }] : [];
    }
    return name === 'style'
      ? inStyleSheet(value.slice(0, 4000)).map(({ address }) => ({ address, span, isPixel: false, element }))
      : [];
  });
}

function isPixel({ name, attributes }: HtmlTag): boolean {
  if (name !== 'img') return false;
  const value = (key: string): string | undefined => attributes.find((attribute) => attribute.name === key)?.value;
  const css = readDeclarations(value('style') ?? '');
  const sizes = ['width', 'height'].map((side) => pixelsOf(css.get(side) ?? value(side)?.trim()));
  return css.get('display') === 'none' || sizes.every((size) => size !== undefined && size <= 1);
}

export const loadedAddresses = { inStyleSheet, inTag } as const;
