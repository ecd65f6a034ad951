/** What a briefing report is made from: plain data, independent of the case's store. */
import type { TraitKind } from '../analysis/across/trait';
import type { Briefing } from '../briefing/content';
import type { TemplateName } from '../briefing/templates';
import type { CustodyEntryView } from '../contract/case-info';
import type { Evidence, Examiner, MessageView } from '../contract/model';
import type { RelationSummary } from '../contract/relations';
import type { ByteString } from '../email/types';
import type { DerivativeFacts, RedactionFacts } from './redaction-facts';
import type { Checkpoint } from './tree/checkpoint';

/** A message chosen for the packet. */
export interface ReportExhibit {
  readonly label: string;
  readonly message: MessageView;
  /**
   * The message's bytes from its first byte to the end of its header section, one unit a byte: index i is byte offset i,
   * so that the spans of findings and fields fit without a shift.
   */
  readonly header: ByteString;
  /** The evidence item that the message lies in. */
  readonly evidence: Evidence;
  /** In a redacted packet: what lies there instead of the original; header, spans and texts are the derivative's. */
  readonly derivative?: DerivativeFacts;
}

/** A packet that left the same case before this one. */
export interface EarlierPacket {
  readonly packetId: string;
  readonly createdAt: string;
  readonly manifestSha256: string;
}

/** What an entry's record says in the examiner's words: the journal itself holds only the hash of its record. */
export interface CustodyNote {
  /** The journal entry's number. */
  readonly entry: number;
  readonly parts: readonly { readonly label: string; readonly text: string }[];
}

/** A time stamp over an earlier state of the journal, as an authority gave it. */
export interface PacketTimestamp {
  /** The journal entry's number. */
  readonly entry: number;
  /** Entries that the stamped checkpoint covers. */
  readonly size: number;
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** The file as it came; `isBare`: the token without an answer around it. */
  readonly answer: Uint8Array;
  readonly isBare: boolean;
  /** The three lines that it is over. */
  readonly checkpoint: string;
  /** Certificates of the authority's issuers, PEM; empty where nobody brought them. */
  readonly chain: string;
}

/** What one exhibit has in common with others: by which fact, and where that stands in the exhibit's file. */
export interface PacketTrait {
  readonly kind: TraitKind;
  readonly name: string;
  /** As it stands there, on one line and not longer than is shown; empty where a redacted packet does not quote it. */
  readonly text: string;
  /** Whether it stands in the header; else in a part. */
  readonly inHeader: boolean;
  readonly start: number;
  readonly end: number;
}

/** An exhibit in a relation, with what it has in common with the others. */
export interface RelatedExhibit {
  readonly label: string;
  /** The relation tells of others, with which this one is compared. */
  readonly isForComparison: boolean;
  readonly traits: readonly PacketTrait[];
}

/** What messages of the case have in common, at least one of which is an exhibit of the packet. */
export interface PacketRelation extends Omit<RelationSummary, 'id' | 'count'> {
  /** In the order of the packet. */
  readonly exhibits: readonly RelatedExhibit[];
  /** Messages of the case that are in it too and not in the packet: of them nothing else is told. */
  readonly elsewhere: number;
}

/** Relations over the whole case, the strongest first. */
export interface PacketAcross {
  readonly relations: readonly PacketRelation[];
  /** Messages of the case that were still being read: what they share is not known. */
  readonly unread: number;
}

export interface CaseIdentity {
  readonly id: string;
  readonly name: string;
  readonly number: string;
}

export interface ReportContent {
  readonly case: CaseIdentity;
  readonly packetId: string;
  readonly examiner: Examiner;
  /** ISO 8601 with the zone of this computer, such as `2026-11-23T14:07:59-05:00`. */
  readonly createdAt: string;
  readonly toolVersion: string;
  readonly ruleSetVersion: string;
  /** Handling marking as the agency writes it, such as `TLP:AMBER`; empty when none was assigned. */
  readonly handling: string;
  /** For whom the report is laid out. */
  readonly template: TemplateName;
  /** The examiner's own words, section by section. */
  readonly briefing: Briefing;
  readonly evidence: readonly Evidence[];
  readonly exhibits: readonly ReportExhibit[];
  readonly across: PacketAcross;
  readonly custody: readonly CustodyEntryView[];
  /** Hash of the journal's last line; null when there is none. */
  readonly custodyHead: string | null;
  /** The signed state of that journal. */
  readonly checkpoint: Checkpoint;
  readonly earlierPackets: readonly EarlierPacket[];
  /** Hand-overs, receipts, disposal, corrections. */
  readonly custodyNotes: readonly CustodyNote[];
  readonly timestamps: readonly PacketTimestamp[];
  /** Absent where the packet holds the originals. */
  readonly redaction?: RedactionFacts;
}

/** What every section is made from that speaks neither of the journal nor of other messages of the case. */
export type BriefedContent = Omit<
  ReportContent,
  'across' | 'custody' | 'custodyHead' | 'checkpoint' | 'earlierPackets' | 'custodyNotes' | 'timestamps'
>;
