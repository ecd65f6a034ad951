import type { CaseState } from '../../../../shared/contract/requests';
import { votersPage as words } from '../../../../shared/wording/window/voters';
import { chooseVoterFiles, compareVoterFiles, takeSampleVoterFiles } from '../../actions/lookup-actions';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { PlacePage } from '../../components/place-page';
import { Problem } from '../../components/problem';
import { SearchScope } from '../../components/search-scope';
import { desk } from '../../state/desk';
import { isReading, jobs, lastOf } from '../../state/jobs';
import { lookups, readableFiles } from '../../state/lookups';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { JobLine } from '../workbench/jobs-panel';
import { ChosenFiles } from './chosen-files';
import { ComparisonResult } from './comparison-result';
import './view.css';

/** Compares the messages of the case, or of the search, with voter files, and shows what was found last. */
export function VotersView({ openCase }: { readonly openCase: CaseState }) {
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('voters:result', {}, revision);
  const comparison = value?.comparison ?? null;
  return (
    <PlacePage pane="voters" title={words.title} lead={words.lead}>
      <Beginning openCase={openCase} />
      <Problem sentence={failure} />
      {comparison !== null && <ComparisonResult key={comparison.entry} comparison={comparison} revision={revision} />}
    </PlacePage>
  );
}

/** The files, and the way to begin; while a comparison runs, how far it is. */
function Beginning({ openCase }: { readonly openCase: CaseState }) {
  const state = useStore(lookups, (all) => all);
  const query = useStore(desk, (all) => all.query);
  const busy = useStore(jobs, isReading);
  const last = useStore(jobs, (all) => lastOf(all, 'voters'));
  const isRunning = last?.end === null;
  const count = readableFiles(state).length;
  const why = whyNot(openCase, busy);
  const start = query === '' ? words.compareAll : words.compareSearch;
  return (
    <section className="place-section" aria-label={words.files}>
      <h3 className="place-name">{words.files}</h3>
      <ChosenFiles files={state.files} />
      {state.isLooking && <p className="muted">{words.looking}</p>}
      <SearchScope ofSearch={words.ofSearch} wholeCase={words.wholeCase} />
      <div className="lookup-acts">
        <Button onPress={() => void chooseVoterFiles()}>{words.choose}</Button>
        {openCase.isSample && count === 0 && (
          <Button onPress={() => void takeSampleVoterFiles()}>{words.sample}</Button>
        )}
        {count > 0 && (
          <Button kind="primary" disabled={isRunning || why !== null} onPress={() => void compareVoterFiles(query)}>
            {start(words.countFiles(count))}
          </Button>
        )}
      </div>
      {why !== null && <p className="muted">{why}</p>}
      {isRunning && <JobLine job={last} />}
      <Problem sentence={last?.end?.outcome === 'failed' ? last.end.sentence : null} />
    </section>
  );
}

function whyNot({ readOnly }: CaseState, busy: boolean): string | null {
  if (readOnly !== null) {
    return words.readOnly;
  }
  return busy ? words.waiting : null;
}
