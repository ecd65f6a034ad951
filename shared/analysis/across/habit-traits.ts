import { authenticationFacts } from '../../authentication/facts';
import { firstField } from '../../email/anatomy';
import type { Anatomy, HeaderField, Hop } from '../../email/types';
import { registeredDomain } from '../domain';
import { boundaryTokens, messageIdToken } from '../tokens';
import type { Trait, TraitKind } from './trait';

/**
 * How a sender's program and server write: what stays the same from message to message of one sender, whatever is said in
 * them. Values are forms, not ids: two ids of one program have the same.
 */

interface HabitInput {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
}

export function habitTraits(input: HabitInput): readonly Trait[] {
  const { anatomy } = input;
  const from = firstField(anatomy, 'from');
  // Without a sender there is nobody whose habit it could be.
  if (from === undefined || anatomy.from.every(({ address }) => address === '')) return [];
  return [
    program(anatomy, from),
    ...zone(anatomy),
    ...idForm(anatomy),
    ...separatorForm(anatomy),
    ...spelling(anatomy),
    signer(input, from),
    ...order(anatomy),
  ];
}

/** Without its version: programs are brought up to date. */
function program(anatomy: Anatomy, from: HeaderField): Trait {
  const field = firstField(anatomy, 'x-mailer') ?? firstField(anatomy, 'user-agent');
  const name =
    field?.text
      .split(/[\d/([]/, 1)[0]
      ?.trim()
      .toLowerCase() ?? '';
  return field === undefined
    ? { kind: 'program', text: '', span: from.nameSpan, told: 'no program is named' }
    : { kind: 'program', text: name, span: field.bodySpan };
}

function zone({ date }: Anatomy): readonly Trait[] {
  const minutes = date?.offsetMinutes;
  return date === undefined || minutes === undefined
    ? []
    : [{ kind: 'zone', text: String(minutes), span: date.span, told: date.zoneText }];
}

/** Where it was made, and of which pieces it is: `example.com w.9`. */
function idForm(anatomy: Anatomy): readonly Trait[] {
  return messageIdToken(anatomy)
    .filter(({ text }) => text.length < LONGEST && text.includes('@'))
    .map(({ text, span }) => {
      const at = text.lastIndexOf('@');
      const form = `${registeredDomain(text.slice(at + 1))} ${formOf(text.slice(0, at))}`;
      return { kind: 'id-form', text: form, span };
    });
}

function separatorForm(anatomy: Anatomy): readonly Trait[] {
  return boundaryTokens({ ...anatomy.structure, parts: [] })
    .filter(({ text }) => text.length < LONGEST)
    .map(({ text, span }) => ({ kind: 'separator-form', text: formOf(text), span }));
}

const LONGEST = 300;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Random or counted signs as one letter, digits that are many as another; what stands between them as it is. */
function formOf(id: string): string {
  return id
    .replace(UUID, 'u')
    .replace(/[0-9A-Za-z+/]+(?:[-_=][0-9A-Za-z+/]+)*/g, (run) => (/^\d{10,}$/.test(run) ? '9' : nameIn(run)))
    .replace(/-{3,}/g, '---');
}

/** Words that a program puts before its signs stay: `NextPart`, `Apple-Mail`. */
function nameIn(run: string): string {
  const [word = ''] =
    /^(?:NextPart|Part|Apple-Mail|MIMEBoundary|mimepart|b\d|nmh|alt|Boundary)(?=[-_=+]|$)/.exec(run) ?? [];
  return run === 'u' ? run : `${word}w`;
}

/** `Message-Id` or `Message-ID`: servers leave the names of fields as they are. */
function spelling(anatomy: Anatomy): readonly Trait[] {
  const [id, version] = ['message-id', 'mime-version'].map((key) => firstField(anatomy, key));
  return id === undefined || version === undefined
    ? []
    : [
        {
          kind: 'spelling',
          text: `${id.name} ${version.name}`,
          span: id.nameSpan,
          told: `${id.name}, ${version.name}`,
        },
      ];
}

/** For whom the message was signed, and with which key, where that is the sender's own domain. */
function signer(input: HabitInput, from: HeaderField): Trait {
  const domains = new Set(input.anatomy.from.map(({ domain }) => registeredDomain(domain)));
  const own = authenticationFacts(input).dkim.find(({ domain }) => domains.has(registeredDomain(domain)));
  return own === undefined
    ? { kind: 'signer', text: '', span: from.nameSpan, told: 'not signed for its domain' }
    : {
        kind: 'signer',
        text: `${own.domain} ${own.selector}`,
        span: own.field.bodySpan,
        told: `d=${own.domain} s=${own.selector}`,
      };
}

/** Fields that the author's program writes, and servers leave in their places. */
const AUTHOR_FIELDS = [
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'user-agent',
  'x-mailer',
] as const;

/** Four bits for each field: its rank in the message, from 1; 0 where it is missing or stands twice. */
function order({ fields }: Anatomy): readonly Trait[] {
  const counts = new Map<string, number>(AUTHOR_FIELDS.map((key) => [key, 0]));
  const written = fields.filter(({ key }) => counts.has(key));
  for (const { key } of written) counts.set(key, (counts.get(key) ?? 0) + 1);
  const single = written.filter(({ key }) => counts.get(key) === 1);
  const [first, last] = [single[0], single.at(-1)];
  if (first === undefined || last === undefined) return [];
  const ranks = AUTHOR_FIELDS.map((key) => single.findIndex((field) => field.key === key) + 1);
  const told = single.map(({ name }) => name).join(', ');
  return [
    {
      kind: 'order',
      text: told.toLowerCase(),
      span: { start: first.span.start, end: last.bodySpan.end },
      told,
      number: ranks.reduce((sum, rank) => sum * 16 + rank, 0),
    },
  ];
}

/** The ranks of the fields in an order that was kept as a number, the last field's first. */
export function ranksIn(order: number): readonly number[] {
  const ranks: number[] = [];
  for (let rest = order; ranks.length < AUTHOR_FIELDS.length; rest = Math.floor(rest / 16)) {
    ranks.push(rest % 16);
  }
  return ranks;
}

/** In the order in which they are told. */
export const HABITS: readonly TraitKind[] = [
  'program',
  'zone',
  'order',
  'spelling',
  'id-form',
  'separator-form',
  'signer',
];
