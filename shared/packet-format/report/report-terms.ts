/** Small pure helpers that several sections of the report share. */

import { SEVERITIES, type Severity } from '../../analysis/rule';
import type { FindingView, HopView, MessageView } from '../../contract/model';
import { clippedNote, notStated, shortNote } from '../../wording/packet-report';
import { evidence, type Inline, muted, type Rich } from '../report-model';

export interface HeaderFieldView {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const VALUE_MAX = 6_000;

/** A value quoted from the message, or the words that it states none; cut with a note where it would fill pages. */
export function quoted(text: string, max: number = VALUE_MAX): Rich {
  if (text === '') {
    return [muted(notStated)];
  }
  if (text.length <= max) {
    return [evidence(text)];
  }
  const left = text.length - max;
  return [evidence(headOf(text, max)), muted(max < VALUE_MAX ? shortNote(left) : clippedNote(left))];
}

/** The first `max` units, never half of a surrogate pair. */
function headOf(text: string, max: number): string {
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? max - 1 : max);
}

/** Inlines joined by a separator. */
export function joined(parts: readonly Inline[], separator: Inline): Rich {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

const LABELS_MAX = 6;

/** `A, B, C`; of many, the first ones and how many more. */
export function shownLabels(labels: readonly string[]): string {
  const more = labels.length > LABELS_MAX ? ` +${labels.length - LABELS_MAX}` : '';
  return `${labels.slice(0, LABELS_MAX).join(', ')}${more}`;
}

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** `2026-11-23 19:07:59 UTC`, `2026-11-23 14:07:59 UTC-05:00`; text that is no ISO time is given back as it is. */
export function readableTime(iso: string): string {
  const [, day, clock, zone] = ISO.exec(iso) ?? [];
  if (day === undefined || clock === undefined) {
    return iso;
  }
  const zoneText = zone === undefined ? '(no zone)' : zone === 'Z' || zone === '+00:00' ? 'UTC' : `UTC${zone}`;
  return `${day} ${clock} ${zoneText}`;
}

/** A hash in eight groups of eight, so that it can be read aloud and broken at blanks. */
export function hashGroups(hash: string): string {
  return (hash.match(/.{1,8}/g) ?? []).join(' ');
}

/** A fingerprint in lines of four groups of eight digits. */
export function fingerprintLines(fingerprint: string): readonly string[] {
  const groups = fingerprint.match(/.{1,4}/g) ?? [];
  return [groups.slice(0, 8).join(' '), groups.slice(8).join(' ')];
}

/** Findings, the strongest first; within a severity in the order of their first bytes. */
export function byStrength(findings: readonly FindingView[]): readonly FindingView[] {
  return [...findings].sort(
    (a, b) => rank(a.severity) - rank(b.severity) || (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0),
  );
}

export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Hops oldest first; the header lists the newest first (RFC 5321 section 4.4). */
export function oldestFirst(message: MessageView): readonly HopView[] {
  return [...message.route].reverse();
}

/** First byte of the topmost hop that lies below the proposed trust boundary; null when every hop lies above it or none is known. */
export function claimedFrom(message: MessageView): number | null {
  return message.route.find((hop) => !hop.trusted)?.start ?? null;
}
