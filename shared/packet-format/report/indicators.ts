/** Hosts that handed messages over, and what can be looked for elsewhere; never the recipients' own. */
import { defangedValue, type IndicatorKind } from '../../analysis/indicators';
import type { HopView, IndicatorView } from '../../contract/model';
import { networkWords, indicators as words } from '../../wording/briefing';
import { type Recipients, recipientsOf } from '../machine/recipients';
import type { BriefedContent, ReportExhibit } from '../report-content';
import { type Block, evidence, muted, type ReportSection, strong, tool } from '../report-model';
import { quoted, shownLabels } from './report-terms';

const HOSTS_MAX = 60;
const INDICATORS_MAX = 150;
const VALUE_MAX = 300;

export function indicatorSection(content: BriefedContent): ReportSection {
  return {
    id: 'indicators',
    title: words.title,
    level: 'part',
    startsPage: true,
    blocks: [
      { kind: 'paragraph', content: [tool(words.introduction)] },
      { kind: 'callout', tone: 'caution', title: words.cautionTitle, paragraphs: [[tool(words.caution)]] },
      ...hostBlocks(content.exhibits),
      ...listBlocks(content.exhibits),
    ],
  };
}

interface Host {
  readonly hop: HopView;
  readonly labels: readonly string[];
}

/** From the hop at the trust boundary downwards: what came before the receiving side's own relays. */
function handedOver({ message: { route } }: ReportExhibit): readonly HopView[] {
  const boundary = route.map(({ trusted }) => trusted).lastIndexOf(true);
  return route.slice(Math.max(boundary, 0)).filter(({ ip }) => ip !== '');
}

function hostBlocks(exhibits: readonly ReportExhibit[]): readonly Block[] {
  const hosts = new Map<string, Host>();
  for (const exhibit of exhibits) {
    for (const hop of handedOver(exhibit)) {
      const key = `${hop.trusted} ${hop.ip}`;
      const known = hosts.get(key);
      hosts.set(key, { hop: known?.hop ?? hop, labels: [...new Set([...(known?.labels ?? []), exhibit.label])] });
    }
  }
  if (hosts.size === 0) {
    return [];
  }
  const { hostColumns: columns } = words;
  const dates = [...new Set(Array.from(hosts.values(), ({ hop }) => hop.registered?.tableDate ?? ''))].filter(
    (date) => date !== '',
  );
  return [
    { kind: 'heading', level: 2, text: words.hostsTitle },
    ...(dates.length === 0 ? [] : [{ kind: 'paragraph', content: [tool(words.tableDate(dates.join(', ')))] } as const]),
    {
      kind: 'table',
      columns: [
        { title: columns.ip, share: 21 },
        { title: columns.name, share: 36 },
        { title: columns.network, share: 19 },
        { title: columns.part, share: 11 },
        { title: columns.exhibits, share: 13 },
      ],
      rows: [...hosts.values()]
        .slice(0, HOSTS_MAX)
        .map(({ hop, labels }) => [
          { content: [evidence(defangedValue('ip', hop.ip))] },
          { content: quoted(defangedValue('domain', hop.reverseName || hop.from || hop.helo), VALUE_MAX) },
          { content: [networkOf(hop)] },
          { content: [muted(hop.trusted ? words.recorded : words.claimed)] },
          { content: [tool(shownLabels(labels))] },
        ]),
    },
  ];
}

function networkOf({ registered }: HopView) {
  const text = registered === null ? '' : networkWords(registered.network, registered.country);
  return text === '' ? muted(words.unknown) : tool(text);
}

interface Listed extends IndicatorView {
  readonly labels: readonly string[];
  /** Receipts of the first and the last message that hold it, ISO 8601; empty where no message has a time. */
  readonly times: readonly string[];
}

const ORDER: readonly IndicatorKind[] = ['ip', 'domain', 'url', 'address', 'id', 'file'];

function listBlocks(exhibits: readonly ReportExhibit[]): readonly Block[] {
  const all = listedOf(exhibits);
  const heading: Block = { kind: 'heading', level: 2, text: words.listTitle };
  if (all.length === 0) {
    return [heading, { kind: 'paragraph', content: [tool(words.none)] }];
  }
  const { columns } = words;
  const left = all.length - INDICATORS_MAX;
  return [
    heading,
    {
      kind: 'table',
      columns: [
        { title: columns.kind, share: 11 },
        { title: columns.value, share: 42 },
        { title: columns.where, share: 13 },
        { title: columns.seen, share: 22 },
        { title: columns.exhibits, share: 12 },
      ],
      rows: all
        .slice(0, INDICATORS_MAX)
        .map(({ kind, defanged, where, labels, times }) => [
          { content: [strong(kind)] },
          { content: quoted(defanged, VALUE_MAX) },
          { content: [muted(where)] },
          { content: [tool(seenWords(times))] },
          { content: [tool(shownLabels(labels))] },
        ]),
    },
    ...(left > 0 ? [{ kind: 'paragraph', content: [tool(words.more(left))] } as const] : []),
  ];
}

/** Each indicator once, by kind; within a kind the most frequent first. */
function listedOf(exhibits: readonly ReportExhibit[]): readonly Listed[] {
  const recipients = recipientsOf(exhibits);
  const found = new Map<string, Listed>();
  for (const exhibit of exhibits) {
    const isReceiving = receivingSide(exhibit);
    for (const indicator of exhibit.message.indicators) {
      if (isRecipients(indicator, recipients) || isReceiving(indicator)) {
        continue;
      }
      const key = `${indicator.kind} ${indicator.value}`;
      found.set(key, withExhibit(found.get(key), indicator, exhibit));
    }
  }
  return [...found.values()].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.labels.length - a.labels.length,
  );
}

function withExhibit(known: Listed | undefined, indicator: IndicatorView, { label, message }: ReportExhibit): Listed {
  const time = message.route[0]?.time ?? message.date;
  return {
    ...indicator,
    labels: [...new Set([...(known?.labels ?? []), label])],
    times: [...(known?.times ?? []), ...(time === null ? [] : [time])],
  };
}

/** Tells hosts by which the receiving side took the message over and passed it on inside of itself, and domains above them. */
function receivingSide({ message: { route } }: ReportExhibit): (indicator: IndicatorView) => boolean {
  const recorded = route.filter(({ trusted }) => trusted);
  const inner = recorded.slice(0, -1);
  const names = [
    ...recorded.map(({ by }) => by),
    ...inner.flatMap(({ from, helo, reverseName }) => [from, helo, reverseName]),
  ].map((name) => name.toLowerCase());
  const addresses = new Set(inner.map(({ ip }) => ip));
  return ({ kind, value, where }) =>
    (kind === 'ip' && addresses.has(value)) ||
    (kind === 'domain' && where === 'route' && names.some((name) => name === value || name.endsWith(`.${value}`)));
}

function isRecipients({ kind, value }: IndicatorView, recipients: Recipients): boolean {
  if (kind === 'address') {
    return recipients.haveAddress(value);
  }
  return recipients.areNamedIn(value) || ((kind === 'domain' || kind === 'url') && recipients.own(hostOf(value)));
}

function hostOf(value: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(value)?.[1] ?? value;
}

function seenWords(times: readonly string[]): string {
  const inOrder = [...new Set(times)].sort((a, b) => Date.parse(a) - Date.parse(b));
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) {
    return '';
  }
  return minute(first) === minute(last) ? minute(first) : `${minute(first)} \u2013 ${minute(last)}`;
}

/** `2020-10-20 13:05` in UTC: a list of what to look for needs no seconds. */
function minute(time: string): string {
  const at = Date.parse(time);
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') : time;
}
