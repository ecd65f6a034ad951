import { plainLine } from './visible-text';

/**
 * A block of text that is safe on a terminal: line feeds and tabs stay, every other character that a terminal would obey or
 * that turns the writing round is written out as its code point.
 */
export function plainBlock(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split('\t').map(plainLine).join('\t'))
    .join('\n');
}

/** Cuts a line to at most `width` characters and says so with an ellipsis. */
export function clip(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
