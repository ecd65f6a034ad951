import { desk } from '../state/desk';
import { useStore } from '../state/store';
import { Button } from './button';
import './search-scope.css';

interface SearchScopeProps {
  readonly ofSearch: (query: string) => string;
  readonly wholeCase: string;
}

/** Says that only the messages of the search are meant, and the way to all of them; nothing where no search is on. */
export function SearchScope({ ofSearch, wholeCase }: SearchScopeProps) {
  const query = useStore(desk, (state) => state.query);
  if (query === '') {
    return null;
  }
  return (
    <p className="search-scope">
      <span className="search-scope-words">{ofSearch(query)}</span>
      <Button kind="link" onPress={() => desk.update((state) => ({ ...state, query: '' }))}>
        {wholeCase}
      </Button>
    </p>
  );
}
