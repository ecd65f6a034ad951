import { useEffect, useRef } from 'react';
import { searchWords } from '../../../../../shared/wording/window/search';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import type { Suggestion, Suggestions } from './suggest';

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: Suggestions;
  readonly active: number;
  readonly onTake: (suggestion: Suggestion) => void;
}

/** The list under the search field; the focus stays in the field, which names the active line. */
export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="suggestions">
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={searchWords.suggestions} className="suggestion-list">
        {suggestions.items.map((suggestion, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the search field's
          <div
            key={suggestion.word}
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === active}
            className="suggestion"
            // Pressed before the field loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion)}
          >
            {suggestion.severity !== undefined && <SeverityMark severity={suggestion.severity} decorative />}
            <span className="suggestion-label">
              <MailText text={suggestion.label} />
            </span>
            <span className="suggestion-hint">
              <MailText text={suggestion.hint} />
            </span>
            {suggestion.messages !== undefined && (
              <span className="suggestion-count">
                <span aria-hidden="true">{grouped(suggestion.messages)}</span>
                <span className="visually-hidden">{searchWords.messages(grouped(suggestion.messages))}</span>
              </span>
            )}
          </div>
        ))}
      </div>
      {suggestions.more > 0 && <p className="suggestions-more">{searchWords.more(grouped(suggestions.more))}</p>}
    </div>
  );
}
