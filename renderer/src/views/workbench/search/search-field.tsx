import { useId, useRef, useState } from 'react';
import { searchWords } from '../../../../../shared/wording/window/search';
import { frame } from '../../../../../shared/wording/window/workbench';
import { grouped } from '../../../format/numbers';
import { SearchProblem, WrongWord } from './search-problem';
import { SuggestionList } from './suggestion-list';
import { useSearchField } from './use-search-field';
import './search-field.css';

/** The one search field; entries of the left pane write into it, so that every filter can be seen and edited. */
export function SearchField() {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const state = useSearchField(field);
  const [scrolled, setScrolled] = useState(0);
  const { typed, problem, suggestions, isShown, active } = state;
  return (
    <search>
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault();
          state.submit();
        }}
      >
        <input
          ref={field}
          id="case-search"
          type="text"
          role="combobox"
          className="search-field"
          aria-label={frame.search}
          aria-keyshortcuts="/"
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={isShown ? `${id}-list` : undefined}
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          aria-invalid={problem !== null}
          aria-errormessage={problem === null ? undefined : `${id}-problem`}
          placeholder={frame.searchPlaceholder}
          maxLength={2000}
          spellCheck={false}
          autoComplete="off"
          enterKeyHint="search"
          value={typed.text}
          onChange={({ target }) =>
            state.type({ text: target.value, caret: target.selectionStart ?? target.value.length })
          }
          onSelect={({ currentTarget }) => state.moveCaret(currentTarget.selectionStart ?? 0)}
          onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
          onBlur={state.close}
          onKeyDown={(event) => {
            if (state.press(event.key)) {
              event.preventDefault();
            }
          }}
        />
        {problem !== null && <WrongWord text={typed.text} problem={problem} scrolled={scrolled} />}
        {typed.text !== '' && (
          <button type="button" className="search-clear" aria-label={frame.emptySearch} onClick={state.clear}>
            <span aria-hidden="true">×</span>
          </button>
        )}
        {isShown && <SuggestionList id={id} suggestions={suggestions} active={active} onTake={state.take} />}
        {problem !== null && !isShown && <SearchProblem id={`${id}-problem`} problem={problem} />}
        <p role="status" className="visually-hidden">
          {isShown ? searchWords.open(grouped(suggestions.items.length + suggestions.more)) : ''}
        </p>
      </form>
    </search>
  );
}
