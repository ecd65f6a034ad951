import { decodeHeaderText, unfold } from './encoded-words';
import type { IssueCode } from './issue-codes';
import type { Note } from './issues';
import { phraseOf, unquote } from './phrase';
import type { Token } from './structured-tokens';
import type { ByteString, Mailbox } from './types';
import { toReadable } from './visible-controls';

/** One entry of an address list, made into mailboxes: one, or several where a comma was forgotten. */

export interface EntryContext {
  readonly body: ByteString;
  /** Offset of the body's first byte in the message. */
  readonly base: number;
  readonly note: Note;
  readonly group: string | undefined;
}

/** What stood between angle brackets, and where the brackets are. */
export interface Angle {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** Makes the mailboxes of one entry: `outside` is what stood outside of angle brackets. */
export function makeMailbox(
  context: EntryContext,
  outside: readonly Token[],
  angle: Angle | undefined,
): readonly Mailbox[] {
  if (angle !== undefined) return [fromAngle(context, outside, angle)];
  const addresses = findBareAddresses(context.body, outside);
  if (addresses.length === 0) return fromWords(context, outside);
  if (addresses.length > 1) noteTokens(context, 'address.comma-missing', outside);
  return addresses.map((_, index) => fromBare(context, ownTokens(outside, addresses, index)));
}

function fromAngle(context: EntryContext, outside: readonly Token[], angle: Angle): Mailbox {
  const { body } = context;
  const words = outside.filter((token) => token.kind !== 'comment');
  const after = words.filter((token) => token.start > angle.start);
  if (after.length > 0) noteTokens(context, 'address.text-after-angle', after);
  const address = withoutRoute(context, angle.tokens);
  const named = readName(context, words, outside);
  const read = addressOf(body, address);
  // A name that only repeats the address is what many programs write where they know no name.
  if (named.name.includes('@') && named.name.toLowerCase() !== read.text.toLowerCase()) {
    noteTokens(context, 'address.at-in-name', words.length > 0 ? words : outside);
  }
  const start = Math.min(outside[0]?.start ?? angle.start, angle.start);
  const end = Math.max(outside.at(-1)?.end ?? angle.end, angle.end);
  return { ...mailboxOf(context, start, end, named, read), ...spanOf(context, address, angle) };
}

/** The address's own span; for `<>` the empty place between the brackets. */
function spanOf(context: EntryContext, address: readonly Token[], angle: Angle): Pick<Mailbox, 'addressSpan'> {
  const words = address.filter((token) => token.kind !== 'comment');
  const start = words[0]?.start ?? angle.start + 1;
  const end = words.at(-1)?.end ?? start;
  return { addressSpan: { start: context.base + start, end: context.base + end } };
}

/** Drops a source route (RFC 5322 section 4.4): `@a,@b:` before the address proper. */
function withoutRoute(context: EntryContext, tokens: readonly Token[]): readonly Token[] {
  const first = tokens[0];
  if (first === undefined || context.body[first.start] !== '@') return tokens;
  const colon = tokens.findIndex((token) => token.kind === 'special' && context.body[token.start] === ':');
  if (colon === -1) return tokens;
  noteTokens(context, 'address.source-route', tokens.slice(0, colon + 1));
  return tokens.slice(colon + 1);
}

interface Named {
  readonly name: string;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** The display name: the phrase, else the last comment, as in `user@example.com (Name)`. */
function readName(context: EntryContext, words: readonly Token[], all: readonly Token[]): Named {
  const { body, base, note } = context;
  const first = words[0];
  if (first !== undefined) {
    if (words.some((token) => token.kind === 'quoted' && body.slice(token.start, token.end).includes('=?'))) {
      noteTokens(context, 'address.encoded-word-quoted', words);
    }
    return { name: phraseOf(body, words, base + first.start, note), start: first.start, end: words.at(-1)?.end };
  }
  const comment = all.findLast((token) => token.kind === 'comment');
  if (comment === undefined) return { name: '', start: undefined, end: undefined };
  const inside = unquote(body.slice(comment.start + 1, comment.end - 1));
  return { name: decodeHeaderText(inside, base + comment.start).trim(), start: comment.start, end: comment.end };
}

/** A name without any address: `undisclosed`, `root`, an encoded word that only looks like an address when decoded. */
function fromWords(context: EntryContext, outside: readonly Token[]): readonly Mailbox[] {
  const words = outside.filter((token) => token.kind !== 'comment');
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return [];
  noteTokens(context, 'address.missing', words);
  const named = readName(context, words, outside);
  return [mailboxOf(context, first.start, last.end, named, emptyAddress)];
}

interface Address {
  readonly text: string;
  readonly localPart: string;
  readonly domain: string;
}

const emptyAddress: Address = { text: '', localPart: '', domain: '' };

/** Token places of one address that stands without angle brackets. */
interface BareAddress {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds the addresses among words: each `@` with what belongs to it on both sides.
 *
 * Blanks beside `@` and beside dots do not part an address (RFC 5322 section 4.4), other blanks do. Touching ones, as
 * in `a@b@c.example`, are one address with a local part that holds an `@`.
 */
function findBareAddresses(body: ByteString, tokens: readonly Token[]): readonly BareAddress[] {
  const found: BareAddress[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'special' || body[token.start] !== '@') continue;
    const previous = found.at(-1);
    const floor = previous === undefined ? 0 : previous.last + 1;
    const first = growLeft(body, tokens, index, floor);
    const last = growRight(body, tokens, index);
    if (previous !== undefined && (index <= previous.last || first === index)) {
      found[found.length - 1] = { first: previous.first, last: Math.max(last, previous.last) };
    } else {
      found.push({ first, last });
    }
  }
  return found;
}

function growLeft(body: ByteString, tokens: readonly Token[], at: number, floor: number): number {
  let first = at;
  while (first > floor) {
    const candidate = tokens[first - 1];
    const current = tokens[first];
    if (candidate === undefined || current === undefined || !isAddressWord(candidate)) break;
    const joins =
      first === at || touches(candidate, current) || body[candidate.end - 1] === '.' || body[current.start] === '.';
    if (!joins) break;
    first -= 1;
  }
  return first;
}

function growRight(body: ByteString, tokens: readonly Token[], at: number): number {
  let last = at;
  while (last + 1 < tokens.length) {
    const candidate = tokens[last + 1];
    const current = tokens[last];
    if (candidate === undefined || current === undefined || !isAddressWord(candidate)) break;
    const joins =
      last === at || touches(current, candidate) || body[current.end - 1] === '.' || body[candidate.start] === '.';
    if (!joins) break;
    last += 1;
  }
  return last;
}

function isAddressWord(token: Token): boolean {
  return token.kind === 'atom' || token.kind === 'quoted' || token.kind === 'literal';
}

function touches(left: Token, right: Token): boolean {
  return left.end === right.start;
}

/** An address with the words that go with it; `rest` is what is neither the address nor another entry's. */
interface Owned {
  readonly address: readonly Token[];
  readonly rest: readonly Token[];
}

/** Words before an address are its name; after it only where no other address follows that they could belong to. */
function ownTokens(outside: readonly Token[], all: readonly BareAddress[], index: number): Owned {
  const first = all[index]?.first ?? 0;
  const last = all[index]?.last ?? -1;
  const from = index === 0 ? 0 : (all[index - 1]?.last ?? -1) + 1;
  const after = index === all.length - 1 ? outside.slice(last + 1) : [];
  return { address: outside.slice(first, last + 1), rest: [...outside.slice(from, first), ...after] };
}

function fromBare(context: EntryContext, { address, rest }: Owned): Mailbox {
  const words = rest.filter((token) => token.kind !== 'comment');
  if (words.length > 0) noteTokens(context, 'address.angle-missing', words);
  const own = { start: address[0]?.start ?? 0, end: address.at(-1)?.end ?? 0 };
  const start = Math.min(own.start, rest[0]?.start ?? own.start);
  const end = Math.max(own.end, rest.at(-1)?.end ?? own.end);
  const addressSpan = { start: context.base + own.start, end: context.base + own.end };
  const named = readName(context, words, rest);
  return { ...mailboxOf(context, start, end, named, addressOf(context.body, address)), addressSpan };
}

function mailboxOf(context: EntryContext, start: number, end: number, named: Named, address: Address): Mailbox {
  const { base, group, note } = context;
  if (/^[^"]* /.test(address.text)) note('address.blank-inside', base + start, base + end);
  if (address.text.includes('=?')) note('address.encoded-word', base + start, base + end);
  if (address.localPart.includes('@') && !address.localPart.startsWith('"'))
    note('address.several-at', base + start, base + end);
  return {
    span: { start: base + start, end: base + end },
    name: named.name,
    nameSpan:
      named.start === undefined || named.end === undefined
        ? undefined
        : { start: base + named.start, end: base + named.end },
    address: address.text,
    addressSpan: undefined,
    localPart: address.localPart,
    domain: address.domain,
    group,
  };
}

/** Joins the words of an address: comments and folds fall away, and blanks beside dots and `@`. */
function addressOf(body: ByteString, tokens: readonly Token[]): Address {
  const words = tokens.filter((token) => token.kind !== 'comment');
  const lastAt = words.findLastIndex((token) => token.kind === 'special' && body[token.start] === '@');
  const localPart = joinWords(body, lastAt === -1 ? words : words.slice(0, lastAt));
  const domain = lastAt === -1 ? '' : joinWords(body, words.slice(lastAt + 1));
  return { text: lastAt === -1 ? localPart : `${localPart}@${domain}`, localPart, domain: domain.toLowerCase() };
}

/** What an atom without oddities holds: it stands for itself. */
const plainAtom = /^[\x21-\x7e]*$/;

function joinWords(body: ByteString, words: readonly Token[]): string {
  const [only] = words;
  const atom = words.length === 1 && only !== undefined ? body.slice(only.start, only.end) : '';
  if (atom !== '' && plainAtom.test(atom)) return atom;
  const pieces: string[] = [];
  let previousEnd = -1;
  for (const word of words) {
    const piece = unfold(body.slice(word.start, word.end));
    const isJoined = isJoint(pieces.at(-1)?.at(-1)) || isJoint(piece[0]);
    if (pieces.length > 0 && previousEnd < word.start && !isJoined) pieces.push(' ');
    pieces.push(piece);
    previousEnd = word.end;
  }
  return toReadable(pieces.join(''));
}

/** Blanks beside a dot or an `@` are no part of an address. */
function isJoint(unit: string | undefined): boolean {
  return unit === '.' || unit === '@';
}

function noteTokens(context: EntryContext, code: IssueCode, tokens: readonly Token[]): void {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first !== undefined && last !== undefined)
    context.note(code, context.base + first.start, context.base + last.end);
}
