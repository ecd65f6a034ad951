import { useState } from 'react';
import type { CaseState } from '../../../../shared/contract/requests';
import { status } from '../../../../shared/wording/window/workbench';
import { Button } from '../../components/button';
import { grouped, shortHash } from '../../format/numbers';
import { asWritten, clockWritten } from '../../format/time';
import { jobs, running } from '../../state/jobs';
import { useStore } from '../../state/store';
import { JobLine, JobsPanel } from './jobs-panel';
import './status-line.css';

/** Always at the foot: the journal on the left, running work on the right. */
export function StatusLine({ openCase }: { readonly openCase: CaseState | null }) {
  const all = useStore(jobs, (state) => state);
  const [panel, setPanel] = useState(false);
  const now = running(all);
  const [first] = now;
  return (
    <section className="status-line" aria-label={status.label}>
      <div className="status-left">{openCase !== null && <JournalState openCase={openCase} />}</div>
      <div className="status-right">
        {first !== undefined && <JobLine job={first} />}
        <Button kind="quiet" className="status-jobs" pressed={panel} onPress={() => setPanel(!panel)}>
          {status.jobs}
          {now.length > 1 && ` ${now.length}`}
        </Button>
      </div>
      {panel && <JobsPanel jobs={all} />}
      <p className="visually-hidden" role="status">
        {first?.progress == null ? '' : `${status.kinds[first.kind]}: ${first.progress.stage}`}
      </p>
    </section>
  );
}

function JournalState({ openCase }: { readonly openCase: CaseState }) {
  const { info, lastEntry } = openCase;
  if (info.custodyHead === null) {
    return <span>{status.journalEmpty}</span>;
  }
  return (
    <>
      <span className="status-seal" aria-hidden="true" />
      <span title={info.custodyHead}>{status.journal(grouped(info.custodyEntries), shortHash(info.custodyHead))}</span>
      {lastEntry !== null && (
        <span className="status-last" title={`${asWritten(lastEntry.time)} ${lastEntry.sentence}`}>
          {status.lastAct(clockWritten(lastEntry.time), lastEntry.sentence)}
        </span>
      )}
    </>
  );
}
