import type { IssueCode } from './issue-codes';
import { ignoreIssues, type Note } from './issues';
import { makeMailbox } from './mailbox-entry';
import { phraseOf } from './phrase';
import { readTokens, type Token } from './structured-tokens';
import type { ByteString, HeaderField, Mailbox } from './types';

/**
 * Address lists (RFC 5322 section 3.4, obsolete forms of section 4.4 included).
 *
 * Where a field can be read in several ways, every address in it is reported and the ambiguity is an issue: which of
 * them a mail program shows depends on the program, and that difference is what such fields are made for
 * (Chen et al., "Composition Kills", USENIX Security 2020).
 */

/** Four words an address: as many as the words of a field suffice for. */
const maxMailboxes = 5_000;

/** Tokens of one entry of the list, while it is read. */
interface Entry {
  readonly outside: Token[];
  /** The tokens between angle brackets; undefined until one was opened. */
  angle: Token[] | undefined;
  /** Where the angle bracket opened and after where it closed. */
  angleStart: number;
  angleEnd: number;
}

/** Reads every mailbox of a field. */
export function readMailboxes(field: HeaderField, note: Note = ignoreIssues): readonly Mailbox[] {
  return readAddressList(field.body, field.bodySpan.start, note);
}

/** Reads an address list; `base` is the offset of the body's first byte in the message. */
export function readAddressList(body: ByteString, base: number, note: Note = ignoreIssues): readonly Mailbox[] {
  const list = readTokens(body);
  for (const { kind, at } of list.unclosed) note(`address.${kind}-unclosed`, base + at, base + at + 1);
  if (list.end < body.length) note('address.too-many-tokens', base + list.end, base + body.length);
  return new AddressListReader(body, base, note).read(list.tokens);
}

/** The reading head over one list of tokens: goes forward only. */
class AddressListReader {
  private readonly mailboxes: Mailbox[] = [];
  private readonly body: ByteString;
  private readonly base: number;
  private readonly note: Note;
  private group: string | undefined;
  private entry: Entry = newEntry();
  private hasAt = false;

  constructor(body: ByteString, base: number, note: Note) {
    this.body = body;
    this.base = base;
    this.note = note;
  }

  read(tokens: readonly Token[]): readonly Mailbox[] {
    for (let index = 0; index < tokens.length; ) {
      if (this.mailboxes.length >= maxMailboxes) {
        this.noteAt('address.too-many', tokens[index]);
        return this.mailboxes;
      }
      index = this.step(tokens, index);
    }
    this.flush();
    if (this.group !== undefined) this.note('address.group-unclosed', this.base, this.base + this.body.length);
    return this.mailboxes;
  }

  /** Takes one token, or a whole angle address; returns the next place. */
  private step(tokens: readonly Token[], index: number): number {
    const token = tokens[index];
    if (token === undefined) return index + 1;
    const unit = this.unitOf(token);
    if (unit === ',') this.flush();
    else if (unit === ';') this.endGroup(token);
    else if (unit === ':' && !this.hasAt && this.entry.angle === undefined) this.startGroup(token);
    else if (unit === '<') return this.readAngle(tokens, index);
    else if (unit === '>') this.noteAt('address.angle-stray', token);
    else {
      if (unit === ':') this.noteAt('address.colon-stray', token);
      this.hasAt ||= unit === '@';
      this.entry.outside.push(token);
    }
    return index + 1;
  }

  private startGroup(colon: Token): void {
    if (this.group !== undefined) this.noteAt('address.group-nested', colon);
    const words = this.entry.outside.filter((token) => token.kind !== 'comment');
    this.group = phraseOf(this.body, words);
    this.entry = newEntry();
  }

  private endGroup(semicolon: Token): void {
    this.flush();
    if (this.group === undefined) this.noteAt('address.semicolon', semicolon);
    this.group = undefined;
  }

  /** RFC 5322 section 3.4 `angle-addr`, with the source route of section 4.4, which has commas of its own. */
  private readAngle(tokens: readonly Token[], index: number): number {
    const open = tokens[index];
    if (open === undefined) return index + 1;
    if (this.entry.angle !== undefined) {
      this.noteAt('address.comma-missing', open);
      this.flush();
    }
    const inside: Token[] = [];
    let at = index + 1;
    while (at < tokens.length && !this.endsAngle(tokens, at, inside)) {
      const token = tokens[at];
      if (token !== undefined && this.unitOf(token) !== '<') inside.push(token);
      at += 1;
    }
    const close = tokens[at];
    const isClosed = close?.kind === 'special' && this.body[close.start] === '>';
    if (!isClosed) this.noteAt('address.angle-unclosed', open);
    this.entry.angle = inside;
    this.entry.angleStart = open.start;
    this.entry.angleEnd = isClosed ? (close?.end ?? open.end) : (inside.at(-1)?.end ?? open.end);
    return isClosed ? at + 1 : at;
  }

  /** Whether an angle address cannot go on here; doubled opening brackets, `<<user@example.com>>`, are read as one. */
  private endsAngle(tokens: readonly Token[], at: number, inside: readonly Token[]): boolean {
    const token = tokens[at];
    const unit = token === undefined ? '' : this.unitOf(token);
    if (unit === '<' && inside.length === 0) {
      this.noteAt('address.angle-stray', token);
      return false;
    }
    return (
      unit === '>' || unit === '<' || unit === ';' || (unit === ',' && !isRoute(this.body, inside, tokens[at + 1]))
    );
  }

  private unitOf(token: Token): string {
    return token.kind === 'special' ? (this.body[token.start] ?? '') : '';
  }

  private flush(): void {
    const { outside, angle, angleStart, angleEnd } = this.entry;
    this.entry = newEntry();
    this.hasAt = false;
    if (angle === undefined && outside.length === 0) return;
    const context = { body: this.body, base: this.base, note: this.note, group: this.group };
    for (const mailbox of makeMailbox(
      context,
      outside,
      angle === undefined ? undefined : { tokens: angle, start: angleStart, end: angleEnd },
    )) {
      this.mailboxes.push(mailbox);
    }
  }

  private noteAt(code: IssueCode, token: Token | undefined): void {
    if (token !== undefined) this.note(code, this.base + token.start, this.base + token.end);
  }
}

function newEntry(): Entry {
  return { outside: [], angle: undefined, angleStart: 0, angleEnd: 0 };
}

/** Whether a comma inside angle brackets belongs to a source route: `<@relay.example,@other.example:user@host.example>`. */
function isRoute(body: ByteString, inside: readonly Token[], next: Token | undefined): boolean {
  const first = inside[0];
  return first !== undefined && body[first.start] === '@' && next !== undefined && body[next.start] === '@';
}
