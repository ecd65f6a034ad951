/** A field as found: offsets only, until the whole section is known. */
export interface RawField {
  readonly start: number;
  readonly nameEnd: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** Far more fields than a header has: the longest of 12,754 files of mail had 156. One of 10,000 is still shown whole. */
export const MAX_FIELDS = 12_000;

/** Fields that may stand once (RFC 5322 section 3.6); mail programs differ on which one counts. */
export const SINGULAR: ReadonlySet<string> = new Set([
  ...['date', 'from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'message-id', 'in-reply-to', 'references', 'subject'],
  ...['mime-version'],
]);

/** Those by which programs show a message: nobody can hide a second sender behind thousands of other fields. */
const ALWAYS_SEEN: ReadonlySet<string> = new Set([
  ...SINGULAR,
  ...['return-path', 'content-type', 'content-transfer-encoding', 'content-disposition'],
]);
const LONGEST_NAME = Math.max(...[...ALWAYS_SEEN].map(({ length }) => length));
/** The bytes with which these names begin: nearly every other name is told apart by its first. */
const FIRST_BYTES: ReadonlySet<number> = new Set(
  [...ALWAYS_SEEN].flatMap((name) => [name.charCodeAt(0), name.toUpperCase().charCodeAt(0)]),
);

/**
 * The fields of a header, of which a bounded number is kept: the first `MAX_FIELDS`, and beyond them, of each name by
 * which a message is shown, the first and the last.
 */
export class FieldLimit {
  private readonly bytes: Uint8Array;
  private readonly kept: RawField[] = [];
  private readonly firstBeyond = new Map<string, RawField>();
  private readonly lastBeyond = new Map<string, RawField>();
  private first: number | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The same fields, to go on from by themselves. */
  copy(): FieldLimit {
    const copy = new FieldLimit(this.bytes);
    copy.kept.push(...this.kept);
    for (const [name, field] of this.firstBeyond) copy.firstBeyond.set(name, field);
    for (const [name, field] of this.lastBeyond) copy.lastBeyond.set(name, field);
    copy.first = this.first;
    return copy;
  }

  /** Where the first field beyond the limit begins. */
  get beyondFrom(): number | undefined {
    return this.first;
  }

  /** Whether the field that begins here, with its colon there, is one to keep. */
  wants(start: number, colonAt: number): boolean {
    if (this.kept.length < MAX_FIELDS) return true;
    this.first ??= start;
    return FIRST_BYTES.has(this.bytes[start] ?? 0) && ALWAYS_SEEN.has(this.nameAt(start, colonAt));
  }

  add(field: RawField): void {
    if (this.kept.length < MAX_FIELDS) {
      this.kept.push(field);
      return;
    }
    const name = this.nameAt(field.start, field.nameEnd);
    if (!this.firstBeyond.has(name)) this.firstBeyond.set(name, field);
    this.lastBeyond.set(name, field);
  }

  /** In the order in which they stand. */
  all(): readonly RawField[] {
    if (this.firstBeyond.size === 0) return this.kept;
    const beyond = new Set([...this.firstBeyond.values(), ...this.lastBeyond.values()]);
    return [...this.kept, ...[...beyond].sort((a, b) => a.start - b.start)];
  }

  /** In lower case; empty where it is longer than any that counts. */
  private nameAt(start: number, end: number): string {
    let name = '';
    for (let at = start; at < end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte === 32 || byte === 9) break;
      if (at - start >= LONGEST_NAME) return '';
      name += String.fromCharCode(byte);
    }
    return name.toLowerCase();
  }
}
