/** At most so many characters, the last one an ellipsis where something is left out; for text that cannot clip itself. */
export function clipped(text: string, most: number): string {
  const signs = [...text.slice(0, most * 2 + 2)];
  return signs.length <= most ? text : `${signs.slice(0, Math.max(0, most - 1)).join('')}…`;
}
