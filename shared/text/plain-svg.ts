/** The elements and attributes that figures of Chainmail are made of: nothing that runs, loads or leads anywhere. */
const ELEMENTS: ReadonlySet<string> = new Set([
  ...['svg', 'title', 'g', 'line', 'rect', 'circle', 'polygon', 'polyline', 'path', 'text', 'tspan'],
]);
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['xmlns', 'width', 'height', 'viewBox', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'points', 'd'],
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor'],
]);

const TAG = /<(\/?)([a-z]+)((?:\s+[A-Za-z0-9-]+="[^"<>]*")*)\s*(\/?)>/g;
const ATTRIBUTE = /([A-Za-z0-9-]+)="([^"]*)"/g;

/** Whether a text is such a figure, whole; linear in its length. */
export function isPlainSvg(text: string): boolean {
  if (!text.startsWith('<svg ')) return false;
  let isPlain = true;
  const rest = text.replace(TAG, (_, _close: string, name: string, attributes: string) => {
    isPlain &&= ELEMENTS.has(name);
    for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      isPlain &&= ATTRIBUTES.has(key) && !/url\(|javascript:/i.test(value);
    }
    return '';
  });
  return isPlain && !rest.includes('<');
}
