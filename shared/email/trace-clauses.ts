import type { TraceWord } from './trace-words';

/** The clauses of a trace field by keyword (RFC 5321 section 4.4): `from`, `by`, `via`, `with`, `id`, `for`. */
export type ClauseName = 'start' | 'from' | 'by' | 'via' | 'with' | 'id' | 'for';

export type Clauses = Readonly<Record<ClauseName, readonly TraceWord[]>>;

const keywords: readonly string[] = ['from', 'by', 'via', 'with', 'id', 'for'] satisfies readonly ClauseName[];
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

/** Mail essentials writes `id:`. */
function keywordOf(word: TraceWord): ClauseName | undefined {
  if (word.text.length > longestKeyword) return undefined;
  const key = word.text.toLowerCase().replace(/^id:$/, 'id');
  return keywords.includes(key) ? (key as ClauseName) : undefined;
}
