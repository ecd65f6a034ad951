/**
 * The custody journal's line: one act, canonical JSON (RFC 8785), chained and signed.
 *
 * A line is `{"entry":{…},"sig":"…"}` without its line end. The signature (ECDSA P-256, SHA-256, DER, base64) covers the
 * bytes of the entry object as they stand in the line; the hash of the whole line is the `prev` of the next one. What is
 * verified are the stored bytes: nothing is serialised again.
 */

/** A thing that an act is about: hashes and references, never content. */
export type JournalSubject = Readonly<Record<string, unknown>>;

export interface JournalEntry {
  readonly v: 1;
  /** 0, 1, 2, … without gaps. */
  readonly seq: number;
  /** Random, so that no line can be guessed from its content. */
  readonly id: string;
  /** Wall clock in UTC, milliseconds: `2026-11-23T19:07:59.123Z`. This computer's clock. */
  readonly at: string;
  /** The computer's zone at that moment, such as `-05:00`. */
  readonly zone: string;
  /** Monotonic milliseconds within the session: shows a wall clock that was changed. */
  readonly mono: number;
  readonly session: string;
  readonly actor: { readonly name: string; readonly organisation: string; readonly key: string };
  readonly act: JournalAct;
  readonly subject: JournalSubject;
  readonly tool: { readonly name: 'Chainmail'; readonly version: string };
  /** SHA-256 of the line before, hexadecimal; 64 zeros for the first. */
  readonly prev: string;
}

export const JOURNAL_ACTS = [
  'case.create',
  'key.enrol',
  'evidence.begin',
  'evidence.receive',
  'evidence.abandon',
  'finding.assess',
  'finding.assess-many',
  'message.annotate',
  'message.annotate-many',
  'tag.add',
  'tag.remove',
  'time.solve',
  'boundary.move',
  'protection.change',
  'redaction.change',
  'search.save',
  'search.remove',
  'exhibit.add',
  'exhibit.remove',
  'briefing.write',
  'act.undo',
  'act.redo',
  'custody.hand-over',
  'custody.take-over',
  'custody.receipt',
  'custody.dispose',
  'custody.correct',
  'custody.restore',
  'custody.timestamp',
  'identity.notice',
  'role.assign',
  'policy.set',
  'release.propose',
  'release.decide',
  'packet.export',
  'copy.save',
  'voters.compare',
  'case.verify',
  'clock.jump',
  'journal.repair',
] as const;

export type JournalAct = (typeof JOURNAL_ACTS)[number];

export const FIRST_PREV = '0'.repeat(64);

/** A line as read back: the entry, the exact bytes that were signed, the signature and the line's own hash. */
export interface JournalLine {
  readonly entry: JournalEntry;
  readonly signedText: string;
  readonly signature: string;
  /** SHA-256 of the line's bytes without its line end. */
  readonly hash: string;
}
