import type { Mailbox } from '../../email/types';
import { isSameOrganisation } from '../domain';
import { findLookAlike, findProtectedName } from '../look-alike';
import type { Observation, Rule, RuleInput } from '../rule';
import { NOTHING, observed } from './observe';

/** Rules about those whom the case protects from being imitated: the examiner's own list of names, domains and addresses. */

/** The domains of the list, those of its addresses included. */
function protectedDomains({ context }: RuleInput): readonly string[] {
  const { domains, addresses } = context.protected;
  return [...new Set([...domains, ...addresses.map((address) => address.slice(address.lastIndexOf('@') + 1))])];
}

function isTheirOwn(input: RuleInput, { address, domain }: Mailbox): boolean {
  const { addresses, domains } = input.context.protected;
  return addresses.includes(address.toLowerCase()) || domains.some((theirs) => isSameOrganisation(theirs, domain));
}

/** Everybody whom the header shows as the one who writes, or as the one who gets the answer. */
function shown({ anatomy }: RuleInput): readonly (readonly [field: string, mailbox: Mailbox])[] {
  return [
    ...anatomy.from.map((mailbox) => ['From', mailbox] as const),
    ...anatomy.sender.map((mailbox) => ['Sender', mailbox] as const),
    ...anatomy.replyTo.map((mailbox) => ['Reply-To', mailbox] as const),
    ...(anatomy.returnPath === undefined ? [] : [['Return-Path', anatomy.returnPath] as const]),
  ];
}

const protectedName: Rule = {
  id: 'identity.protected-name',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'A protected name stands beside an address that is not on the list',
  summary: 'The field {field} shows the name “{name}” beside {address}. The case protects “{original}”.',
  explanation:
    'Many mail programs show the name and hide the address. The examiner put this name on the list of names to ' +
    'protect; the address beside it is not among the addresses and domains of the list.',
  innocent: [
    'a private address of that person',
    'another person of the same name',
    'an assistant, a mailing list or a service that writes for them',
  ],
  settle: 'The named person’s word on whether the address is theirs; other mail of the case from the same address.',
  reference: 'RFC 5322 section 3.4; NIST SP 800-177 section 4.6',
  usesCase: true,
  look: (input) => {
    const { names } = input.context.protected;
    if (names.length === 0) return NOTHING;
    return shown(input).flatMap(([field, mailbox]): readonly Observation[] => {
      const match = mailbox.name === '' || mailbox.address === '' ? undefined : findProtectedName(mailbox.name, names);
      if (match === undefined || isTheirOwn(input, mailbox)) return NOTHING;
      const { name, address, addressSpan } = mailbox;
      const severity = match.isWhole && field === 'From' ? 'high' : 'medium';
      const values = { field, name, address, original: match.original };
      return observed(mailbox.nameSpan ?? mailbox.span, values, severity, addressSpan ? [addressSpan] : []);
    });
  },
};

const lookAlikeDomain: Rule = {
  id: 'identity.look-alike-domain',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'A domain looks like one on the list to protect',
  summary: 'The field {field} names the domain {domain}, which {how}. The case protects {original}.',
  explanation:
    'A domain that differs from a known one by a letter, an ending or a word can be taken for it. It belongs to ' +
    'whoever registered it. The examiner put the known one on the list to protect.',
  innocent: ['another domain of the same organisation', 'an organisation that really has a similar name'],
  settle:
    'Who registered the domain, and when, by the registry’s records; whether the protected organisation knows ' +
    'it. If it is theirs, put it on the list.',
  reference: 'Unicode Technical Standard 39 section 4; RFC 5890 section 4.4',
  usesCase: true,
  look: (input) => {
    const domains = protectedDomains(input);
    if (domains.length === 0) return NOTHING;
    return [...shown(input), ...idHost(input)].flatMap(([field, mailbox]): readonly Observation[] => {
      const match = findLookAlike(mailbox.domain, domains);
      if (match === undefined || isTheirOwn(input, mailbox)) return NOTHING;
      const values = { field, domain: mailbox.domain, how: match.how, original: match.original };
      return observed(mailbox.addressSpan ?? mailbox.span, values, field === 'Message-ID' ? 'medium' : 'high');
    });
  },
};

/** The host of the Message-ID, as a mailbox without a name. */
function idHost({ anatomy }: RuleInput): readonly (readonly [field: string, mailbox: Mailbox])[] {
  const { messageId, messageIdSpan } = anatomy;
  const at = messageId.lastIndexOf('@');
  if (messageIdSpan === undefined || at === -1) return [];
  const domain = messageId.slice(at + 1).toLowerCase();
  const mailbox = { span: messageIdSpan, addressSpan: messageIdSpan, name: '', nameSpan: undefined, group: undefined };
  return [['Message-ID', { ...mailbox, address: messageId, localPart: messageId.slice(0, at), domain }]];
}

export const protectedRules: readonly Rule[] = [protectedName, lookAlikeDomain];
