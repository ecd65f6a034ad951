import type { HopView, MessageView } from '../../contract/model';
import { exhibitWords, hopWords } from '../../wording/packet-exhibit';
import { claimedLabel, gapWords, verifiedLabel } from '../../wording/packet-report';
import { durationInWords } from '../../wording/rules';
import { type Block, type RouteStep, tool } from '../report-model';
import { oldestFirst, readableTime } from './report-terms';

const STEPS_MAX = 40;
const NAME_MAX = 160;

/** The way of the message as the Received fields record it, oldest hop first. */
export function routeBlocks(message: MessageView): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: exhibitWords.routeTitle };
  if (message.route.length === 0) {
    return [heading, { kind: 'paragraph', content: [tool(exhibitWords.noRoute)] }];
  }
  const hops = oldestFirst(message);
  const left = hops.length - STEPS_MAX;
  return [
    heading,
    { kind: 'paragraph', content: [tool(exhibitWords.routeIntroduction)] },
    { kind: 'paragraph', content: [tool(boundaryWords(message))] },
    { kind: 'route', steps: hops.slice(0, STEPS_MAX).map(stepOf), claimedLabel, verifiedLabel },
    ...(left > 0 ? [{ kind: 'paragraph', content: [tool(hopWords.more(left))] } satisfies Block] : []),
  ];
}

function boundaryWords({ boundary, route }: MessageView): string {
  const { trustedHops, confirmedBy, moved } = boundary;
  const why =
    moved === null
      ? hopWords.proposed(confirmedBy.join(', '))
      : hopWords.moved(moved.by, readableTime(moved.at), moved.entry);
  return `${hopWords.boundary(trustedHops, route.length)} ${why}`;
}

function stepOf(hop: HopView, index: number): RouteStep {
  return {
    title: clip(hopWords.recordedBy(hop.by)),
    details: detailsOf(hop).map(clip),
    time: timeOf(hop),
    gapSeconds: index === 0 ? null : hop.delaySeconds,
    gapText: index === 0 ? '' : gapWords(hop.delaySeconds),
    backLabel: hopWords.back,
    trusted: hop.trusted,
  };
}

function detailsOf(hop: HopView): readonly string[] {
  const source = [
    hop.from === '' && hop.ip === '' && hop.helo === '' ? '' : hopWords.from(hop.from),
    hop.ip === '' ? '' : hopWords.ip(hop.ip),
    hop.helo === '' || hop.helo === hop.from ? '' : hopWords.helo(hop.helo),
  ];
  const transfer = [
    hop.protocol === '' ? '' : hopWords.protocol(hop.protocol),
    hop.id === '' ? '' : hopWords.id(hop.id),
  ];
  const lines = [source, transfer].map((parts) => parts.filter((part) => part !== '').join(' '));
  return [...lines, ...furtherOf(hop)].filter((line) => line !== '');
}

/** What the line tells beside the way itself: each a line of its own. */
function furtherOf({ tls, account, localUser, registered, clock }: HopView): readonly string[] {
  return [
    tls === null ? '' : hopWords.tls(tls.version, tls.cipher),
    account === '' ? '' : hopWords.account(account),
    localUser === '' ? '' : hopWords.localUser(localUser),
    registered === null || (registered.country === '' && registered.network === '')
      ? ''
      : hopWords.registered(registered.country, registered.network, registered.asn, registered.tableDate),
    clock === null ? '' : hopWords.clock(durationInWords(clock.offsetSeconds * 1000), clock.otherMessages),
  ];
}

function timeOf(hop: HopView): string {
  if (hop.time === null) {
    return hop.timeAsWritten === '' ? hopWords.noTime : clip(hop.timeAsWritten);
  }
  return readableTime(hop.time);
}

function clip(text: string): string {
  return text.length <= NAME_MAX ? text : `${text.slice(0, NAME_MAX)}\u2026`;
}
