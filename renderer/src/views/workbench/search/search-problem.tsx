import type { QueryProblem } from '../../../../../shared/search/ast';
import { searchWords } from '../../../../../shared/wording/window/search';

interface WrongWordProps {
  readonly text: string;
  readonly problem: QueryProblem;
  /** How far the field's text is scrolled to the left, in pixels. */
  readonly scrolled: number;
}

/** The same text over the field, unseen but for the line under the word that is not understood. */
export function WrongWord({ text, problem, scrolled }: WrongWordProps) {
  const end = problem.offset + problem.word.length;
  return (
    <div className="search-wrong" aria-hidden="true">
      <span style={{ marginInlineStart: -scrolled }}>{text.slice(0, problem.offset)}</span>
      <span className="search-wrong-word">{text.slice(problem.offset, end)}</span>
      {text.slice(end)}
    </div>
  );
}

/** What is wrong, in one sentence, under the field. */
export function SearchProblem({ id, problem }: { readonly id: string; readonly problem: QueryProblem }) {
  return (
    <p id={id} role="alert" className="search-problem">
      {problem.sentence} <span className="muted">{searchWords.unchanged}</span>
    </p>
  );
}
