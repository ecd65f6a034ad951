import type { TraceWord } from './trace-words';

/** The clauses of a trace field by keyword (RFC 5321 section 4.4): `from`, `by`, `via`, `with`, `id`, `for`. */
export type ClauseName = 'start' | 'from' | 'by' | 'via' | 'with' | 'id' | 'for';

export type Clauses = Readonly<Record<ClauseName, readonly TraceWord[]>>;

/** Mail essentials writes `id:`. */
const keywords: ReadonlyMap<string, ClauseName> = new Map([
  ['from', 'from'],
  ['by', 'by'],
  ['via', 'via'],
  ['with', 'with'],
  ['id', 'id'],
  ['id:', 'id'],
  ['for', 'for'],
]);
const longestKeyword = 4;

/**
 * Sorts words into clauses.
 *
 * A keyword counts once, and a word right after a keyword is its value, whatever it says: a sending host chooses its
 * HELO name, and `by` is a name that it can choose. `start` is what stands before the first keyword.
 */
export function sortClauses(words: readonly TraceWord[]): Clauses {
  const clauses: Record<ClauseName, TraceWord[]> = { start: [], from: [], by: [], via: [], with: [], id: [], for: [] };
  const seen = new Set<string>();
  let current: ClauseName = 'start';
  for (const [index, item] of words.entries()) {
    const keyword = item.kind === 'word' ? keywordOf(item) : undefined;
    const mayBeValue = current !== 'start' && clauses[current].length === 0;
    if (keyword !== undefined && !seen.has(keyword) && !(mayBeValue && !isEmptyClause(words, index))) {
      seen.add(keyword);
      current = keyword;
    } else {
      clauses[current].push(item);
    }
  }
  return clauses;
}

/** Whether the clause before this keyword has no value at all, as in `from by mx.example.com`. */
function isEmptyClause(words: readonly TraceWord[], index: number): boolean {
  const key = words[index]?.text.toLowerCase();
  return !words.slice(index + 1, index + 12).some((other) => other.kind === 'word' && other.text.toLowerCase() === key);
}

function keywordOf({ text }: TraceWord): ClauseName | undefined {
  return text.length > longestKeyword ? undefined : keywords.get(text.toLowerCase());
}
