/**
 * What a case knows beyond the bytes of one message, as far as rules may use it.
 *
 * The same bytes, rules and context give the same findings. A rule that looks at it says so (`usesCase`), so that a
 * change of the context needs only these rules to look again.
 */

import type { StoreFacts } from '../contract/store-facts';

/** Whom the case is to protect from being imitated: the examiner's own list. */
export interface ProtectedList {
  /** Names of people and organisations, as written. */
  readonly names: readonly string[];
  /** Registered domains or host names, in lower case. */
  readonly domains: readonly string[];
  /** Whole addresses, in lower case. */
  readonly addresses: readonly string[];
}

/** How a host's clock ran for some time, by the messages of the whole case; see `route-clocks.ts`. */
export interface HostClock {
  /** The name after `by`, in lower case. */
  readonly host: string;
  /** From and to when it was observed, milliseconds since 1970 UTC by the host's own clock; `toMs` is exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Seconds by which the clock was behind that of the hop before: negative. */
  readonly offsetSeconds: number;
  /** Half of the messages lie within so many seconds of the offset. */
  readonly spreadSeconds: number;
  /** In how many messages of the case the offset was seen. */
  readonly messages: number;
  /** Whether both clocks stood on the receiving side; else the other one was a claim, in lines that anybody can write. */
  readonly own: boolean;
}

export interface CaseContext {
  readonly protected: ProtectedList;
  /** Hosts whose clocks were wrong; those that were right are not listed. */
  readonly clocks: readonly HostClock[];
  /** How many hops of this message, from the top, the examiner takes as the receiving side's; null: as proposed. */
  readonly trustedHops: number | null;
  /** What the mailbox that this message came from keeps of it, where it does. */
  readonly store?: StoreFacts | undefined;
}

/** Whether the header was made from a mailbox's properties: none of the transport was kept, and what it lacks says little. */
export function isRebuiltHeader({ store }: CaseContext): boolean {
  return store?.hasTransportHeaders === false;
}

/** A message by itself. */
export const NO_CONTEXT: CaseContext = {
  protected: { names: [], domains: [], addresses: [] },
  clocks: [],
  trustedHops: null,
};
