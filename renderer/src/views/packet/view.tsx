import { useEffect, useState } from 'react';
import { stopsExport, type WordingHit } from '../../../../shared/briefing/lint';
import type { Exhibit } from '../../../../shared/contract/model';
import type { AppState, CaseState } from '../../../../shared/contract/requests';
import { briefing as words } from '../../../../shared/wording/window/briefing';
import { handover } from '../../../../shared/wording/window/handover';
import { redact } from '../../../../shared/wording/window/redact';
import { buildPacket, goTo } from '../../actions/packet-actions';
import { type Chosen, choose } from '../../api/desktop';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Group } from '../../components/group';
import { Problem } from '../../components/problem';
import { grouped } from '../../format/numbers';
import { desk, withOpen } from '../../state/desk';
import { openDialog } from '../../state/dialogs';
import { forCase, reportDesk } from '../../state/drafts';
import { jobs, running } from '../../state/jobs';
import { useStore } from '../../state/store';
import { useSubmit } from '../dialogs/use-submit';
import { BriefingEditor } from './briefing/briefing-editor';
import { BriefingList } from './briefing/briefing-list';
import { WordingHits } from './briefing/wording-hits';
import { isBlocked, type Readiness, readiness } from './model';
import '../custody/view.css';
import './view.css';

interface PacketViewProps {
  readonly app: AppState;
  readonly openCase: CaseState;
}

/** What will leave, what has to be right before it does, and the act itself. */
export function PacketView({ app, openCase }: PacketViewProps) {
  const [wantsRedaction, setRedacted] = useState(false);
  const isRedacted = wantsRedaction && openCase.redaction.length > 0;
  const checks = readiness(app, openCase);
  const recorded = useRequest('briefing:show', {}, openCase.info.custodyEntries).value;
  const section = useStore(reportDesk, (state) => (state.caseId === openCase.info.id ? state.open : null));
  useEffect(() => reportDesk.update((state) => forCase(state, openCase.info.id)), [openCase.info.id]);
  if (recorded !== null && section !== null) {
    return (
      <section className="pane place" aria-label={handover.title} data-pane="packet" tabIndex={-1}>
        <div className="place-page packet-writing">
          <BriefingEditor section={section} recorded={recorded.briefing} />
        </div>
      </section>
    );
  }
  return (
    <section className="pane place" aria-label={handover.title} data-pane="packet" tabIndex={-1}>
      <div className="place-page packet-page">
        <h2 className="place-title">{handover.title}</h2>
        <p className="muted place-lead">{handover.lead}</p>
        <div className="packet-columns">
          <Checks checks={checks} />
          <Contents isRedacted={isRedacted} />
        </div>
        {recorded !== null && <BriefingList recorded={recorded} />}
        <BuildForm
          blocked={isBlocked(checks)}
          hits={recorded?.hits ?? []}
          persons={openCase.redaction.length}
          isRedacted={isRedacted}
          onRedact={setRedacted}
        />
        {openCase.exhibits.length > 0 && (
          <section aria-label={handover.exhibitTable}>
            <h3 className="place-name">{handover.exhibitTable}</h3>
            <DataTable
              label={handover.exhibitTable}
              columns={columns}
              rows={openCase.exhibits}
              keyOf={(exhibit) => exhibit.ref}
            />
          </section>
        )}
      </div>
    </section>
  );
}

function Checks({ checks }: { readonly checks: readonly Readiness[] }) {
  return (
    <section aria-label={handover.checks}>
      <h3 className="place-name">{handover.checks}</h3>
      <ul className="packet-list">
        {checks.map((check) => (
          <li key={check.name} className={check.ok ? 'ready' : check.blocks ? 'ready-missing' : 'ready-open'}>
            <span className="ready-mark">{check.ok ? '✓' : check.blocks ? '✕' : '○'}</span>
            <span className="visually-hidden">{check.ok ? handover.ok : handover.missing}</span>
            <span>{check.name}</span>
          </li>
        ))}
      </ul>
      {isBlocked(checks) && (
        <Button kind="link" onPress={() => goTo('messages')}>
          {handover.toMessages}
        </Button>
      )}
    </section>
  );
}

function Contents({ isRedacted }: { readonly isRedacted: boolean }) {
  const { originals, ...others } = handover.includes;
  const parts = [isRedacted ? redact.copies : originals, ...Object.values(others), ...(isRedacted ? [redact.log] : [])];
  return (
    <section aria-label={handover.contents}>
      <h3 className="place-name">{handover.contents}</h3>
      <ul className="packet-list">
        {parts.map((part) => (
          <li key={part}>
            <span className="ready-mark" aria-hidden="true">
              ·
            </span>
            {part}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BuildFormProps {
  readonly blocked: boolean;
  readonly hits: readonly WordingHit[];
  /** On the list of those who are not named. */
  readonly persons: number;
  readonly isRedacted: boolean;
  readonly onRedact: (isRedacted: boolean) => void;
}

function BuildForm({ blocked, hits, persons, isRedacted, onRedact }: BuildFormProps) {
  const template = useStore(reportDesk, (state) => state.template);
  // Accepted are these passages: another one has to be looked at again.
  const passages = JSON.stringify(hits);
  const [acceptedPassages, setAcceptedPassages] = useState('');
  const accepted = acceptedPassages === passages;
  const isStopped = hits.some(stopsExport);
  const mayLeave = !isStopped && (hits.length === 0 || accepted);
  const [zip, setZip] = useState(true);
  const [place, setPlace] = useState<Chosen | null>(null);
  const building = useStore(jobs, (state) => running(state).some((job) => job.kind === 'export'));
  const submit = useSubmit(async () => {
    await buildPacket({ zip, template, acceptWording: accepted, redact: isRedacted }, place?.token ?? null);
  });
  const choosePlace = async (): Promise<void> =>
    setPlace((await choose(zip ? 'export-zip' : 'export-folder'))[0] ?? place);
  const chooseForm = (asZip: boolean): void => {
    setZip(asZip);
    setPlace(null);
  };
  return (
    <div className="packet-build">
      <Group className="packet-choices" label={handover.form}>
        <Button pressed={zip} onPress={() => chooseForm(true)}>
          {handover.zip}
        </Button>
        <Button pressed={!zip} onPress={() => chooseForm(false)}>
          {handover.folder}
        </Button>
        <span className="muted packet-place">{place?.name ?? handover.placeDefault}</span>
        <Button kind="link" onPress={() => void choosePlace()}>
          {handover.choosePlace}
        </Button>
      </Group>
      {hits.length > 0 && (
        <>
          <WordingHits hits={hits} />
          {isStopped ? (
            <Problem sentence={words.stops} />
          ) : (
            <label className="packet-accept">
              <input
                type="checkbox"
                checked={accepted}
                onChange={(event) => setAcceptedPassages(event.target.checked ? passages : '')}
              />
              {words.accept(hits.length)}
            </label>
          )}
        </>
      )}
      <Group className="packet-choices" label={redact.title}>
        <Button pressed={isRedacted} disabled={persons === 0} onPress={() => onRedact(!isRedacted)}>
          {redact.choice}
        </Button>
        <span className="muted">{persons === 0 ? redact.nobody : redact.count(grouped(persons))}</span>
        <Button kind="link" onPress={() => openDialog({ kind: 'redact' })}>
          {redact.edit}
        </Button>
      </Group>
      <div className="packet-choices">
        <Button kind="primary" disabled={blocked || !mayLeave || building || submit.busy} onPress={submit.run}>
          {building ? handover.building : handover.build}
        </Button>
        {blocked && <span className="muted">{handover.blocked}</span>}
      </div>
      <Problem sentence={submit.problem} />
    </div>
  );
}

const columns: readonly TableColumn<Exhibit>[] = [
  { id: 'label', name: handover.columns.label, cell: (exhibit) => <b>{exhibit.label}</b> },
  {
    id: 'ref',
    name: handover.columns.ref,
    cell: ({ ref }) => (
      <Button kind="link" onPress={() => desk.update((state) => ({ ...withOpen(state, ref), place: 'messages' }))}>
        {ref}
      </Button>
    ),
  },
];
