/**
 * The report as a document: sections of blocks, without any page, font or colour.
 *
 * The PDF is drawn from it; a preview in the window and an HTML copy are to be drawn from the same model. Who speaks is
 * part of every piece of text (`voice`), so that machine text, examiner's text and quoted evidence cannot be mixed up.
 */
import type { Severity } from '../analysis/rule';

/** Who speaks, and how: the tool, the evidence quoted byte by byte, or the examiner. */
export type Voice = 'tool' | 'strong' | 'muted' | 'label' | 'evidence' | 'examiner';

export interface Inline {
  readonly voice: Voice;
  readonly text: string;
}

/** One paragraph's text. */
export type Rich = readonly Inline[];

/** A severity's shape, with the number of an observation in its exhibit where it is one. */
export interface MarginMark {
  readonly number: number | null;
  readonly severity: Severity;
}

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: 2 | 3;
  readonly text: string;
  /** Drawn in the margin. */
  readonly mark?: MarginMark;
  /** Small text after the heading. */
  readonly note?: string;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly content: Rich;
}

export interface ListBlock {
  readonly kind: 'list';
  readonly items: readonly Rich[];
}

export interface TableColumn {
  readonly title: string;
  /** Share of the width; only the proportions count. */
  readonly share: number;
  readonly align?: 'right';
}

export interface TableCell {
  readonly content: Rich;
  readonly mark?: MarginMark;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** Rows are at least so many lines high: room to write by hand. */
  readonly leastLines?: number;
}

export interface KeyValueRow {
  readonly label: string;
  readonly value: Rich;
}

export interface KeyValuesBlock {
  readonly kind: 'key-values';
  readonly rows: readonly KeyValueRow[];
}

/** The bytes behind one printed cell of a header line; `escaped` ones are set in a frame. */
export interface ExcerptCell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'name' | 'escaped' | 'faint';
}

/** One line of the header as it lies in the message, or a sentence in place of lines that are not printed. */
export type ExcerptLine =
  | { readonly kind: 'bytes'; readonly number: number; readonly start: number; readonly cells: readonly ExcerptCell[] }
  | { readonly kind: 'omitted'; readonly start: number; readonly text: string };

export interface ExcerptMark {
  readonly number: number;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
}

export interface HeaderExcerptBlock {
  readonly kind: 'header-excerpt';
  readonly lines: readonly ExcerptLine[];
  readonly marks: readonly ExcerptMark[];
  /** First byte below the proposed trust boundary; null when no hop is known. */
  readonly claimedFrom: number | null;
  readonly claimedLabel: string;
}

/** One hop of the route, oldest first. */
export interface RouteStep {
  readonly title: string;
  readonly details: readonly string[];
  readonly time: string;
  /** Seconds since the step before; null where a time is missing. */
  readonly gapSeconds: number | null;
  readonly gapText: string;
  /** Words beside a negative gap. */
  readonly backLabel: string;
  readonly trusted: boolean;
}

export interface RouteBlock {
  readonly kind: 'route';
  readonly steps: readonly RouteStep[];
  readonly claimedLabel: string;
  readonly verifiedLabel: string;
}

/** What a message states of itself, what a relay claims, what the receiving side recorded. */
export type TimelineShape = 'stated' | 'claimed' | 'recorded';

/** Times of several exhibits on one axis; milliseconds since 1970, UTC. */
export interface TimelineBlock {
  readonly kind: 'timeline';
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly rows: readonly {
    readonly label: string;
    readonly marks: readonly { readonly at: number; readonly shape: TimelineShape }[];
  }[];
  readonly legend: Readonly<Record<TimelineShape, string>>;
  /** What the figure shows, for those who cannot see it. */
  readonly alternative: string;
}

/** Text as a code for cameras (QR), with what it holds beside it. */
export interface QrBlock {
  readonly kind: 'qr';
  /** Exactly what a camera reads. */
  readonly text: string;
  /** Paragraphs beside it. */
  readonly caption: readonly Rich[];
}

/** A framed passage; `examiner` is reserved for the examiner's own words. */
export interface CalloutBlock {
  readonly kind: 'callout';
  readonly tone: 'plain' | 'caution' | 'examiner';
  readonly title: string;
  readonly note?: string;
  readonly paragraphs: readonly Rich[];
}

/** Commands to be typed, line by line, never wrapped by the tool's own marks. */
export interface CommandsBlock {
  readonly kind: 'commands';
  readonly lines: readonly string[];
}

/** Lines to be filled in by hand: one row after the other, what belongs on each line written below it. */
export interface BlanksBlock {
  readonly kind: 'blanks';
  readonly rows: readonly (readonly string[])[];
}

export interface CoverBlock {
  readonly kind: 'cover';
  readonly handling: string;
  readonly title: string;
  readonly caseName: string;
  readonly rows: readonly KeyValueRow[];
  readonly fingerprintTitle: string;
  readonly fingerprint: readonly string[];
  readonly note: string;
}

export type Block =
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | TableBlock
  | KeyValuesBlock
  | HeaderExcerptBlock
  | RouteBlock
  | TimelineBlock
  | QrBlock
  | CalloutBlock
  | CommandsBlock
  | BlanksBlock
  | CoverBlock;

/** Printed at a fixed place on each page of an exhibit. */
export interface ExhibitStamp {
  readonly label: string;
  /** First and last Bates number of the document; equal for one that has a single number. */
  readonly bates: { readonly first: string; readonly last: string };
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

export interface ReportSection {
  /** Unique in the report; the target of links. */
  readonly id: string;
  readonly title: string;
  /** Small line under the title, such as who an exhibit claims to be from. */
  readonly subtitle?: Rich;
  /** `cover` has no heading and no running title; `part` stands in the contents; `item` stands indented under one. */
  readonly level: 'cover' | 'part' | 'item';
  /** Whether the section starts on a new page. */
  readonly startsPage: boolean;
  /** Of an exhibit's own section. */
  readonly stamp?: ExhibitStamp;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: 'en';
  readonly createdAt: string;
  /** Printed on every page. */
  readonly running: { readonly caseNumber: string; readonly packetId: string; readonly handling: string };
  /** Null where there are no contents to list: a form. */
  readonly contentsTitle: string | null;
  readonly pageOf: (page: number, pages: number) => string;
  readonly sections: readonly ReportSection[];
}

export const tool = (text: string): Inline => ({ voice: 'tool', text });
export const strong = (text: string): Inline => ({ voice: 'strong', text });
export const muted = (text: string): Inline => ({ voice: 'muted', text });
export const label = (text: string): Inline => ({ voice: 'label', text });
export const evidence = (text: string): Inline => ({ voice: 'evidence', text });
export const examiner = (text: string): Inline => ({ voice: 'examiner', text });
