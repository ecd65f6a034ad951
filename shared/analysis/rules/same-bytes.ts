/**
 * Ends an explanation with the title of another rule that can speak of the same bytes, so that one thing is not taken for
 * two. `test/unit/analysis/rules/same-bytes.test.ts` holds that the title is that of a rule.
 */
export function sameBytesAs(title: string): string {
  return ` Where “${title}” is reported of the same bytes, the two count as one.`;
}
