/** Builds terms of the search language; reading it is the engine's work. */

export type TermField = 'rule' | 'relation' | 'evidence' | 'tag' | 'is' | 'severity' | 'has';

/** `tag:"two words"`: quoted where blanks, quotes or parentheses would end the word. */
export function term(field: TermField, value: string): string {
  return `${field}:${quotedValue(value)}`;
}

/** A value as it can stand after a field's colon. */
export function quotedValue(value: string): string {
  return /^[^\s"()]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`;
}

/** The words of a query, quoted ones whole. */
export function termsOf(query: string): readonly string[] {
  return query.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}

export function hasTerm(query: string, wanted: string): boolean {
  return termsOf(query).includes(wanted);
}

/** A click on an entry: the search becomes the entry alone, or everything again where it was that already. */
export function toggledAlone(query: string, wanted: string): string {
  return query.trim() === wanted ? '' : wanted;
}

/** Ctrl+click: the entry joins the search or leaves it. */
export function toggledWithin(query: string, wanted: string): string {
  const terms = termsOf(query);
  return (terms.includes(wanted) ? terms.filter((word) => word !== wanted) : [...terms, wanted]).join(' ');
}
