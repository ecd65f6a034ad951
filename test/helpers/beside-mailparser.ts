/**
 * What this project's reader and mailparser 3.9.31 say of one message, fact by fact, with the reason for each difference.
 *
 * A reason is only given where the bytes show it: each one is a check, there is none for "other". They are losses of
 * mailparser, choices of ours that an issue makes visible, or bytes that are no message at all.
 */
import { createHash } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import type { EmailAddress, ParsedMail } from 'mailparser';
import { fieldsNamed } from '../../shared/email/anatomy';
import { sliceBytes } from '../../shared/email/byte-string';
import { decodeHeaderText } from '../../shared/email/encoded-words';
import { readExtras } from '../../shared/email/extra-readings';
import { decodeBody } from '../../shared/email/transfer-decoding';
import type { Anatomy, Mailbox, MimePart } from '../../shared/email/types';

export interface Difference {
  readonly fact: 'from' | 'to' | 'cc' | 'reply-to' | 'subject' | 'message-id' | 'date' | 'attachments';
  readonly theirs: string;
  readonly ours: string;
  /** Empty where nothing explains it. */
  readonly reason: string;
}

interface Pair {
  readonly anatomy: Anatomy;
  readonly bytes: Uint8Array;
  readonly mail: ParsedMail;
  /** When mailparser was asked, for dates that it takes from the clock. */
  readonly askedMs: number;
}

/** A reason and what shows it. */
type Reason = readonly [words: string, isShown: boolean];

const firstShown = (reasons: readonly Reason[]): string => reasons.find(([, isShown]) => isShown)?.[0] ?? '';

export function differences(pair: Pair): readonly Difference[] {
  const lists = (['from', 'to', 'cc', 'reply-to'] as const).map((key) => addresses(pair, key));
  const found = [...lists, subject(pair), messageId(pair), date(pair), attachments(pair)];
  return found.flatMap((one) => one ?? []);
}

/** Why mailparser can see no header, or another one, where ours sees this one. */
function headerReasons({ anatomy, bytes, mail }: Pair, hasTheirs: boolean): readonly Reason[] {
  const has = (code: string) => anatomy.issues.some((issue) => issue.code === code);
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, anatomy.bodyStart).toString('latin1');
  return [
    ['bytes without a header: mailparser takes any line with a colon for a field', anatomy.fields.length === 0],
    ['mailparser: a file whose only line ends are CR has no header', has('message.bare-cr-line-ends') && !hasTheirs],
    ['mailparser: the field behind a byte order mark is lost', has('message.byte-order-mark') && !hasTheirs],
    ['mailparser: empty lines before the first field end the header', has('header.leading-blank-lines') && !hasTheirs],
    ['mailparser: a field with a blank before its colon is lost', has('header.space-before-colon') && !hasTheirs],
    ['mailparser: a CR inside a line is lost', has('header.bare-cr') && /\r(?!\n)/.test(lines)],
    ['mailparser: no headers of a message in UTF-16', has('message.utf-16') && mail.headers.size === 0],
  ];
}

const flat = (value: readonly EmailAddress[]): readonly string[] =>
  value.flatMap((entry) => (entry.group ? flat(entry.group) : [entry.address ?? '']));

function theirAddresses(mail: ParsedMail, key: 'from' | 'to' | 'cc' | 'reply-to'): readonly string[] {
  const found = key === 'reply-to' ? mail.replyTo : mail[key];
  return [found ?? []].flat().flatMap(({ value }) => flat(value));
}

function ourMailboxes(anatomy: Anatomy, key: 'from' | 'to' | 'cc' | 'reply-to'): readonly Mailbox[] {
  const others = new Set(anatomy.fromReadings.map(({ mailbox }) => mailbox));
  const all = key === 'reply-to' ? anatomy.replyTo : anatomy[key];
  return all.filter((mailbox) => !others.has(mailbox));
}

const normal = (list: readonly string[]): readonly string[] =>
  list.filter((one) => one !== '').map((one) => one.toLowerCase());

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

function addresses(pair: Pair, key: 'from' | 'to' | 'cc' | 'reply-to'): Difference | undefined {
  const { anatomy, mail } = pair;
  const theirs = normal(theirAddresses(mail, key));
  const mailboxes = ourMailboxes(anatomy, key);
  const ours = normal(mailboxes.map(({ address }) => address));
  if (isSame(theirs, ours)) return undefined;
  const fields = fieldsNamed(anatomy, key);
  const bodies = fields.map(({ body }) => body).join('\n');
  const last = fields.at(-1);
  const ofLast = normal(
    mailboxes.filter(({ span }) => last !== undefined && span.start >= last.span.start).map(({ address }) => address),
  );
  const unicode = (list: readonly string[]) =>
    list.map((one) => one.replace(/[^@]*$/, (host) => domainToUnicode(host)));
  const isNoted = anatomy.issues.some(
    ({ code, span }) =>
      code.startsWith('address.') &&
      fields.some((field) => span.start >= field.span.start && span.end <= field.span.end),
  );
  const reason = firstShown([
    ...headerReasons(pair, theirs.length > 0),
    ['mailparser: the last of several fields only', fields.length > 1 && isSame(theirs, ofLast)],
    [
      'a field whose name and colon stand on two lines: a further reading here, the usual one of mailparser',
      key === 'from' &&
        ours.length === 0 &&
        isSame(
          theirs,
          normal(
            anatomy.fromReadings
              .filter(({ reason }) => reason === 'hidden-field')
              .map(({ mailbox }) => mailbox.address),
          ),
        ),
    ],
    ['mailparser: punycode decoded', ours.some((one) => one.includes('xn--')) && isSame(theirs, unicode(ours))],
    ['mailparser: bytes that are not UTF-8 are lost', theirs.some((one) => one.includes('\ufffd'))],
    [
      'mailparser: a name without a domain is no address',
      isSame(
        theirs,
        ours.filter((one) => one.includes('@')),
      ),
    ],
    [
      'mailparser: quotes inside of an address are left out, with what follows them in a domain',
      ours.some((one) => one.includes('"')) &&
        theirs.every((one, at) => bareAddress(ours[at] ?? '').startsWith(bareAddress(one))),
    ],
    ['mailparser: a comment inside of an address is read as part of it', /<[^>]*\([^>]*>/.test(bodies)],
    ['the field can be read in several ways, and an issue says so', isNoted],
  ]);
  return { fact: key, theirs: theirs.join(', '), ours: ours.join(', '), reason };
}

const bareAddress = (address: string): string => address.replace(/["\u2400-\u2424]/g, '');

const plain = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

function subject(pair: Pair): Difference | undefined {
  const { anatomy, mail } = pair;
  const theirs = plain(mail.subject);
  const ours = plain(anatomy.subject);
  if (theirs === ours) return undefined;
  const fields = fieldsNamed(anatomy, 'subject');
  const [field] = fields;
  const isOdd = anatomy.issues.some(
    ({ code, span }) =>
      code.startsWith('encoded-word.') &&
      field !== undefined &&
      span.start >= field.span.start &&
      span.end <= field.span.end,
  );
  const letters = (text: string) => text.replace(/[^\x21-\x7e]/g, '');
  const reason = firstShown([
    ...headerReasons(pair, theirs !== ''),
    ['mailparser: the last of several fields', fields.length > 1 && theirs === plain(fields.at(-1)?.text)],
    [
      'mailparser: bytes that are not UTF-8 are lost',
      theirs.includes('\ufffd') && !ours.includes('\ufffd') && letters(theirs) === letters(ours),
    ],
    ['a broken encoded word, and an issue says so', isOdd],
    ['controls are made visible', /[\u2400-\u2424]/.test(ours) && letters(theirs) === letters(ours)],
  ]);
  return { fact: 'subject', theirs, ours, reason };
}

function messageId(pair: Pair): Difference | undefined {
  const { anatomy, mail } = pair;
  const bare = (text: string) => text.replace(/^<|>$/g, '').replace(/\s+/g, '');
  const theirs = bare(mail.messageId ?? '');
  const ours = bare(anatomy.messageId);
  if (theirs === ours) return undefined;
  const fields = fieldsNamed(anatomy, 'message-id');
  const [first] = fields;
  const reason = firstShown([
    ...headerReasons(pair, theirs !== ''),
    ['mailparser: the last of several fields', fields.length > 1 && (fields.at(-1)?.body ?? '').includes(theirs)],
    [
      'mailparser: an encoded word is decoded, here kept as written',
      ours.startsWith('=?') && theirs === bare(decodeHeaderText(ours)),
    ],
    [
      'mailparser: the whole field, where more than an id stands in it',
      ours !== '' && theirs.includes(ours) && bare(first?.text ?? '') !== ours,
    ],
  ]);
  return { fact: 'message-id', theirs, ours, reason };
}

const HOUR_MS = 3_600_000;

function date(pair: Pair): Difference | undefined {
  const { anatomy, mail, askedMs } = pair;
  const theirs = mail.date?.getTime();
  const ours = anatomy.date?.instantMs;
  if (theirs === ours) return undefined;
  const fields = fieldsNamed(anatomy, 'date');
  const problems = new Set(anatomy.date?.problems ?? []);
  const off = theirs !== undefined && ours !== undefined ? theirs - ours : 0;
  const reason = firstShown([
    ...headerReasons(pair, theirs !== undefined),
    [
      'mailparser: an unreadable date becomes the present time',
      theirs !== undefined && Math.abs(theirs - askedMs) < HOUR_MS,
    ],
    ['mailparser: the last of several fields', fields.length > 1],
    [
      'mailparser: a time without a zone is read in the zone of the reader',
      ours === undefined && problems.has('no-zone'),
    ],
    ['mailparser: year 1 becomes 2001', problems.has('year-implausible') && theirs === Date.UTC(2001, 0, 1)],
    [
      'no date by the standard: mailparser takes what the JavaScript engine makes of it',
      ours === undefined && problems.has('unreadable') && theirs === new Date(fields[0]?.text ?? '').getTime(),
    ],
    [
      'an impossible zone gives no instant',
      ours === undefined && (problems.has('zone-impossible') || problems.has('zone-unknown')),
    ],
    [
      'an impossible day or time gives no instant',
      ours === undefined && (problems.has('day-impossible') || problems.has('time-impossible')),
    ],
    [
      'mailparser: a zone of letters is another one, or none',
      off !== 0 && off % (HOUR_MS / 2) === 0 && /[A-Z]/.test(anatomy.date?.zoneText ?? ''),
    ],
  ]);
  const shown = (ms: number | undefined) => (ms === undefined ? 'none' : new Date(ms).toISOString());
  return {
    fact: 'date',
    theirs: shown(theirs),
    ours: `${shown(ours)} ${[...problems].join(' ')} ${fields[0]?.text ?? ''}`,
    reason,
  };
}

/** What is an attachment, and where to look for them: by our reader, and with each habit of mailparser in turn. */
interface Habits {
  readonly reportIsText: boolean;
  readonly namedTextIsText: boolean;
  readonly opensMessages: boolean;
  readonly digestIsText: boolean;
  readonly keepsUuencode: boolean;
}

const HABITS: readonly (readonly [keyof Habits, string])[] = [
  ['reportIsText', 'mailparser: a delivery status is text'],
  ['namedTextIsText', 'mailparser: an inline text with a file name is text'],
  ['opensMessages', 'mailparser: an enclosed message that is inline is read as part of the one around it'],
  ['digestIsText', 'mailparser: a part of a digest without a type of its own is text'],
  ['keepsUuencode', 'mailparser: uuencode is not decoded'],
];

const NO_HABITS: Habits = {
  reportIsText: false,
  namedTextIsText: false,
  opensMessages: false,
  digestIsText: false,
  keepsUuencode: false,
};

function attached(part: MimePart, habits: Habits): readonly MimePart[] {
  if (part.mediaType.startsWith('multipart/')) {
    const isDigest = part.mediaType === 'multipart/digest';
    const isText = (one: MimePart) =>
      habits.digestIsText && isDigest && !one.fields.some(({ key }) => key === 'content-type');
    return part.parts.filter((one) => !isText(one)).flatMap((one) => attached(one, habits));
  }
  const isOpened = part.mediaType === 'message/rfc822' && part.disposition === 'inline';
  if (habits.opensMessages && isOpened && /^(?:|7bit|8bit|binary)$/.test(part.transferEncoding)) {
    return part.parts.flatMap((one) => attached(one, habits));
  }
  const isReport = part.mediaType === 'message/delivery-status';
  const isText = /^text\/(?:plain|html)$/.test(part.mediaType) || (habits.reportIsText && isReport);
  const isMarked = part.disposition !== '' && part.disposition !== 'inline';
  return !isText || isMarked || (!habits.namedTextIsText && part.fileName !== '') ? [part] : [];
}

/** The content without differences of line ends and outer blanks, as a byte string. */
const shownContent = (content: Uint8Array): string =>
  Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1').replace(/\r\n?/g, '\n').trim();

const digest = (content: string): string => createHash('sha256').update(content, 'latin1').digest('hex').slice(0, 12);

function attachments(pair: Pair): Difference | undefined {
  const { anatomy, bytes, mail } = pair;
  const theirs = mail.attachments.map(({ content }) =>
    shownContent(Buffer.isBuffer(content) ? content : new Uint8Array()),
  );
  const oursBy = (habits: Habits) =>
    attached(anatomy.structure, habits).map((part) => {
      const isKept = habits.keepsUuencode && /uue?(?:ncode)?$/.test(part.transferEncoding);
      return shownContent(isKept ? sliceBytes(bytes, part.bodySpan) : decodeBody(bytes, part));
    });
  const own = oursBy(NO_HABITS);
  if (isSame(theirs, own)) return undefined;
  const reason = firstShown([
    ...headerReasons(pair, mail.headers.size > 1),
    [BLANKS_BEHIND, hasBlanksBehind(pair) && theirs.length < own.length],
  ]);
  const names = attached(anatomy.structure, NO_HABITS).map(({ path, mediaType }) => `${path} ${mediaType}`);
  return {
    fact: 'attachments',
    theirs: theirs.map(digest).join(' '),
    ours: `${own.map(digest).join(' ')} (${names.join(', ')})`,
    reason: habitReason(theirs, oursBy) || reason || structureReason(pair, theirs),
  };
}

/** The fewest habits of mailparser that make both lists the same, content by content. */
function habitReason(theirs: readonly string[], oursBy: (habits: Habits) => readonly string[]): string {
  const sets = Array.from({ length: 2 ** HABITS.length - 1 }, (_, at) =>
    HABITS.filter((_habit, bit) => ((at + 1) >> bit) & 1),
  );
  const fitting = sets
    .toSorted((a, b) => a.length - b.length)
    .find((chosen) => {
      const on = Object.fromEntries(chosen.map(([habit]) => [habit, true]));
      return isSame(theirs, oursBy({ ...NO_HABITS, ...on }));
    });
  return fitting?.map(([, words]) => words).join('; ') ?? '';
}

const BLANKS_BEHIND = 'mailparser: a boundary line with blanks behind it divides nothing';

function hasBlanksBehind({ anatomy, bytes }: Pair): boolean {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const boundaries = new Set(partsOf(anatomy.structure).map(({ boundary }) => `--${boundary ?? ''}`));
  return lines.some((line) => /[ \t]\r?$/.test(line) && boundaries.has(line.trimEnd()));
}

/** Ways to divide a message that readers differ on: the issue that shows it, and what differs. */
const STRUCTURES: readonly (readonly [code: string, words: string])[] = [
  ['mime.type-invalid', 'a type that is none: mailparser takes an attachment, ours a text'],
  ['mime.boundary-guessed', 'no boundary is declared: ours divides by the one that is written'],
  ['mime.content-type-duplicate', 'two content types: mailparser takes the other one'],
  ['mime.part-after-close', 'parts after the end: mailparser reads none'],
  ['mime.base64-odd-letters', 'text that is no base64 is decoded in two ways'],
  ['mime.boundary-unclosed', 'a boundary that is never closed: readers end the last part in two ways'],
  ['mime.boundary-lookalike', 'a line like a boundary divides for mailparser'],
  ['header.no-empty-line', 'a part whose header does not end: readers end it in two ways'],
];

/** Only where each content that mailparser shows is also in a reading of ours, whole or in the part that both take. */
function structureReason({ anatomy, bytes }: Pair, theirs: readonly string[]): string {
  const further = readExtras(bytes, anatomy).readings.map(({ content }) => shownContent(content));
  const known = [...partsOf(anatomy.structure).map((part) => shownContent(decodeBody(bytes, part))), ...further];
  const isKept = theirs.every((one) => known.some((own) => own !== '' && (own.startsWith(one) || one.startsWith(own))));
  const codes = new Set(anatomy.issues.map(({ code }): string => code));
  const [, words = ''] = STRUCTURES.find(([code]) => codes.has(code)) ?? [];
  return isKept ? words : '';
}

function partsOf(part: MimePart): readonly MimePart[] {
  return [part, ...part.parts.flatMap(partsOf)];
}
