/** Figures that are saved as files. */
export const figureWords = {
  /** The thing, in the sentence of a failed disk. */
  what: 'the figure',
  notPlain: 'What was to be saved is no plain drawing. Nothing was saved. Open the message again and try once more.',
  targetExists: (file: string) =>
    `Something named "${file}" is there already. It was left as it is. Choose another name.`,
} as const;
