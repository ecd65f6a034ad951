import { type HtmlTag, scanHtml } from '../../email/html-scan';
import { decodeHtmlText } from '../../email/html-text';
import type { ByteString, Span } from '../../email/types';
import type { HiddenBy } from './css-look';
import { ElementStack } from './element-stack';
import { isEventHandler } from './event-handlers';
import { loadedAddresses } from './loaded-addresses';

/** What markup says, with places in the decoded content. Bounded: see `LIMITS`. */
export interface HtmlReading {
  readonly links: readonly HtmlLink[];
  /** Addresses that are loaded when the message is shown. */
  readonly loads: readonly HtmlLoad[];
  readonly actives: readonly HtmlActive[];
  readonly hidden: readonly HiddenText[];
  /** The visible text, words divided by single blanks. */
  readonly text: ByteString;
  /** Comments and empty elements between two letters of a word. */
  readonly splits: readonly Span[];
}

export interface HtmlLink {
  readonly target: ByteString;
  readonly targetSpan: Span;
  /** What a reader sees of it; empty for a picture. */
  readonly shown: ByteString;
  readonly shownSpan: Span;
}

export interface HtmlLoad {
  readonly address: ByteString;
  readonly span: Span;
  /** A picture that nobody can see: one pixel or none. */
  readonly isPixel: boolean;
  readonly element: string;
}

/** Something that does more than show text. */
export interface HtmlActive {
  readonly kind: 'form' | 'password' | 'refresh' | 'base' | 'script' | 'handler' | 'frame' | 'object';
  readonly target: ByteString;
  readonly span: Span;
}

export interface HiddenText {
  readonly by: HiddenBy;
  readonly text: ByteString;
  readonly span: Span;
}

const LIMITS = {
  links: 2000,
  loads: 2000,
  actives: 100,
  hidden: 500,
  splits: 200,
  shown: 1000,
  text: 256 << 10,
} as const;

/** Reads the markup of one body. Linear, never throws. */
export function readHtml(html: ByteString): HtmlReading {
  const reader = new Reader(html);
  scanHtml(html, reader);
  return reader.finish();
}

interface OpenLink {
  readonly target: ByteString;
  readonly targetSpan: Span;
  readonly shownStart: number;
  shown: string;
}

class Reader {
  private readonly html: ByteString;
  private readonly stack = new ElementStack();
  private readonly links: HtmlLink[] = [];
  private readonly loads: HtmlLoad[] = [];
  private readonly actives: HtmlActive[] = [];
  private readonly hidden: HiddenText[] = [];
  private readonly splits: Span[] = [];
  private readonly pieces: string[] = [];
  private length = 0;
  private link: OpenLink | undefined;
  /** Where text ended last, and whether with a letter: for words that markup divides. */
  private lastLetterEnd = -1;
  private between: Span | undefined;

  constructor(html: ByteString) {
    this.html = html;
  }

  readonly text = (start: number, end: number): void => {
    const raw = this.html.slice(start, end);
    this.noteSplit(raw, start, end);
    const by = this.stack.hiddenBy;
    if (by !== undefined) {
      this.addHidden(by, raw, { start, end });
      return;
    }
    const text = decodeHtmlText(raw);
    if (this.length < LIMITS.text) {
      this.pieces.push(text);
      this.length += text.length;
    }
    if (this.link !== undefined && this.link.shown.length < LIMITS.shown) this.link.shown += text;
  };

  readonly comment = (start: number, end: number): void => {
    // What only Outlook shows stands in such a comment: no writer's trick.
    if (!this.html.startsWith('<!--[if', start) && !this.html.startsWith('<![', start)) this.divide({ start, end });
  };

  readonly raw = (name: string, start: number, end: number): void => {
    if (name !== 'style') return;
    for (const { address, at } of loadedAddresses.inStyleSheet(
      this.html.slice(start, Math.min(end, start + (64 << 10))),
    )) {
      this.addLoad({
        address,
        span: { start: start + at, end: start + at + address.length },
        isPixel: false,
        element: name,
      });
    }
  };

  readonly tag = (tag: HtmlTag): void => {
    if (tag.isClosing) {
      if (tag.name === 'a') this.closeLink(tag.start);
      this.stack.close(tag.name);
      return;
    }
    if (BREAKS.has(tag.name)) {
      this.pieces.push(' ');
      if (this.link !== undefined) this.link.shown += ' ';
      this.lastLetterEnd = -1;
    } else if (tag.attributes.length === 0) this.divide({ start: tag.start, end: tag.end });
    this.stack.open(tag);
    this.look(tag);
  };

  finish(): HtmlReading {
    this.closeLink(this.html.length);
    const { links, loads, actives, hidden, splits } = this;
    return { links, loads, actives, hidden, splits, text: this.pieces.join('').replace(/\s+/g, ' ').trim() };
  }

  private look(tag: HtmlTag): void {
    const { name } = tag;
    if (name === 'a' || name === 'area') this.openLink(tag);
    for (const load of loadedAddresses.inTag(tag)) this.addLoad(load);
    const active = activeOf(tag);
    if (active !== undefined && this.actives.length < LIMITS.actives) this.actives.push(active);
  }

  private openLink(tag: HtmlTag): void {
    const href = tag.attributes.find((attribute) => attribute.name === 'href');
    this.closeLink(tag.start);
    if (href === undefined) return;
    this.link = {
      target: href.value,
      targetSpan: { start: href.start, end: href.end },
      shownStart: tag.end,
      shown: '',
    };
    if (tag.name === 'area') this.closeLink(tag.end);
  }

  private closeLink(end: number): void {
    const { link } = this;
    this.link = undefined;
    if (link === undefined || this.links.length >= LIMITS.links) return;
    const { target, targetSpan, shown, shownStart } = link;
    this.links.push({
      target,
      targetSpan,
      shown: shown.replace(/\s+/g, ' ').trim(),
      shownSpan: { start: shownStart, end: Math.max(shownStart, end) },
    });
  }

  private addLoad(load: HtmlLoad): void {
    if (this.loads.length < LIMITS.loads) this.loads.push(load);
  }

  private addHidden(by: HiddenBy, raw: ByteString, span: Span): void {
    const text = decodeHtmlText(raw.slice(0, 4000)).replace(/\s+/g, ' ').trim();
    // Padding of signs without a shape keeps a mail program from showing more than the preview line.
    if (this.hidden.length < LIMITS.hidden && /[A-Za-z0-9]{2}/.test(text)) this.hidden.push({ by, text, span });
  }

  /** Markup that a reader does not see, right behind a letter: if a letter follows, it divides a word. */
  private divide(span: Span): void {
    if (this.lastLetterEnd === span.start) {
      this.between = { start: this.between?.start ?? span.start, end: span.end };
      this.lastLetterEnd = span.end;
    }
  }

  private noteSplit(raw: ByteString, start: number, end: number): void {
    const { between } = this;
    if (between !== undefined && between.end === start && isLetter(raw[0]) && this.splits.length < LIMITS.splits) {
      this.splits.push(between);
    }
    this.between = undefined;
    this.lastLetterEnd = isLetter(raw[raw.length - 1]) ? end : -1;
  }
}

function isLetter(unit: string | undefined): boolean {
  return unit !== undefined && /^[a-z]$/i.test(unit);
}

/** Elements that begin a new line or cell: what stands before and behind them is not one word. */
const BREAKS: ReadonlySet<string> = new Set(
  'address article blockquote body br center dd div dl dt fieldset form h1 h2 h3 h4 h5 h6 head header footer hr html img input li ol option p pre section select table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
);

function activeOf({ name, attributes, start, end }: HtmlTag): HtmlActive | undefined {
  const value = (key: string): string => attributes.find((attribute) => attribute.name === key)?.value ?? '';
  const span = { start, end };
  switch (name) {
    case 'form':
      return { kind: 'form', target: value('action'), span };
    case 'input':
      return value('type').toLowerCase() === 'password' ? { kind: 'password', target: '', span } : undefined;
    case 'meta':
      return /^\s*refresh\s*$/i.test(value('http-equiv')) && /url\s*=/i.test(value('content').slice(0, 4000))
        ? {
            kind: 'refresh',
            target: value('content')
              .slice(0, 4000)
              .replace(/^[^=]{0,200}=\s*/, ''),
            span,
          }
        : undefined;
    case 'base':
      return value('href') === '' ? undefined : { kind: 'base', target: value('href'), span };
    case 'script':
      return { kind: 'script', target: value('src'), span };
    case 'iframe':
    case 'frame':
      return { kind: 'frame', target: value('src'), span };
    case 'object':
    case 'embed':
    case 'applet':
      return { kind: 'object', target: value('data') || value('src'), span };
    default:
      return attributes.some((attribute) => isEventHandler(attribute.name))
        ? { kind: 'handler', target: '', span }
        : undefined;
  }
}
