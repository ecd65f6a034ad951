import type { MeasuredSource } from '../error-rates';
import type { Severity } from '../rule';

/** How many messages of labelled real mail stand in a relation. Written by test/bench/measure-across.ts, never by hand. */

/** In the order of the sources. Grades that are not listed were not given to any message. */
export interface MeasuredRelation {
  readonly kind: string;
  readonly version: number;
  readonly severity: Severity;
  readonly honest: readonly number[];
  readonly malicious: readonly number[];
}

export const RELATION_SOURCES: readonly MeasuredSource[] = [
  { source: 'SpamAssassin public corpus, 2002 to 2003, one receiver for both kinds', honest: 4150, malicious: 1896 },
  {
    source: 'Public mailing lists, 2019 to 2026, four lists; scams sent to the same lists',
    honest: 1498,
    malicious: 49,
  },
  { source: 'Single messages of recent years', honest: 26, malicious: 0 },
  { source: 'phishing_pot, 2022 to 2024', honest: 0, malicious: 1289 },
];

export const MEASURED_RELATIONS: readonly MeasuredRelation[] = [
  { kind: 'across.copies-differ', version: 1, severity: 'medium', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.original-differs', version: 1, severity: 'medium', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.moved-signature', version: 1, severity: 'high', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 24] },
  { kind: 'across.replayed-signature', version: 1, severity: 'low', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.shared-boundary', version: 1, severity: 'medium', honest: [2, 0, 0, 0], malicious: [36, 0, 0, 94] },
  { kind: 'across.shared-boundary', version: 1, severity: 'info', honest: [0, 0, 0, 0], malicious: [2, 0, 0, 3] },
  { kind: 'across.shared-content-id', version: 1, severity: 'low', honest: [0, 0, 0, 0], malicious: [0, 3, 0, 10] },
  { kind: 'across.shared-message-id', version: 1, severity: 'high', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 4] },
  { kind: 'across.same-microsecond', version: 1, severity: 'high', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.same-text', version: 1, severity: 'medium', honest: [2, 0, 0, 0], malicious: [275, 6, 0, 159] },
  { kind: 'across.same-text', version: 1, severity: 'info', honest: [55, 0, 3, 0], malicious: [101, 6, 0, 124] },
  { kind: 'across.same-second', version: 1, severity: 'info', honest: [408, 4, 0, 0], malicious: [17, 0, 0, 2] },
  { kind: 'across.missing-parent', version: 1, severity: 'info', honest: [669, 1186, 5, 0], malicious: [0, 1, 0, 135] },
  { kind: 'across.older-than-parent', version: 1, severity: 'medium', honest: [2, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.older-than-parent', version: 1, severity: 'low', honest: [22, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.counter-order', version: 1, severity: 'medium', honest: [0, 0, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.unlike-sender', version: 1, severity: 'medium', honest: [4, 2, 0, 0], malicious: [0, 0, 0, 0] },
  { kind: 'across.unlike-sender', version: 1, severity: 'low', honest: [1, 4, 0, 0], malicious: [0, 0, 0, 1] },
];
