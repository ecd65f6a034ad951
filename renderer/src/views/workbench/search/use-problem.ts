import { useEffect, useState } from 'react';
import type { QueryProblem } from '../../../../../shared/search/ast';
import { parseQuery } from '../../../../../shared/search/query';
import type { Typed } from './suggest';

/** A word that is still being written is not called wrong at once. */
const WRITTEN_MS = 900;
const SETTLED_MS = 60;

interface Problem {
  readonly problem: QueryProblem | null;
  /** For who pressed Enter: the problem is shown without waiting. */
  readonly showNow: () => void;
}

/** Why the search cannot be understood, once the hand has come to rest. */
export function useProblem({ text, caret }: Typed): Problem {
  const [shownFor, setShownFor] = useState<string | null>(null);
  const parsed = parseQuery(text);
  const problem = parsed.ok ? null : parsed.problem;
  const isBeingWritten =
    problem !== null && problem.offset < caret && caret <= problem.offset + Math.max(1, problem.word.length);
  useEffect(() => {
    const timer = window.setTimeout(() => setShownFor(text), isBeingWritten ? WRITTEN_MS : SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [text, isBeingWritten]);
  return { problem: shownFor === text ? problem : null, showNow: () => setShownFor(text) };
}
