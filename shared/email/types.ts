/**
 * What the readers of a message say about it, always with the bytes that say so.
 *
 * Every span is a pair of byte offsets from the message's first byte. Text that came from the message is kept in two
 * forms: a *byte string* (one UTF-16 unit for each byte, code 0 to 255, so that index equals byte offset) wherever
 * positions matter, and decoded text (RFC 2047, RFC 6532, declared charset) wherever a person reads it.
 */

/** A byte range in a message; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One unit for each byte (0 to 255): index i is byte offset i. Not text: decode before showing it to a person. */
export type ByteString = string;

/** A reader's complaint or tolerance: the message is read on, but the byte range is not what the standard asks for. */
export interface ParseIssue {
  /** Stable code, such as `header.bare-cr`, `date.no-zone`, `mime.boundary-unclosed`. */
  readonly code: string;
  readonly span: Span;
}

/** One header field as it lies in the message (RFC 5322 section 2.2). */
export interface HeaderField {
  /** The name as written, without the colon. */
  readonly name: string;
  /** The name in lower case, for look-up. */
  readonly key: string;
  /** The whole field, from its first byte to after its last line end. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** The body: after the colon (and its following blanks) to before the last line end; folds included. */
  readonly bodySpan: Span;
  /** The body as a byte string, folds included: `body[i]` is the byte at `bodySpan.start + i`. */
  readonly body: ByteString;
  /** The body unfolded and decoded for reading (RFC 2047 encoded words, UTF-8; else windows-1252). */
  readonly text: string;
}

/** One mailbox of an address list (RFC 5322 section 3.4). */
export interface Mailbox {
  readonly span: Span;
  /** Display name, decoded; empty when there is none. */
  readonly name: string;
  readonly nameSpan: Span | undefined;
  /** `local@domain` as written, comments and folding removed; empty when the entry has no address. */
  readonly address: string;
  readonly addressSpan: Span | undefined;
  readonly localPart: string;
  /** Domain in lower case, as written (punycode stays punycode). */
  readonly domain: string;
  /** The group's name where the mailbox stands inside a group. */
  readonly group: string | undefined;
}

/** A date-time as it was written (RFC 5322 section 3.3), with what had to be tolerated. */
export interface WrittenDate {
  readonly span: Span;
  /** Instant in milliseconds since 1970 UTC; undefined when the text gives no instant (no zone, impossible day …). */
  readonly instantMs: number | undefined;
  /** Offset from UTC in minutes as written; undefined when missing, unknown or `-0000`. */
  readonly offsetMinutes: number | undefined;
  /** The zone as written, such as `-0400` or `EDT`. */
  readonly zoneText: string;
  /** The weekday as written (0 = Sunday) and the one that the date really had. */
  readonly weekdayWritten: number | undefined;
  readonly weekdayTrue: number | undefined;
  /**
   * Problem codes: `no-zone`, `zone-impossible`, `zone-unknown`, `zone-military`, `zone-name-contradicts`, `weekday-wrong`,
   * `day-impossible`, `time-impossible`, `two-digit-year`, `year-implausible` (before 1900), `unreadable`.
   */
  readonly problems: readonly string[];
}

/** One part of the MIME tree (RFC 2045, 2046). */
export interface MimePart {
  /** `1`, `1.2`, …: the position in the tree, as IMAP counts (RFC 3501 section 6.4.5); the root is `` (empty). */
  readonly path: string;
  /** `type/subtype` in lower case; the default where missing is `text/plain`. */
  readonly mediaType: string;
  /** Content-Type and Content-Disposition parameters, RFC 2231 decoded, names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: string;
  /** File name by Content-Disposition, else by Content-Type's `name`; decoded; empty when there is none. */
  readonly fileName: string;
  readonly charset: string;
  readonly transferEncoding: string;
  readonly contentId: string;
  readonly fields: readonly HeaderField[];
  /** Header and body of the part. */
  readonly span: Span;
  readonly bodySpan: Span;
  readonly boundary: string | undefined;
  readonly boundarySpan: Span | undefined;
  readonly parts: readonly MimePart[];
}

/** A sender that only some programs show, and what makes them. */
export interface SenderReading {
  readonly mailbox: Mailbox;
  readonly reason:
    | 'hidden-field' // a From field where other programs see text of another field, or the body
    | 'stand-in' // Sender or Resent-From, as From has no address
    | 'nul'
    | 'bare-cr'
    | 'several-at'
    | 'comment'
    | 'quoted'
    | 'blank'
    | 'encoded' // an address or a comma inside of an encoded word
    | 'look-alike' // letters that are the same after normalisation
    | 'international' // punycode, decoded
    | 'route';
}

/** The one source of header facts: everything that the reader found, with offsets. */
export interface Anatomy {
  /** Bytes of the message. */
  readonly length: number;
  /** A leading `From ` line of a mailbox file, if the bytes begin with one. */
  readonly fromLine: Span | undefined;
  /** Header section: first byte of the first field to the end of the last one. */
  readonly headerSpan: Span;
  /** First byte after the empty line; equals `length` when there is no body. */
  readonly bodyStart: number;
  readonly fields: readonly HeaderField[];
  /** Every sender that some program shows: first those of the usual reading, then those of `fromReadings`. */
  readonly from: readonly Mailbox[];
  /** The senders that only other readings of the header give. */
  readonly fromReadings: readonly SenderReading[];
  readonly sender: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  /** The address of the topmost Return-Path; address empty for `<>`. */
  readonly returnPath: Mailbox | undefined;
  readonly subject: string;
  readonly date: WrittenDate | undefined;
  /** Message-ID without angle brackets; empty when missing. */
  readonly messageId: string;
  readonly messageIdSpan: Span | undefined;
  readonly structure: MimePart;
  readonly issues: readonly ParseIssue[];
}

/** The encryption of one hand-over, in the words of the host that took the message. */
export interface HopEncryption {
  readonly span: Span;
  /** `TLSv1.3`, `TLS1_2`; empty when not written. */
  readonly version: string;
  readonly cipher: string;
}

/** One Received field, read (RFC 5321 section 4.4). Index 0 is the topmost field: the hop nearest to the recipient. */
export interface Hop {
  readonly span: Span;
  /** The host that handed over, as the receiving host recorded it: reverse name where known, else the HELO name. */
  readonly from: string;
  readonly fromSpan: Span | undefined;
  /** The name that the sending host gave of itself. */
  readonly helo: string;
  readonly heloSpan: Span | undefined;
  /** Reverse name (rDNS) as recorded by the receiving host; empty when not recorded or `unknown`. */
  readonly reverseName: string;
  readonly reverseNameSpan: Span | undefined;
  readonly ip: string;
  readonly ipSpan: Span | undefined;
  readonly by: string;
  readonly bySpan: Span | undefined;
  /** The `with` clause: SMTP, ESMTPSA, HTTP, LMTP … */
  readonly protocol: string;
  readonly id: string;
  readonly idSpan: Span | undefined;
  /** The `for` clause's address. */
  readonly recipient: string;
  readonly recipientSpan: Span | undefined;
  /** The envelope's sender, where the server wrote it down; `<>` for the empty one. */
  readonly envelopeFrom: string;
  readonly envelopeFromSpan: Span | undefined;
  /** The account that signed in to hand the message over. */
  readonly account: string;
  readonly accountSpan: Span | undefined;
  /** Name or number of the user on that very computer whose program handed the message in. */
  readonly localUser: string;
  readonly localUserSpan: Span | undefined;
  /** Encryption as written; undefined where the line tells neither version nor cipher. */
  readonly tls: HopEncryption | undefined;
  readonly date: WrittenDate | undefined;
  /** Seconds since the hop before it in time order (the field below); undefined where either time is missing. */
  readonly delaySeconds: number | undefined;
  /** Whether the hop stands above the proposed trust boundary; everything below is the sender's claim. */
  readonly trusted: boolean;
}

/** Between the hops that the receiving side wrote and those that anybody can have written. */
export interface Boundary {
  /** How many hops, from the top, are taken as the receiving side's. */
  readonly trustedHops: number;
  /** How many the fields themselves propose. */
  readonly proposed: number;
  /** The receiving organisation by its hops, such as `example.com` or `family:google`; empty where they tell none. */
  readonly house: string;
  /** Names of fields of the receiving side that agree with it, such as `Delivered-To`. */
  readonly confirmedBy: readonly string[];
}

/**
 * Whose clock a time was read from: the author's computer, the service that the author wrote or sent with, a server on
 * the way, the recipient's own provider, or something that was put into the message.
 */
export type ClockOwner = 'author' | 'service' | 'relay' | 'recipient' | 'content';

/** A time found in a message, other than by reading it as text only. */
export interface EmbeddedTime {
  /** Where it stands: a field name in lower case, or `mime-boundary`, `content-id` … */
  readonly source: string;
  /** Decoder id, such as `date`, `received`, `message-id.postfix`, `boundary.nextpart`. */
  readonly kind: string;
  readonly span: Span;
  /** Milliseconds since 1970 UTC. For a local clock of unknown zone: the wall clock read as if it were UTC. */
  readonly timeMs: number;
  readonly precisionSeconds: number;
  /** `utc`: an instant; `local`: a wall clock whose zone the format does not tell. */
  readonly clock: 'utc' | 'local';
  readonly whose: ClockOwner;
  /** `equality`: should agree with the clock of the same event; `lower`: the message cannot be older than this. */
  readonly bound: 'equality' | 'lower' | 'upper';
}
