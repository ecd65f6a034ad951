/**
 * A figure as a file that prints sharp anywhere: looks written into each element, light colours, no reference to anything.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** What decides how an element of a figure looks. */
const LOOKS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const COLOURS: ReadonlySet<string> = new Set(['fill', 'stroke']);
/** Attributes that say where something is; all others belong to the window. */
const PLACES: ReadonlySet<string> = new Set([
  ...['viewBox', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'points', 'd'],
]);

/** Writes a figure of the window as an SVG file with a title. */
export function svgText(figure: SVGSVGElement, title: string): string {
  const stage = document.createElement('div');
  // Evidence is printed dark on light, whatever the theme of the window.
  stage.style.colorScheme = 'light';
  stage.style.position = 'absolute';
  stage.style.insetInlineStart = '-9999px';
  stage.style.inlineSize = `${figure.viewBox.baseVal.width}px`;
  const copy = figure.cloneNode(true);
  stage.append(copy);
  document.body.append(stage);
  try {
    return copy instanceof SVGSVGElement ? fileOf(copy, title) : '';
  } finally {
    stage.remove();
  }
}

function fileOf(figure: SVGSVGElement, title: string): string {
  const file = document.createElementNS(SVG, 'svg');
  const { width, height } = figure.viewBox.baseVal;
  file.setAttribute('width', String(width));
  file.setAttribute('height', String(height));
  const name = document.createElementNS(SVG, 'title');
  name.textContent = title;
  file.append(name);
  copyLooks(figure, file);
  for (const child of figure.children) {
    copyInto(child, file);
  }
  return `${new XMLSerializer().serializeToString(file)}\n`;
}

function copyInto(from: Element, to: Element): void {
  const made = document.createElementNS(SVG, from.localName);
  copyLooks(from, made);
  if (from.children.length === 0 && from.textContent !== '') {
    made.textContent = from.textContent;
  }
  to.append(made);
  for (const child of from.children) {
    copyInto(child, made);
  }
}

function copyLooks(from: Element, to: Element): void {
  for (const { name, value } of from.attributes) {
    if (PLACES.has(name)) {
      to.setAttribute(name, value);
    }
  }
  const computed = getComputedStyle(from);
  for (const look of LOOKS) {
    const value = computed.getPropertyValue(look);
    const written = COLOURS.has(look) ? plainColour(value) : value;
    if (written !== '') {
      to.setAttribute(look, written);
    }
  }
}

/** As every program reads it: the window's colours are written in ways that few know. */
function plainColour(colour: string): string {
  if (colour === 'none' || colour === '') {
    return colour;
  }
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) {
    return colour;
  }
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
  return alpha === 0 ? 'none' : `#${hex}`;
}
