import type { CaseContext } from '../../../shared/analysis/case-context';
import type { HopDelay } from '../../../shared/analysis/route-clocks';
import type { Finding } from '../../../shared/analysis/rule';
import type { StoreFacts } from '../../../shared/contract/store-facts';

/** Where a message lies: what the desktop's side tells a worker. */
export interface MessagePlace {
  /** Path of the vault object. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  /** The examiner's trust boundary, where it was moved. */
  readonly trustedHops?: number | undefined;
  /** What its mailbox keeps of it beside its bytes. */
  readonly store?: StoreFacts | undefined;
}

/** Messages to be analysed, and what the case knows. */
export interface AnalyseTask {
  readonly places: readonly MessagePlace[];
  readonly context: CaseContext;
}

/** What the message list shows of a message before its body is read. */
export interface HeaderFacts {
  /** What the Date field claims, milliseconds since 1970 UTC. */
  readonly dateMs: number | null;
  /** What the topmost Received field records. */
  readonly receivedMs: number | null;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Without angle brackets; empty for none. */
  readonly messageId: string;
}

/** What the message table, the list of findings and the search index hold of one message. */
export interface AnalysedMessage extends HeaderFacts {
  readonly attachments: number;
  readonly findings: readonly Finding[];
  /** What the message tells about the clocks of hosts. */
  readonly delays: readonly HopDelay[];
  /** Addresses of the From fields, in lower case, each once. */
  readonly senders: readonly string[];
  /** What it can share with other messages of the case, as numbers (`shared/analysis/across/trait.ts`). */
  readonly traits: readonly number[];
  /** For the search index only. */
  readonly search: SearchText;
  /** Why the message was not read whole, in one sentence; null when it was. */
  readonly problem: string | null;
}

export interface SearchText {
  readonly from: string;
  readonly to: string;
  /** UTF-8: as bytes it crosses from the worker to the index without being converted on the way. */
  readonly body: Uint8Array;
  /** Words of all header fields with their names (`shared/search/header-words.ts`), UTF-8. */
  readonly header: Uint8Array;
  /** Hosts, addresses and ids of the route, Message-ID, Return-Path. */
  readonly trace: string;
}

export const NO_HEADER: HeaderFacts = { dateMs: null, receivedMs: null, from: '', to: '', subject: '', messageId: '' };

/** What stands for a message of which nothing could be read. */
export const UNREAD_MESSAGE: AnalysedMessage = {
  ...NO_HEADER,
  attachments: 0,
  findings: [],
  delays: [],
  senders: [],
  traits: [],
  search: { from: '', to: '', body: new Uint8Array(), header: new Uint8Array(), trace: '' },
  problem: null,
};
