import type { HtmlTag } from '../../email/html-scan';
import {
  backgroundOf,
  type Colour,
  type HiddenBy,
  hiddenBy,
  isSameColour,
  pixelsOf,
  readColour,
  readDeclarations,
} from './css-look';

/** Elements without content: they are never open. */
const VOID: ReadonlySet<string> = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);

/** Elements that end another of their own kind when they begin. */
const ENDS_ITS_KIND: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th', 'tr', 'option', 'dd', 'dt']);

interface Look {
  readonly name: string;
  readonly by: HiddenBy | undefined;
  readonly isTiny: boolean;
  readonly colour: Colour | undefined;
  readonly background: Colour | 'picture' | undefined;
}

const MAX_DEPTH = 200;
const WHITE: Colour = [255, 255, 255];
const ROOT: Look = { name: '', by: undefined, isTiny: false, colour: undefined, background: undefined };

/** The open elements and how text inside of them looks. A close tag without an open one is passed over. */
export class ElementStack {
  private readonly looks: Look[] = [ROOT];

  /** Why text that stands here is not seen; undefined where it is. */
  get hiddenBy(): HiddenBy | undefined {
    const { by, isTiny, colour, background } = this.top;
    if (by !== undefined) return by;
    if (isTiny) return 'font-size';
    const isUnseen = colour !== undefined && background !== 'picture' && isSameColour(colour, background ?? WHITE);
    return isUnseen ? 'colour' : undefined;
  }

  open(tag: HtmlTag): void {
    const { name } = tag;
    if (VOID.has(name)) {
      return;
    }
    if (ENDS_ITS_KIND.has(name) && this.top.name === name) {
      this.looks.pop();
    }
    if (this.looks.length < MAX_DEPTH) {
      this.looks.push(lookOf(tag, this.top));
    }
  }

  close(name: string): void {
    for (let depth = this.looks.length - 1; depth > 0; depth -= 1) {
      if (this.looks[depth]?.name === name) {
        this.looks.length = depth;
        return;
      }
    }
  }

  private get top(): Look {
    return this.looks[this.looks.length - 1] ?? ROOT;
  }
}

function lookOf({ name, attributes }: HtmlTag, parent: Look): Look {
  const value = (key: string): string | undefined => attributes.find((attribute) => attribute.name === key)?.value;
  const style = value('style');
  if (attributes.length === 0) {
    return parent.name === name ? parent : { ...parent, name };
  }
  const css = readDeclarations(style ?? '');
  const size = pixelsOf(css.get('font-size'));
  const isHidden = attributes.some((attribute) => attribute.name === 'hidden');
  const colour = readColour(css.get('color') ?? (name === 'font' ? value('color') : value('text')));
  const picture = value('background') === undefined ? undefined : 'picture';
  return {
    name,
    by: parent.by ?? hiddenBy(css) ?? (isHidden ? 'attribute' : undefined),
    isTiny: size === undefined ? parent.isTiny : size <= 1,
    colour: colour ?? parent.colour,
    background: picture ?? backgroundOf(css) ?? readColour(value('bgcolor')) ?? parent.background,
  };
}
