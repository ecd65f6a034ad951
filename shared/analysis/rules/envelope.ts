import { type EnvelopeReading, nearestDay, readEnvelopeAddress } from '../../email/envelope-address';
import { decodeDomain } from '../../email/punycode';
import type { Mailbox, Span } from '../../email/types';
import { listInWords, timeInWords } from '../../wording/rules';
import { isSameOrganisation, registeredDomain } from '../domain';
import type { Observation, Rule, RuleInput } from '../rule';
import { fieldsOf, matchToken } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about the envelope, and about the account behind the author's address. */

interface Named {
  readonly address: string;
  readonly span: Span;
}

/** Every address of the envelope that some server wrote down. */
function envelopeAddresses({ anatomy, route }: RuleInput): readonly Named[] {
  const path = anatomy.returnPath;
  const ofHops = route.flatMap(({ envelopeFrom, envelopeFromSpan }) =>
    envelopeFromSpan === undefined ? [] : [{ address: envelopeFrom, span: envelopeFromSpan }],
  );
  const ofFields = fieldsOf(anatomy, 'x-env-sender', 'x-envelope-from', 'x-sender', 'received-spf').flatMap((field) => {
    const token = matchToken(field, /(?:envelope-from=\s{0,3}["<]{0,2}|^\s*<?)([^\s<>"@;=]{1,200}@[\w.-]{1,255})/i);
    return token === undefined ? [] : [{ address: token.text, span: token.span }];
  });
  const ofPath = path?.addressSpan === undefined ? [] : [{ address: path.address, span: path.addressSpan }];
  return [...ofPath, ...ofHops, ...ofFields];
}

const envelope: Rule = {
  id: 'identity.envelope-carries-address',
  version: 2,
  family: 'identity',
  severity: 'info',
  title: 'The envelope’s sender contains another address',
  summary: 'The envelope’s sender {address} {what}.',
  explanation:
    'Apart from the header, servers pass on an address for undeliverable mail: the envelope’s sender. Forwarders ' +
    'and lists write the original sender or the recipient into it. It can tell who sent the message before it ' +
    'was forwarded, or for whom this copy was made.' +
    sameBytesAs('Returned mail would go to another organisation than the author’s'),
  innocent: ['the ordinary working of forwarding and of mailing lists'],
  settle: 'The forwarder’s or the list’s records.',
  reference: 'Sender Rewriting Scheme (Shevek, 2004); draft-levine-smtp-batv-01; Bernstein, VERP, 1997',
  look: (input) => {
    const nearMs = input.route[0]?.date?.instantMs ?? input.anatomy.date?.instantMs;
    const seen = new Set<string>();
    return envelopeAddresses(input).flatMap(({ address, span }): readonly Observation[] => {
      const reading = seen.has(address) ? undefined : readEnvelopeAddress(address);
      seen.add(address);
      return reading === undefined ? NOTHING : observed(span, { address, what: inWords(reading, nearMs) });
    });
  },
};

function inWords(reading: EnvelopeReading, nearMs: number | undefined): string {
  switch (reading.scheme) {
    case 'srs':
      return `was rewritten by the forwarder ${reading.forwarder}${onDay(reading.dayNumber, 1024, nearMs)}; before that it was ${reading.original}`;
    case 'batv':
      return `is ${reading.original}, with a mark by which its own server knows it again${markDay(reading.dayNumber, nearMs)}`;
    case 'verp':
      return `was made for the recipient ${reading.recipient}`;
  }
}

/** The draft has the day on which the mark expires; some servers write the day on which it was made. */
function markDay(dayNumber: number | undefined, nearMs: number | undefined): string {
  const day = onDay(dayNumber, 1000, nearMs);
  return day === '' ? '' : `; the mark expires or was made${day}`;
}

function onDay(dayNumber: number | undefined, modulus: number, nearMs: number | undefined): string {
  if (dayNumber === undefined || nearMs === undefined) return '';
  return ` on ${timeInWords(nearestDay(dayNumber, modulus, nearMs)).split(',')[0] ?? ''}`;
}

const accountDiffers: Rule = {
  id: 'identity.account-differs',
  version: 2,
  family: 'identity',
  severity: 'medium',
  title: 'The account that signed in belongs to another organisation than the author’s address',
  summary: 'The message claims to come from {from}. The account {account} signed in to send it.',
  explanation:
    'Some servers write down which account signed in to hand a message over. Here the account belongs to another ' +
    'organisation than the address in the From field.' +
    sameBytesAs('The header records which account sent the message'),
  innocent: [
    'one account that sends for several addresses',
    'a company with several domains',
    'a mailing list or a hosting company that sends with its own account',
  ],
  settle: 'The provider’s sign-in records for the account at that time.',
  reference: 'RFC 4954; forms of the servers as observed',
  look: (input) => {
    const from = input.anatomy.from.find(({ domain }) => domain !== '');
    if (from === undefined) return NOTHING;
    return accounts(input).flatMap(({ address, span }): readonly Observation[] => {
      // Some servers write their own name for the account around it: `box-12[anna@example.org]`.
      const domain = address.slice(address.lastIndexOf('@') + 1).replace(/\]$/, '');
      const isOther = address.includes('@') && domain.includes('.') && !isSameOrganisation(domain, from.domain);
      const further = from.addressSpan === undefined ? [] : [from.addressSpan];
      return isOther ? observed(span, { from: from.address, account: address }, undefined, further) : NOTHING;
    });
  },
};

function accounts({ anatomy, route }: RuleInput): readonly Named[] {
  const ofHops = route.flatMap(({ account, accountSpan }) =>
    accountSpan === undefined ? [] : [{ address: account, span: accountSpan }],
  );
  const keys = ['x-authenticated-sender', 'x-authenticated-user', 'x-authuser', 'x-get-message-sender-via'] as const;
  const ofFields = fieldsOf(anatomy, ...keys).flatMap((field) => {
    const token = matchToken(field, /([^\s<>"():;,=@/]{1,100}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,24})/);
    return token === undefined ? [] : [{ address: token.text, span: token.span }];
  });
  return [...new Map([...ofHops, ...ofFields].map((named) => [named.address.toLowerCase(), named])).values()];
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
];

const mixedDomain: Rule = {
  id: 'identity.mixed-script-domain',
  version: 2,
  family: 'identity',
  severity: 'high',
  title: 'A domain mixes several alphabets in one word',
  summary: '{domain} has letters of {scripts} in one word.',
  explanation:
    'A domain with letters other than plain Latin ones is stored in a form that begins with xn-- and shown in ' +
    'its letters. Most registries do not allow several alphabets in one word, because some letters of different ' +
    'alphabets look alike.',
  innocent: ['a trade name under an ending whose registry allows it'],
  settle: 'Who registered the domain, and when, by the registry’s and the registrar’s records.',
  reference: 'Unicode Technical Standard 39 section 5.2; RFC 5890',
  look: ({ anatomy }) => {
    const { from, sender, replyTo, returnPath } = anatomy;
    const all = [...from, ...sender, ...replyTo, ...(returnPath === undefined ? [] : [returnPath])];
    const seen = new Set<string>();
    // A domain in xn-- is also among the readings of From, in its letters: that is the same domain.
    const asWritten = [...all].sort((a, b) => Number(isEncoded(b)) - Number(isEncoded(a)));
    return asWritten.flatMap((mailbox): readonly Observation[] => {
      const shown = decodeDomain(mailbox.domain) ?? mailbox.domain;
      const found = seen.has(shown) ? [] : mixedIn(shown);
      seen.add(shown);
      const name = shown === mailbox.domain ? shown : `${mailbox.domain}, shown as ${registeredDomain(shown)},`;
      const values = { domain: `The domain ${name}`, scripts: listInWords(found) };
      return found.length < 2 ? NOTHING : observed(mailbox.addressSpan ?? mailbox.span, values);
    });
  },
};

const isEncoded = ({ domain }: Mailbox): boolean => /xn--/i.test(domain);

/** The alphabets of the first label that has several. */
function mixedIn(domain: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(domain)) return [];
  const perLabel = domain
    .split('.')
    .map((label) => scripts.filter(([, script]) => script.test(label)).map(([name]) => name));
  return perLabel.find((names) => names.length > 1) ?? [];
}

export const envelopeRules: readonly Rule[] = [envelope, accountDiffers, mixedDomain];
