import { clocksPage as words } from '../../../../shared/wording/window/clocks';
import { searchClocks } from '../../actions/lookup-actions';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { PlacePage } from '../../components/place-page';
import { Problem } from '../../components/problem';
import { SearchScope } from '../../components/search-scope';
import { desk } from '../../state/desk';
import { isReading, jobs, lastOf } from '../../state/jobs';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import '../voters/view.css';
import { JobLine } from '../workbench/jobs-panel';
import { FoundClocks } from './found-clocks';

/** Looks for clocks of unknown form in the headers of the case, or of the search, and shows what was found last. */
export function ClocksView() {
  const query = useStore(desk, (state) => state.query);
  const busy = useStore(jobs, isReading);
  const last = useStore(jobs, (all) => lastOf(all, 'clocks'));
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('clocks:result', {}, revision);
  const isRunning = last?.end === null;
  return (
    <PlacePage pane="clocks" title={words.title} lead={words.lead}>
      <SearchScope ofSearch={words.ofSearch} wholeCase={words.wholeCase} />
      <div className="lookup-acts">
        <Button kind="primary" disabled={isRunning || busy} onPress={() => void searchClocks(query)}>
          {query === '' ? words.search : words.searchWithin}
        </Button>
      </div>
      {busy && <p className="muted">{words.waiting}</p>}
      {isRunning && <JobLine job={last} />}
      <Problem sentence={last?.end?.outcome === 'failed' ? last.end.sentence : null} />
      <Problem sentence={failure} />
      {value?.search != null && <FoundClocks search={value.search} />}
    </PlacePage>
  );
}
