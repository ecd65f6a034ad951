/** What is said of a part's content beside what it declares. */

/** `kind`: words of `KIND_WORDS`. */
export const kindBesideNameSentence = (kind: string): string => `It begins like ${kind}, which its name does not say.`;
export const kindBesideTypeSentence = (kind: string): string =>
  `It begins like ${kind}, which its declared type does not say.`;
