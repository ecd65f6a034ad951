/** Text as lines of at most so many characters, broken between words; a word that is longer by itself is broken in it. */
export function linesOf(text: string, most: number): readonly string[] {
  const room = Math.max(1, most);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && length(last) + 1 + length(word) <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    const signs = [...word];
    do {
      lines.push(signs.splice(0, room).join(''));
    } while (signs.length > 0);
  }
  return lines;
}

function length(text: string): number {
  return [...text].length;
}
