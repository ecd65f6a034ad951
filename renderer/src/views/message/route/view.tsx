import { useState } from 'react';
import type { HopView, MessageView } from '../../../../../shared/contract/model';
import { route as words } from '../../../../../shared/wording/window/message';
import { moveBoundary } from '../../../actions/judgement-actions';
import { attempt } from '../../../actions/perform';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { Group } from '../../../components/group';
import { MailText } from '../../../components/mail-text';
import { duration, inUtc } from '../../../format/time';
import { desk, showingHeaders } from '../../../state/desk';
import { notify } from '../../../state/notices';
import { SaveFigure } from '../save-figure';
import { BoundaryControl } from './boundary-control';
import { type RouteRow, routeRows, withBoundary } from './model';
import { RouteFigure } from './route-figure';
import './view.css';

/** The way of the message as its Received fields tell it: drawn, and as a table. */
export function RouteView({ message }: { readonly message: MessageView }) {
  const { route: stored, boundary, ref } = message;
  const [newestFirst, setNewestFirst] = useState(true);
  const [wanted, setWanted] = useState(boundary.trustedHops);
  // The engine's answer to a move comes with the message that is read anew.
  const [known, setKnown] = useState(boundary.trustedHops);
  if (known !== boundary.trustedHops) {
    setKnown(boundary.trustedHops);
    setWanted(boundary.trustedHops);
  }
  if (stored.length === 0) {
    return <EmptyState title={words.empty} next={words.emptyNext} />;
  }
  const onSet = (trustedHops: number | null) =>
    attempt(async () => {
      const entry = await moveBoundary(ref, trustedHops);
      if (entry !== undefined) {
        notify(words.boundaryRecorded(entry));
      }
    });
  const route = withBoundary(stored, wanted);
  const rows = routeRows(route, newestFirst);
  const tableDate = route.find((hop) => hop.registered !== null)?.registered?.tableDate;
  return (
    <div className="tab-page">
      <Group className="route-order" label={words.order}>
        <Button pressed={newestFirst} onPress={() => setNewestFirst(true)}>
          {words.newestFirst}
        </Button>
        <Button pressed={!newestFirst} onPress={() => setNewestFirst(false)}>
          {words.oldestFirst}
        </Button>
      </Group>
      <BoundaryControl
        boundary={boundary}
        hops={route.length}
        wanted={wanted}
        onWant={setWanted}
        onSet={(hops) => void onSet(hops)}
      />
      <div className="figure-place">
        <RouteFigure rows={rows} newestFirst={newestFirst} trustedHops={wanted} onWant={setWanted} />
        <p className="meta">{words.scale}</p>
        <SaveFigure messageRef={ref} name="route" title={words.figure} />
      </div>
      <section aria-label={words.table}>
        <h3 className="section-name">{words.table}</h3>
        <div className="table-scroll">
          <DataTable label={words.table} columns={columns} rows={rows} keyOf={(row) => String(row.index)} />
        </div>
        {tableDate !== undefined && <p className="meta">{words.registeredNote(tableDate)}</p>}
        {route.map((hop) => hop.clock !== null && <ClockNote key={hop.start} hop={hop} />)}
      </section>
    </div>
  );
}

function ClockNote({ hop }: { readonly hop: HopView }) {
  return hop.clock === null ? null : (
    <p className="meta">
      <MailText text={hop.by} />: {words.clock(duration(-hop.clock.offsetSeconds), hop.clock.otherMessages)}
    </p>
  );
}

const columns: readonly TableColumn<RouteRow>[] = [
  {
    id: 'hop',
    name: words.columns.hop,
    cell: ({ hop, index }) => (
      <Button
        kind="link"
        label={words.hop(index)}
        onPress={() => desk.update((state) => showingHeaders(state, { span: { start: hop.start, end: hop.end } }))}
      >
        {index}
      </Button>
    ),
  },
  { id: 'from', name: words.columns.from, cell: ({ hop }) => <HostText hop={hop} />, kind: 'evidence' },
  { id: 'by', name: words.columns.by, cell: ({ hop }) => <MailText text={hop.by} />, kind: 'evidence' },
  { id: 'with', name: words.columns.protocol, cell: ({ hop }) => <MailText text={hop.protocol} /> },
  {
    id: 'written',
    name: words.columns.written,
    cell: ({ hop }) => <MailText text={hop.timeAsWritten.slice(0, 60)} />,
    kind: 'stamp',
  },
  {
    id: 'utc',
    name: words.columns.utc,
    cell: ({ hop }) => (hop.time === null ? words.noTime : inUtc(hop.time)),
    kind: 'stamp',
  },
  { id: 'delay', name: words.columns.delay, cell: ({ hop }) => gapText(hop.delaySeconds), kind: 'number' },
  {
    id: 'standing',
    name: words.columns.standing,
    cell: ({ hop }) => (hop.trusted ? words.trusted : <span className="muted">{words.claimed}</span>),
  },
  {
    id: 'tls',
    name: words.columns.tls,
    cell: ({ hop }) => (hop.tls === null ? '' : <MailText text={words.encryption(hop.tls.version, hop.tls.cipher)} />),
  },
  { id: 'registered', name: words.columns.registered, cell: ({ hop }) => registeredText(hop) },
  { id: 'lead', name: words.columns.lead, cell: ({ hop }) => <MailText text={leadText(hop)} /> },
];

function registeredText({ registered }: HopView): string {
  return registered === null ? '' : words.registered(registered.country, registered.network, registered.asn);
}

/** Who handed the message in, where the line tells: a lead to records of others. */
function leadText({ account, localUser }: HopView): string {
  return [account === '' ? '' : words.account(account), localUser === '' ? '' : words.localUser(localUser)]
    .filter((part) => part !== '')
    .join('; ');
}

function HostText({ hop }: { readonly hop: HopView }) {
  return (
    <MailText text={[hop.from || hop.helo || words.unknownHost, hop.ip].filter((part) => part !== '').join(' ')} />
  );
}

function gapText(seconds: number | null): string {
  if (seconds === null) {
    return '';
  }
  return seconds < 0 ? words.gapBackwards(duration(-seconds)) : duration(seconds);
}
