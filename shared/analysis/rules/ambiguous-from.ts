import type { HeaderField, SenderReading, Span } from '../../email/types';
import { listInWords } from '../../wording/rules';
import { isSameOrganisation } from '../domain';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { fieldsOf } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about senders that depend on the program that reads the message. */

const why: Readonly<Record<SenderReading['reason'], readonly [severity: Severity, words: string]>> = {
  'hidden-field': ['high', 'that end lines or the header elsewhere'],
  'stand-in': ['medium', 'that take another field where From has no address'],
  nul: ['high', 'that treat a NUL character differently'],
  'bare-cr': ['high', 'that end a line at a carriage return'],
  'several-at': ['high', 'that divide an address with several @ differently'],
  comment: ['high', 'that do not know comments'],
  quoted: ['high', 'that do not know quotation marks'],
  blank: ['high', 'that treat blanks and folds inside an address differently'],
  encoded: ['high', 'that decode the field before they look for the address'],
  'look-alike': ['high', 'that drop invisible characters or unify similar letters'],
  international: ['medium', 'that show the domain in the letters of its language'],
  route: ['high', 'that do not know routes in front of an address'],
};

/** What in a From field has more than one reading, whichever address comes of it. */
const oddities: ReadonlyMap<string, string> = new Map([
  ['address.source-route', 'a route in front of an address'],
  ['address.text-after-angle', 'text after the address in angle brackets'],
  ['address.angle-missing', 'words beside an address without angle brackets'],
  ['address.angle-stray', 'a stray angle bracket'],
  ['address.angle-unclosed', 'an angle bracket that is never closed'],
  ['address.quote-unclosed', 'a quotation mark that is never closed'],
  ['address.comment-unclosed', 'a comment that is never closed'],
  ['address.literal-unclosed', 'a square bracket that is never closed'],
  ['address.several-at', 'an address with several @'],
  ['address.blank-inside', 'a blank inside an address'],
  ['address.encoded-word', 'encoded text inside an address'],
  ['address.comma-missing', 'addresses without a comma between them'],
  ['address.semicolon', 'a semicolon that ends no group'],
  ['address.colon-stray', 'a colon that begins no group'],
  ['address.group-nested', 'a group inside a group'],
  ['address.group-unclosed', 'a group that is never closed'],
]);

const ambiguousFrom: Rule = {
  id: 'identity.ambiguous-from',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'Which sender is shown depends on the mail program',
  summary: '{what}.',
  explanation:
    'The From field can be read in several ways. Programs that check a message and programs that show it may ' +
    'then see different senders. The addresses that other readings give are listed.',
  innocent: [
    'a faulty or home-made program',
    'a field that was damaged or rewritten on its way',
    'an address with letters other than plain Latin ones',
  ],
  settle:
    'The copy in the sender’s mailbox; what the recipient’s program showed; the checks that the recipient’s server recorded.',
  reference: 'RFC 5322 sections 3.4 and 4.4; Chen, Paxson and Jiang, USENIX Security 2020; RFC 7103 section 7',
  look: (input) => [...otherSenders(input), ...oddFields(input), ...groups(input)],
};

function otherSenders({ anatomy }: RuleInput): readonly Observation[] {
  const usual = usualAddresses(anatomy);
  const shown =
    usual.length === 0
      ? 'The header names no sender by the standard'
      : `By the standard the sender is ${listInWords(usual)}`;
  return anatomy.fromReadings.flatMap(({ mailbox, reason }): readonly Observation[] => {
    const [severity, words] = why[reason];
    const what = `${shown}. Programs ${words} show ${mailbox.address}`;
    return observed(mailbox.addressSpan ?? mailbox.span, { what }, severity);
  });
}

function usualAddresses({ from, fromReadings }: RuleInput['anatomy']): readonly string[] {
  const others = new Set(fromReadings.map(({ mailbox }) => mailbox));
  return from
    .filter((mailbox) => mailbox.address !== '' && !others.has(mailbox))
    .map(({ address }) => address)
    .slice(0, 5);
}

function oddFields({ anatomy }: RuleInput): readonly Observation[] {
  const fields = fieldsOf(anatomy, 'from');
  const found = anatomy.issues.filter(
    ({ code, span }) =>
      oddities.has(code) && fields.some(({ bodySpan }) => span.start >= bodySpan.start && span.start <= bodySpan.end),
  );
  const [first] = found;
  if (first === undefined) return fields.flatMap(blanksInside);
  const names = [...new Set(found.map(({ code }) => oddities.get(code) ?? ''))];
  const further = found.slice(1, 10).map(({ span }) => span);
  return observed(
    nonEmpty(first.span),
    { what: `The From field holds ${listInWords(names)}` },
    'high',
    further.map(nonEmpty),
  );
}

/** Blanks around the signs of an address: allowed of old, and for some programs the end of the address. */
function blanksInside({ body, bodySpan }: HeaderField): readonly Observation[] {
  const match = /<[ \t]*[^<>"\s]{1,200}(\s{1,80})[^<>"]{1,200}>|[\w.]([ \t]{1,80})@|@([ \t]{1,80})[\w.]/.exec(body);
  const blank = match?.[1] ?? match?.[2] ?? match?.[3];
  if (match === null || blank === undefined) return NOTHING;
  const start = bodySpan.start + match.index + match[0].indexOf(blank);
  return observed(
    { start, end: start + blank.length },
    { what: 'The From field holds blanks inside an address' },
    'medium',
  );
}

function nonEmpty({ start, end }: Span): Span {
  return { start, end: Math.max(end, start + 1) };
}

/** A group is a list under a name (RFC 5322 section 3.4); RFC 6854 allows it in From, and few programs read it there. */
function groups({ anatomy }: RuleInput): readonly Observation[] {
  const member = anatomy.from.find(({ group }) => group !== undefined);
  return member === undefined
    ? NOTHING
    : observed(member.span, { what: 'The From field holds a group of addresses' }, 'medium');
}

const senderDiffers: Rule = {
  id: 'identity.sender-differs',
  version: 1,
  family: 'identity',
  severity: 'info',
  title: 'Another field names another sender than the From field',
  summary: 'The From field names {from}. The field {field} names {other}.',
  explanation:
    'The Sender field names who sent the message for the author; the Resent fields name who sent it on. Some ' +
    'programs show them beside the author or in place of the author.',
  innocent: ['a mailing list', 'a secretary or a service that writes for somebody', 'a message that was sent on'],
  settle: 'What both named parties say; earlier messages with the same pair of addresses.',
  reference: 'RFC 5322 sections 3.6.2 and 3.6.6',
  look: ({ anatomy }) => {
    const from = anatomy.from.find(({ domain }) => domain !== '');
    if (from === undefined) return NOTHING;
    return fieldsOf(anatomy, 'sender', 'resent-from', 'resent-sender')
      .slice(0, 5)
      .flatMap((field): readonly Observation[] => {
        const match = /([^\s<>"(),:;@]{1,200}@([\w.-]{1,200}))/.exec(field.body);
        if (match?.[1] === undefined || isSameOrganisation(match[2] ?? '', from.domain)) return NOTHING;
        const start = field.bodySpan.start + match.index;
        const span = { start, end: start + match[1].length };
        return observed(span, { from: from.address, field: field.name, other: match[1] });
      });
  },
};

export const ambiguousFromRules: readonly Rule[] = [ambiguousFrom, senderDiffers];
