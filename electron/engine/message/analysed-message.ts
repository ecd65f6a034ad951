import type { Finding } from '../../../shared/analysis/rule';

/** Where a message lies: what the desktop's side tells a worker. */
export interface MessagePlace {
  /** Path of the vault object. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** What the message table, the list of findings and the search index hold of one message. */
export interface AnalysedMessage {
  /** What the Date field claims, milliseconds since 1970 UTC. */
  readonly dateMs: number | null;
  /** What the topmost Received field records. */
  readonly receivedMs: number | null;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly attachments: number;
  readonly findings: readonly Finding[];
  /** For the search index only. */
  readonly search: SearchText;
  /** Why the message was not read whole, in one sentence; null when it was. */
  readonly problem: string | null;
}

export interface SearchText {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** Hosts, addresses and ids of the route, Message-ID, Return-Path. */
  readonly trace: string;
}

/** What stands for a message of which nothing could be read. */
export const UNREAD_MESSAGE: AnalysedMessage = {
  dateMs: null,
  receivedMs: null,
  from: '',
  to: '',
  subject: '',
  attachments: 0,
  findings: [],
  search: { from: '', to: '', body: '', trace: '' },
  problem: null,
};
