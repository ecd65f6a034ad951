/** The page in points (1/72 inch): US Letter, since its readers are agencies and courts in the United States. */
export const page = {
  size: [612, 792],
  left: 84,
  right: 552,
  top: 86,
  bottom: 716,
  headLine: 50,
  footLine: 742,
} as const;

export const textWidth = page.right - page.left;
/** Where the marks of observations stand, left of the text. */
export const gutterLeft = 56;

/** Where the bytes of a header begin, right of the line numbers. */
export const bytesLeft = page.left + 26;

/** Size and leading of a kind of text. */
export interface Measure {
  readonly size: number;
  readonly leading: number;
}

export const measures = {
  body: { size: 10, leading: 14.6 },
  small: { size: 9, leading: 12.6 },
  mono: { size: 7.9, leading: 11.6 },
} as const satisfies Readonly<Record<string, Measure>>;
