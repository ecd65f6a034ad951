/** What happened when, over all exhibits: a figure on one axis of time, and the same in a table. */
import type { MessageView } from '../../contract/model';
import { timeline as words } from '../../wording/briefing';
import type { BriefedContent, ReportExhibit } from '../report-content';
import {
  type Block,
  muted,
  type ReportSection,
  strong,
  type TimelineBlock,
  type TimelineShape,
  tool,
} from '../report-model';
import { quoted, readableTime } from './report-terms';
import { timeScale } from './timeline-scale';

const FIGURE_ROWS = 24;
const TABLE_ROWS = 240;
const HOPS_MAX = 12;
const NAME_MAX = 80;

interface TimelineEvent {
  readonly label: string;
  readonly shape: TimelineShape;
  /** ISO 8601 with zone. */
  readonly time: string;
  readonly at: number;
  readonly what: string;
  readonly written: string;
}

export function timelineSection({ exhibits }: BriefedContent): ReportSection {
  const events = exhibits.flatMap(eventsOf).sort((a, b) => a.at - b.at);
  return {
    id: 'timeline',
    title: words.title,
    level: 'part',
    startsPage: true,
    blocks:
      events.length === 0
        ? [{ kind: 'paragraph', content: [tool(words.none)] }]
        : [
            { kind: 'paragraph', content: [tool(words.introduction)] },
            ...figureBlocks(exhibits, events),
            ...tableBlocks(events),
          ],
  };
}

/** The Date, and every hop that has a time. */
function eventsOf({ label, message }: ReportExhibit): readonly TimelineEvent[] {
  const stated = dateOf(message);
  const hops = message.route.slice(0, HOPS_MAX).flatMap((hop) => {
    const host = hop.by === '' ? words.kinds.unnamed : hop.by.slice(0, NAME_MAX);
    const what = hop.trusted ? words.kinds.recorded(host) : words.kinds.claimed(host);
    return eventAt(hop.time, { label, shape: hop.trusted ? 'recorded' : 'claimed', what, written: hop.timeAsWritten });
  });
  return [...stated.flatMap((event) => eventAt(message.date, { label, ...event })), ...hops];
}

function dateOf({ dateAsWritten }: MessageView): readonly Pick<TimelineEvent, 'shape' | 'what' | 'written'>[] {
  return [{ shape: 'stated', what: words.kinds.stated, written: dateAsWritten }];
}

function eventAt(time: string | null, event: Omit<TimelineEvent, 'time' | 'at'>): readonly TimelineEvent[] {
  const at = time === null ? Number.NaN : Date.parse(time);
  return time === null || !Number.isFinite(at) ? [] : [{ ...event, time: new Date(at).toISOString(), at }];
}

function figureBlocks(exhibits: readonly ReportExhibit[], events: readonly TimelineEvent[]): readonly Block[] {
  const labels = exhibits.map(({ label }) => label).filter((label) => events.some((event) => event.label === label));
  const shown = labels.slice(0, FIGURE_ROWS);
  const inFigure = events.filter(({ label }) => shown.includes(label));
  const left = labels.length - shown.length;
  return [
    figure(shown, inFigure),
    ...(left > 0 ? [{ kind: 'paragraph', content: [muted(words.figureMore(left))] } as const] : []),
  ];
}

function figure(labels: readonly string[], events: readonly TimelineEvent[]): TimelineBlock {
  const scale = timeScale(events.map(({ at }) => at));
  const first = events[0]?.time ?? '';
  const last = events.at(-1)?.time ?? '';
  return {
    kind: 'timeline',
    from: scale.from,
    to: scale.to,
    ticks: scale.ticks,
    rows: labels.map((label) => ({
      label,
      marks: events.filter((event) => event.label === label).map(({ at, shape }) => ({ at, shape })),
    })),
    legend: words.legend,
    alternative: words.alternative(labels.length, readableTime(first), readableTime(last)),
  };
}

function tableBlocks(events: readonly TimelineEvent[]): readonly Block[] {
  const { columns } = words;
  const left = events.length - TABLE_ROWS;
  return [
    {
      kind: 'table',
      columns: [
        { title: columns.time, share: 22 },
        { title: columns.exhibit, share: 8 },
        { title: columns.what, share: 38 },
        { title: columns.written, share: 34 },
      ],
      rows: events
        .slice(0, TABLE_ROWS)
        .map(({ time, label, what, written }) => [
          { content: [strong(readableTime(time).replace(' UTC', ''))] },
          { content: [tool(label)] },
          { content: [tool(what)] },
          { content: quoted(written, NAME_MAX) },
        ]),
    },
    ...(left > 0 ? [{ kind: 'paragraph', content: [tool(words.more(left))] } as const] : []),
  ];
}
