import type { ReactNode } from 'react';
import type { Overview } from '../../../../shared/contract/overview';
import type { CaseState } from '../../../../shared/contract/requests';
import { overview as words } from '../../../../shared/wording/window/overview';
import { severityNames } from '../../../../shared/wording/window/severity';
import { Button } from '../../components/button';
import type { TableColumn } from '../../components/data-table';
import { MailText } from '../../components/mail-text';
import { grouped } from '../../format/numbers';
import { readSeverity } from '../workbench/grid/row-model';
import { BarsFigure } from './bars-figure';
import { HeatFigure } from './heat-figure';
import { type Bar, type Bucket, heatMap } from './model';
import { NumbersTable } from './numbers-table';
import { TimeFigure } from './time-figure';

/** Bars and cells that a picture shows at most; the table has all of them. */
const MOST_BARS = 24;
const MOST_HEAT = { rows: 32, columns: 14 } as const;

type Press = (query: string) => void;

interface SectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

function Section({ title, lead, children }: SectionProps) {
  return (
    <section className="place-section" aria-label={title}>
      <h3 className="place-name">{title}</h3>
      {lead !== undefined && <p className="muted">{lead}</p>}
      {children}
    </section>
  );
}

const bucketColumns: readonly TableColumn<Bucket>[] = [
  { id: 'start', name: words.columns.from, kind: 'stamp', cell: ({ start }) => start },
  { id: 'end', name: words.columns.until, kind: 'stamp', cell: ({ end }) => end },
  { id: 'messages', name: words.columns.messages, kind: 'number', cell: ({ messages }) => grouped(messages) },
];

export function TimesSection({ times, onPress }: { readonly times: Overview['times']; readonly onPress: Press }) {
  const { buckets, unit, byDate } = times;
  return (
    <Section title={words.times} lead={words.timesUnit[unit]}>
      {buckets.length === 0 ? <p className="muted">{words.noTimes}</p> : <TimeFigure times={times} onPress={onPress} />}
      <TimesAside times={times} onPress={onPress} />
      {byDate > 0 && <p className="muted">{words.byDate(words.messages(grouped(byDate)))}</p>}
      <NumbersTable
        label={words.times}
        columns={bucketColumns}
        rows={buckets.filter(({ messages }) => messages > 0)}
        keyOf={({ start }) => start}
      />
    </Section>
  );
}

/** What has no bar: far away from the others, or without a time. */
function TimesAside({ times, onPress }: { readonly times: Overview['times']; readonly onPress: Press }) {
  const { buckets, earlier, later, undated } = times;
  const [first, last] = [buckets[0], buckets.at(-1)];
  const asides = [
    { count: earlier, say: words.earlier, query: first === undefined ? '' : `before:${first.start}` },
    { count: later, say: words.later, query: last === undefined ? '' : `after:${last.end}` },
    { count: undated, say: words.undated, query: 'is:undated' },
  ].filter(({ count, query }) => count > 0 && query !== '');
  if (asides.length === 0) {
    return null;
  }
  return (
    <div className="overview-asides">
      {asides.map(({ count, say, query }) => (
        <Button key={query} kind="link" onPress={() => onPress(query)}>
          {say(words.messages(grouped(count)))}
        </Button>
      ))}
    </div>
  );
}

const barColumns: readonly TableColumn<Bar>[] = [
  { id: 'name', name: words.columns.name, kind: 'prose', cell: ({ name }) => <MailText text={name} /> },
  { id: 'messages', name: words.columns.messages, kind: 'number', cell: ({ count }) => grouped(count) },
];

const ruleColumns: readonly TableColumn<Bar>[] = [
  { id: 'severity', name: words.columns.severity, cell: ({ severity }) => severityNames[severity ?? 'info'] },
  { id: 'rule', name: words.columns.rule, kind: 'stamp', cell: ({ key }) => key },
  { id: 'title', name: words.columns.title, kind: 'prose', cell: ({ name }) => name },
  { id: 'messages', name: words.columns.messages, kind: 'number', cell: ({ count }) => grouped(count) },
];

interface BarsSectionProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly onPress: Press;
}

export function BarsSection({ title, bars, onPress }: BarsSectionProps) {
  const isOfRules = bars.some(({ severity }) => severity !== null);
  return (
    <Section title={title}>
      {bars.length === 0 ? (
        <p className="muted">{words.noFindings}</p>
      ) : (
        <BarsFigure label={title} bars={bars.slice(0, MOST_BARS)} onPress={onPress} />
      )}
      {bars.length > MOST_BARS && <p className="muted">{words.further(grouped(bars.length - MOST_BARS))}</p>}
      <NumbersTable label={title} columns={isOfRules ? ruleColumns : barColumns} rows={bars} keyOf={({ key }) => key} />
    </Section>
  );
}

interface HeatSectionProps {
  readonly overview: Overview;
  readonly rules: CaseState['rules'];
  readonly onPress: Press;
}

export function HeatSection({ overview, rules, onPress }: HeatSectionProps) {
  const map = heatMap(overview, rules, MOST_HEAT);
  const known = new Map(rules.map((rule) => [rule.rule, rule]));
  const columns: readonly TableColumn<Overview['cells'][number]>[] = [
    {
      id: 'severity',
      name: words.columns.severity,
      cell: ({ rule }) => severityNames[readSeverity(known.get(rule)?.severity ?? '')],
    },
    { id: 'rule', name: words.columns.rule, kind: 'stamp', cell: ({ rule }) => rule },
    { id: 'evidence', name: words.columns.evidence, kind: 'stamp', cell: ({ evidence }) => evidence },
    { id: 'messages', name: words.columns.messages, kind: 'number', cell: ({ messages }) => grouped(messages) },
  ];
  if (map.rows.length === 0) {
    return null;
  }
  return (
    <Section title={words.heat} lead={words.heatLead}>
      <HeatFigure map={map} onPress={onPress} />
      {map.hidden > 0 && <p className="muted">{words.further(grouped(map.hidden))}</p>}
      <NumbersTable
        label={words.heat}
        columns={columns}
        rows={overview.cells}
        keyOf={({ rule, evidence }) => `${rule} ${evidence}`}
      />
    </Section>
  );
}
