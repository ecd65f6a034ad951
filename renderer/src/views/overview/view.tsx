import type { CaseState } from '../../../../shared/contract/requests';
import { overview as words } from '../../../../shared/wording/window/overview';
import { useRequest } from '../../api/use-request';
import { EmptyState } from '../../components/empty-state';
import { PlacePage } from '../../components/place-page';
import { Problem } from '../../components/problem';
import { SearchScope } from '../../components/search-scope';
import { grouped } from '../../format/numbers';
import { desk, withQuery } from '../../state/desk';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { EmptyCase } from '../workbench/empty-case';
import { evidenceBars, ruleBars, within } from './model';
import { BarsSection, HeatSection, TimesSection } from './sections';
import './view.css';

/** The pictures of the case, or of the messages that fit the search; each bar and cell is a search of its own. */
export function OverviewView({ openCase }: { readonly openCase: CaseState }) {
  const { evidence, rules } = openCase;
  const query = useStore(desk, (state) => state.query);
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('case:overview', { query }, revision);
  const press = (terms: string): void => desk.update((state) => withQuery(state, within(state.query, terms)));
  return (
    <PlacePage
      pane="overview"
      title={words.title}
      lead={words.lead}
      beside={value !== null && <span className="muted">{words.count(grouped(value.total), grouped(value.of))}</span>}
    >
      <SearchScope ofSearch={words.ofSearch} wholeCase={words.wholeCase} />
      <Problem sentence={failure} />
      {value?.total === 0 && (value.of === 0 ? <EmptyCase /> : <EmptyState title={words.empty} />)}
      {value !== null && value.total > 0 && (
        <>
          <TimesSection times={value.times} onPress={press} />
          <BarsSection title={words.evidence} bars={evidenceBars(value, evidence)} onPress={press} />
          <BarsSection title={words.rules} bars={ruleBars(value, rules)} onPress={press} />
          <HeatSection overview={value} rules={rules} onPress={press} />
        </>
      )}
    </PlacePage>
  );
}
