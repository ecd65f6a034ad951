import { useState } from 'react';
import type { HopView } from '../../../../../shared/contract/model';
import { route as words } from '../../../../../shared/wording/window/message';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { Group } from '../../../components/group';
import { MailText } from '../../../components/mail-text';
import { duration, inUtc } from '../../../format/time';
import { desk, showingHeaders } from '../../../state/desk';
import { type RouteRow, routeRows } from './model';
import { RouteFigure } from './route-figure';
import './view.css';

/** The way of the message as its Received fields tell it: drawn, and as a table. */
export function RouteView({ route }: { readonly route: readonly HopView[] }) {
  const [newestFirst, setNewestFirst] = useState(true);
  if (route.length === 0) {
    return <EmptyState title={words.empty} next={words.emptyNext} />;
  }
  const rows = routeRows(route, newestFirst);
  return (
    <div className="tab-page">
      <Group className="route-order" label={words.order}>
        <Button pressed={newestFirst} onPress={() => setNewestFirst(true)}>
          {words.newestFirst}
        </Button>
        <Button pressed={!newestFirst} onPress={() => setNewestFirst(false)}>
          {words.oldestFirst}
        </Button>
        <span className="meta">{words.scale}</span>
      </Group>
      <RouteFigure rows={rows} newestFirst={newestFirst} />
      <section aria-label={words.table}>
        <h3 className="section-name">{words.table}</h3>
        <div className="table-scroll">
          <DataTable label={words.table} columns={columns} rows={rows} keyOf={(row) => String(row.index)} />
        </div>
      </section>
    </div>
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
];

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
