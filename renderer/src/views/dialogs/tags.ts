/** Tags from a line with commas: trimmed, none empty, none twice, in the order typed. */
export function readTags(line: string): readonly string[] {
  return [
    ...new Set(
      line
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ];
}
