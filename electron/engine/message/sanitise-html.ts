/**
 * Mail HTML made harmless before anybody looks at it: an allow list, nothing that loads, nothing that leads away.
 *
 * The frame that shows it forbids all of this once more; neither of the two is relied upon alone. Links keep their text
 * and say where they lead; pictures from elsewhere become words.
 */
import sanitizeHtml from 'sanitize-html';
import { INLINE_STYLES, inlineImages, type PictureOf } from './inline-content';
import { LIMITS } from './limits';
import { withTargets } from './link-targets';
import { remoteAddresses } from './remote-addresses';

export interface ShownLink {
  readonly shown: string;
  readonly target: string;
}

export interface SanitisedHtml {
  /** The inside of a body element. */
  readonly html: string;
  readonly links: readonly ShownLink[];
  readonly remoteImages: readonly string[];
  readonly isCut: boolean;
}

const TAGS = (
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section ' +
  'small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'
).split(' ');

const ATTRIBUTES = (
  'align alt bgcolor border cellpadding cellspacing color colspan dir face height lang nowrap rowspan size start style ' +
  'title type valign value width'
).split(' ');

/** Markup nested deeper than this is flattened. */
const NESTING = 200;

/** Sanitises HTML of a mail. `pictureOf` gives pictures that lie inside the message, by Content-ID. */
export function sanitiseMailHtml(source: string, pictureOf: PictureOf): SanitisedHtml {
  const html = source.slice(0, LIMITS.html);
  const links: ShownLink[] = [];
  const remote = new Set<string>();
  const clean = sanitizeHtml(html, {
    ...BASE,
    onOpenTag: (name, attribs) => note(name, attribs, links, remote),
    transformTags: { a: linkAsText, img: inlineImages(pictureOf) },
    exclusiveFilter: (frame) => {
      const target = frame.tag === 'a' ? frame.attribs['title'] : undefined;
      if (target !== undefined && links.length < LIMITS.links) {
        links.push({ shown: frame.text.replace(/\s+/g, ' ').trim().slice(0, 500), target });
      }
      return false;
    },
  });
  return { html: withTargets(clean), links, remoteImages: [...remote], isCut: html.length < source.length };
}

const BASE: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { '*': ATTRIBUTES, img: ['src', 'alt', 'width', 'height'] },
  allowedStyles: { '*': INLINE_STYLES },
  allowedSchemes: [],
  allowedSchemesByTag: { img: ['data'] },
  allowedSchemesAppliedToAttributes: ['src', 'href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'xmp',
    'noscript',
    'title',
    'template',
    'svg',
    'math',
    'iframe',
  ],
  nestingLimit: NESTING,
};

function linkAsText(_name: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const target = attribs['href'];
  return { tagName: 'a', attribs: target === undefined ? {} : { title: target.slice(0, 2_000) } };
}

function note(name: string, attribs: sanitizeHtml.Attributes, links: ShownLink[], remote: Set<string>): void {
  for (const address of remoteAddresses(name, attribs)) {
    if (remote.size < LIMITS.links) {
      remote.add(address.slice(0, 2_000));
    }
  }
  const target = name === 'form' ? attribs['action'] : name === 'area' ? attribs['href'] : undefined;
  if (target !== undefined && links.length < LIMITS.links) {
    links.push({
      shown: name === 'form' ? '(a form sends here)' : '(a part of a picture)',
      target: target.slice(0, 2_000),
    });
  }
}

/** A whole small page around sanitised HTML, for a frame that allows inline style and `data:` pictures only. */
export function mailPage(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>Message</title><style>${PAGE_STYLE}</style></head><body>${html}</body></html>`;
}

const PAGE_STYLE =
  'body{margin:1rem;font:14px/1.5 sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}' +
  'img{max-width:100%;height:auto}a{color:#0b57d0;text-decoration:underline;cursor:help}' +
  'table{max-width:100%}pre{white-space:pre-wrap}';
