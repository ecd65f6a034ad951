import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { QueryProblem } from '../../../../../shared/search/ast';
import { parseQuery } from '../../../../../shared/search/query';
import { focusPaneNamed } from '../../../commands/panes';
import { stepByArrow } from '../../../components/step-keys';
import { desk, withQuery } from '../../../state/desk';
import { useStore } from '../../../state/store';
import { isFieldName, type Suggestion, type Suggestions, type Typed, withSuggestion, wordAt } from './suggest';
import { useProblem } from './use-problem';
import { useSuggestions } from './use-suggestions';

/** What begins the name of a field will rather become one: the list is not emptied by `rul` on the way to `rule:`. */
const NAME_SETTLES_MS = 700;

export interface SearchFieldState {
  readonly typed: Typed;
  readonly problem: QueryProblem | null;
  readonly suggestions: Suggestions;
  /** Whether the suggestions stand open. */
  readonly isShown: boolean;
  /** The suggestion that arrow keys have reached; -1 for none. */
  readonly active: number;
  readonly type: (next: Typed) => void;
  readonly moveCaret: (caret: number) => void;
  readonly take: (suggestion: Suggestion) => void;
  readonly submit: () => void;
  readonly clear: () => void;
  readonly close: () => void;
  /** What a key does; true where it was for the field and nothing else may happen. */
  readonly press: (key: string) => boolean;
}

/** What is typed into the search field, and what follows from it. */
export function useSearchField(field: RefObject<HTMLInputElement | null>): SearchFieldState {
  const query = useStore(desk, (state) => state.query);
  const [typed, setTyped] = useState<Typed>({ text: query, caret: query.length });
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const timer = useRef(0);
  const suggestions = useSuggestions(typed);
  const { problem, showNow } = useProblem(typed);
  const placeCaret = useCaret(field);
  const { items } = suggestions;
  const isShown = isOpen && items.length > 0;

  useEffect(() => setTyped((now) => (now.text === query ? now : { text: query, caret: query.length })), [query]);

  const type = (next: Typed): void => {
    setTyped(next);
    setActive(-1);
    setOpen(wordAt(next.text, next.caret) !== undefined);
    window.clearTimeout(timer.current);
    if (isFieldName(next)) {
      timer.current = window.setTimeout(() => commit(next.text), NAME_SETTLES_MS);
    } else {
      commit(next.text);
    }
  };
  const take = (suggestion: Suggestion): void => {
    const next = withSuggestion(typed.text, suggestions, suggestion);
    placeCaret(next.caret);
    type(next);
    setOpen(suggestion.goesOn);
  };
  const submit = (): void => {
    window.clearTimeout(timer.current);
    setOpen(false);
    const parsed = parseQuery(typed.text);
    if (parsed.ok) {
      commit(typed.text);
      focusPaneNamed('list');
    } else {
      const { offset, word } = parsed.problem;
      showNow();
      field.current?.setSelectionRange(offset, offset + word.length);
    }
  };
  const clear = (): void => {
    window.clearTimeout(timer.current);
    setTyped({ text: '', caret: 0 });
    setOpen(false);
    commit('');
  };
  const pressClosed = (key: string): boolean => {
    if (key === 'Escape') {
      clear();
      focusPaneNamed('list');
      return true;
    }
    const opens = key === 'ArrowDown' && items.length > 0;
    setOpen(opens);
    return opens;
  };
  const press = (key: string): boolean => {
    if (!isShown) {
      return pressClosed(key);
    }
    const chosen = items[active];
    if ((key === 'Enter' || key === 'Tab') && chosen !== undefined) {
      take(chosen);
      return true;
    }
    if (key === 'Escape') {
      setOpen(false);
      return true;
    }
    const next = stepByArrow(key, active, items.length);
    setActive(next ?? active);
    return next !== undefined;
  };
  const moveCaret = (caret: number): void => setTyped((now) => (now.caret === caret ? now : { ...now, caret }));
  const close = (): void => setOpen(false);
  return { typed, problem, suggestions, isShown, active, type, moveCaret, take, submit, clear, close, press };
}

/** A search that cannot be understood changes nothing: the list goes on showing the last one that could. */
function commit(text: string): void {
  if (parseQuery(text).ok) {
    desk.update((state) => (state.query === text ? state : withQuery(state, text)));
  }
}

/** Gives the way to say where the caret goes once a new text is in the field. */
function useCaret(field: RefObject<HTMLInputElement | null>): (caret: number) => void {
  const after = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (after.current !== null) {
      field.current?.setSelectionRange(after.current, after.current);
      after.current = null;
    }
  });
  return (caret) => {
    after.current = caret;
  };
}
