import type { HopView } from '../../../../../shared/contract/model';
import { route as words } from '../../../../../shared/wording/window/message';
import { clipped } from '../../../format/clipped';
import { visibleString } from '../../../format/visible-text';

/** One row of the route; `index` counts from the claimed origin, 1 being the oldest. */
export interface RouteRow {
  readonly hop: HopView;
  readonly index: number;
  /** Whether the trust boundary runs between this row and the next one below it. */
  readonly boundaryBelow: boolean;
}

/** The hops in the order of reading. The contract gives the newest first, as the raw header does. */
export function routeRows(route: readonly HopView[], newestFirst: boolean): readonly RouteRow[] {
  const numbered = route.map((hop, at) => ({ hop, index: route.length - at }));
  const ordered = newestFirst ? numbered : numbered.toReversed();
  return ordered.map((row, at) => {
    const below = ordered[at + 1];
    return { ...row, boundaryBelow: below !== undefined && below.hop.trusted !== row.hop.trusted };
  });
}

/** The route with the boundary where the examiner is about to put it. */
export function withBoundary(route: readonly HopView[], trustedHops: number): readonly HopView[] {
  return route.map((hop, at) => (hop.trusted === at < trustedHops ? hop : { ...hop, trusted: at < trustedHops }));
}

/** Ten days fill the bar; a second is just visible. */
const LONGEST_SECONDS = 864_000;

/** Length of a gap's bar from -1 to 1 on a log scale; negative for a gap backwards in time. */
export function gapLength(seconds: number): number {
  const size = Math.log10(1 + Math.abs(seconds)) / Math.log10(1 + LONGEST_SECONDS);
  return Math.sign(seconds) * Math.min(1, size);
}

/** Decades of the scale that deserve a tick. */
export const GAP_TICKS: readonly { readonly seconds: number; readonly name: string }[] = [
  { seconds: 1, name: '1 s' },
  { seconds: 60, name: '1 min' },
  { seconds: 3_600, name: '1 h' },
  { seconds: 86_400, name: '1 d' },
];

/** The host that handed a message over: its address goes below its name where both have no room in one line. */
export function hostLines({ from, helo, ip }: HopView, letters: number): readonly string[] {
  const name = visibleString(from || helo || words.unknownHost);
  const address = ip === '' ? '' : `[${visibleString(ip)}]`;
  const whole = `${name} ${address}`.trim();
  return address === '' || whole.length <= letters
    ? [clipped(whole, letters)]
    : [clipped(name, letters), clipped(address, letters)];
}
