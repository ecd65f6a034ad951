import type { CaseState } from '../../../../shared/contract/requests';
import { relations as sentences } from '../../../../shared/wording/relations';
import { relationsPage as words } from '../../../../shared/wording/window/relations';
import { useRequest } from '../../api/use-request';
import { EmptyState } from '../../components/empty-state';
import { PlacePage } from '../../components/place-page';
import { Problem } from '../../components/problem';
import { isReading, jobs } from '../../state/jobs';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { EmptyCase } from '../workbench/empty-case';
import { KindSection } from './kind-section';
import './view.css';

/** How messages of the case are related, kind by kind; asked for once no evidence is being read. */
export function RelationsView({ openCase }: { readonly openCase: CaseState }) {
  const busy = useStore(jobs, isReading);
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('case:relation-kinds', busy ? null : {}, revision);
  return (
    <PlacePage pane="relations" title={words.title} lead={words.lead}>
      <Problem sentence={failure} />
      {value === null && failure === null && <p className="muted">{busy ? words.waiting : words.looking}</p>}
      {value !== null && value.reading > 0 && <p className="muted">{sentences.stillReading(value.reading)}</p>}
      {value?.kinds.length === 0 && (openCase.info.messages === 0 ? <EmptyCase /> : <EmptyState title={words.none} />)}
      {value?.kinds.map((kind) => (
        <KindSection key={kind.kind} kind={kind} revision={revision} />
      ))}
    </PlacePage>
  );
}
