import { authenticationFacts } from '../../authentication/facts';
import { firstField } from '../../email/anatomy';
import { readMessageIds, type WrittenMessageId } from '../../email/message-id';
import type { Anatomy, EmbeddedTime, HeaderField, Hop, Mailbox, Span } from '../../email/types';
import { boundaryTokens, contentIdTokens, messageIdToken, withoutEnclosed } from '../tokens';
import { clockTraits } from './clock-traits';
import { counterTraits } from './counter-traits';
import { habitTraits } from './habit-traits';
import { keyOfWords, type Trait, type TraitKind } from './trait';

export interface TraitInput {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
  readonly times: readonly EmbeddedTime[];
  /** The text of the body as the search index holds it, UTF-8; null where it was not read whole. */
  readonly words: Uint8Array | null;
}

/** Different ones of a kind in one message; more are left out. */
const MOST = 24;
/** A body of less is a greeting, a blank, or a link: many messages share it. */
const LEAST_SIGNS = 60;

/** What other messages can share with this one, each once; from what the analysis has read already. */
export function collectTraits(input: TraitInput): readonly Trait[] {
  const { anatomy } = input;
  const own = withoutEnclosed(anatomy.structure);
  const tokens = (kind: TraitKind, found: readonly { readonly text: string; readonly span: Span }[]) =>
    found.filter(({ text }) => text !== '').map(({ text, span }) => ({ kind, text, span }));
  return [
    ...tokens('message-id', messageIdToken(anatomy)),
    ...parentTraits(anatomy),
    ...headerTraits(anatomy),
    ...bodyTrait(input),
    ...distinct(tokens('boundary', boundaryTokens(own))),
    ...distinct(tokens('content-id', contentIdTokens(own))),
    ...signatureTraits(input),
    ...deliveryTraits(input),
    ...distinct(clockTraits(input)),
    ...counterTraits(anatomy),
    ...habitTraits(input),
  ];
}

function distinct(traits: readonly Trait[]): readonly Trait[] {
  return [...new Map(traits.toReversed().map((trait) => [trait.text, trait])).values()].toReversed().slice(0, MOST);
}

/** The messages that this one names as those it answers, the nearest first. */
function parentTraits(anatomy: Anatomy): readonly Trait[] {
  const named = (key: string) => idsOf(firstField(anatomy, key));
  return distinct([...named('in-reply-to').slice(0, 1), ...named('references').toReversed()]);
}

/** Ids in angle brackets only: an In-Reply-To of old programs is a sentence. */
function idsOf(field: HeaderField | undefined): readonly Trait[] {
  return writtenIds(field)
    .filter(({ id }) => /^[^\s<>]+@[^\s<>]+$/.test(id))
    .map(({ id, span }) => ({ kind: 'parent', text: id, span }));
}

/** What the author's side wrote: every copy of a message has to say the same of it. */
function headerTraits(anatomy: Anatomy): readonly Trait[] {
  const { date, from, to, cc } = anatomy;
  const spanOf = (key: string, other = key) => (firstField(anatomy, key) ?? firstField(anatomy, other))?.bodySpan;
  const traits: Trait[] = [];
  const add = (kind: TraitKind, text: string, span: Span | undefined): void => {
    if (text !== '' && span !== undefined) traits.push({ kind, text, span });
  };
  const sender = addressesOf(from);
  const at = date?.instantMs;
  // A date that cannot be read is compared as it is written.
  add(
    'date',
    at === undefined ? (firstField(anatomy, 'date')?.text ?? '') : `${at} ${date?.offsetMinutes}`,
    spanOf('date'),
  );
  add('from', sender, from[0]?.span);
  add('to', addressesOf([...to, ...cc]), spanOf('to', 'cc'));
  add('subject', anatomy.subject.replace(/\s+/g, ' ').trim(), spanOf('subject'));
  add('references', referencesOf(anatomy), spanOf('references', 'in-reply-to'));
  add('sent', at === undefined || sender === '' ? '' : `${sender} ${at}`, date?.span);
  return traits;
}

function addressesOf(mailboxes: readonly Mailbox[]): string {
  return [...new Set(mailboxes.map(({ address }) => address.toLowerCase()))]
    .filter((address) => address !== '')
    .sort()
    .join(' ');
}

/** Both fields together: programs differ in which of them they write. */
function referencesOf(anatomy: Anatomy): string {
  const ids = [...writtenIds(firstField(anatomy, 'references')), ...writtenIds(firstField(anatomy, 'in-reply-to'))];
  return [...new Set(ids.map(({ id }) => id))].sort().join(' ');
}

function writtenIds(field: HeaderField | undefined): readonly WrittenMessageId[] {
  return field === undefined ? [] : readMessageIds(field);
}

function bodyTrait({ anatomy, words }: TraitInput): readonly Trait[] {
  if (words === null) return [];
  const { key, signs } = keyOfWords(words);
  const span = { start: anatomy.bodyStart, end: anatomy.length };
  return signs < LEAST_SIGNS ? [] : [{ kind: 'body', text: `${signs} ${key.toString(16)}`, span }];
}

function signatureTraits(input: TraitInput): readonly Trait[] {
  return distinct(
    authenticationFacts(input)
      .dkim.filter(({ value }) => value !== '')
      .map(({ value, field }) => ({ kind: 'signature', text: value, span: field.bodySpan })),
  );
}

/** For whom this copy was: the envelope as the receiving side wrote it down. */
function deliveryTraits({ anatomy, route }: TraitInput): readonly Trait[] {
  const first = (key: string) => firstField(anatomy, key);
  const delivered = first('delivered-to') ?? first('x-original-to') ?? first('envelope-to');
  const hop = route.find(({ recipient }) => recipient !== '');
  const recipient = delivered?.text ?? hop?.recipient ?? '';
  const span = delivered?.bodySpan ?? hop?.recipientSpan;
  const handed =
    LIST_FIELDS.find((key) => first(key) !== undefined) ?? (isBulk(first('precedence')) ? 'precedence' : undefined);
  const list = handed === undefined ? undefined : first(handed);
  return [
    ...(span === undefined ? [] : [{ kind: 'envelope', text: recipient.trim().toLowerCase(), span } as const]),
    ...(list === undefined ? [] : [{ kind: 'list', text: 'list', span: list.bodySpan } as const]),
  ];
}

function isBulk(precedence: HeaderField | undefined): boolean {
  return /^\s*(?:list|bulk)\b/i.test(precedence?.text ?? '');
}

/** A list or a person sent the message on: copies of it are expected to travel. */
const LIST_FIELDS = [
  'list-id',
  'list-post',
  'mailing-list',
  'x-mailing-list',
  'resent-from',
  'x-forwarded-for',
  'x-forwarded-to',
] as const;
