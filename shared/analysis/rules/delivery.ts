import { firstField } from '../../email/anatomy';
import { ipClassOf } from '../../email/ip-address';
import { organisationOf } from '../../email/organisation';
import type { Hop, Mailbox } from '../../email/types';
import { isFreeMail, isSameOrganisation } from '../domain';
import type { Observation, Rule, RuleInput } from '../rule';
import { fieldsOf, matchToken } from '../tokens';
import { entryHop } from './hosts';
import { NOTHING, observed } from './observe';

/** Rules about how a message reached the recipient's side. */

const setApart: Readonly<Record<string, string>> = {
  documentation: 'it is reserved for examples in documents',
  multicast: 'it stands for a group of computers, and nobody connects from it',
  unspecified: 'it means “no address”',
};

const reservedAddress: Rule = {
  id: 'route.reserved-address',
  version: 1,
  family: 'route',
  severity: 'high',
  title: 'The route names a reserved network address',
  summary: 'A Received field names the address {address}: {reason}.',
  explanation:
    'A server reads the address from the connection. Some ranges of addresses are reserved, such as for examples ' +
    'in documents, and no connection over the Internet comes from them. Here such an address stands among ' +
    'ordinary ones: it was not read from an Internet connection, or was changed later.',
  innocent: ['addresses that were replaced before publication', 'a message made for training', 'a laboratory network'],
  settle: 'The original of the message; the log of the server that wrote the line.',
  reference: 'RFC 5737; RFC 3849; RFC 6890; RFC 5771',
  look: ({ route }) => {
    // A route that holds no other address is an example, or was made anonymous: nothing there was read from a connection.
    const isExample = route.every(({ ip }) => ipClassOf(ip) !== 'public');
    return route.flatMap((hop): readonly Observation[] => {
      const kind = ipClassOf(hop.ip) ?? '';
      const reason = setApart[kind];
      if (reason === undefined || (kind === 'documentation' && isExample)) return NOTHING;
      return observed(hop.ipSpan ?? hop.span, { address: hop.ip, reason });
    });
  },
};

function addressesOf({ anatomy }: RuleInput): readonly string[] {
  return [...anatomy.to, ...anatomy.cc, ...anatomy.bcc].map(({ address }) => address.toLowerCase());
}

const recipient: Rule = {
  id: 'route.recipient-not-named',
  version: 1,
  family: 'route',
  severity: 'info',
  title: 'The message was delivered to an address that it does not name',
  summary: 'A line of the route names {recipient} as recipient, who is not among the recipients of the header.',
  explanation:
    'Servers may write down for which address they took the message. Where To and Cc do not name it, the message ' +
    'usually came by a blind copy (Bcc), a mailing list or forwarding. The line tells to whom this copy went.',
  innocent: ['a blind copy', 'a mailing list', 'forwarding or an alias'],
  settle: 'The recipient’s settings for forwarding and aliases; the log of the server.',
  reference: 'RFC 5321 section 4.4',
  look: (input) => {
    const named = addressesOf(input);
    if (named.length === 0) return NOTHING;
    const seen = new Set<string>();
    return input.route.flatMap((hop): readonly Observation[] => {
      const address = hop.recipient.toLowerCase();
      const isNew = /^[^@\s]+@[^@\s]+$/.test(address) && !named.includes(address) && !seen.has(address);
      seen.add(address);
      return isNew ? observed(hop.recipientSpan ?? hop.span, { recipient: hop.recipient }) : NOTHING;
    });
  },
};

const directDelivery: Rule = {
  id: 'route.direct-delivery',
  version: 1,
  family: 'route',
  severity: 'info',
  title: 'The message was handed directly to the mailbox provider',
  summary: '{what}.',
  explanation:
    'Some organisations let a filter check all mail before it reaches the provider of their mailboxes. Where ' +
    'there is such a filter, a message handed directly to the provider went around it.',
  innocent: [
    'a private mailbox, where all mail comes in this way',
    'an organisation without such a filter',
    'a device or a program that is allowed to send in this way',
  ],
  settle: 'The organisation’s mail exchanger (MX) records of that time; its settings for connectors.',
  reference: 'Microsoft, “Direct send” and X-MS-Exchange-EOPDirect, as observed',
  look: (input): readonly Observation[] => {
    const field = firstField(input.anatomy, 'x-ms-exchange-eopdirect');
    const direct = field === undefined ? undefined : matchToken(field, /^\s*(true)/i);
    const isOwn = field !== undefined && isAbove(input, field.span.start);
    if (direct !== undefined && isOwn) {
      return observed(direct.span, { what: 'Exchange Online recorded that it took the message directly' });
    }
    return NOTHING;
  },
};

/** Whether a field stands above the first line that the sender could have written. */
function isAbove({ route }: RuleInput, position: number): boolean {
  const firstClaim = route.find((hop) => !hop.trusted);
  return firstClaim === undefined || position < firstClaim.span.start;
}

/** Whether the receiving side recorded that the sender was who it claims to be. */
function isAuthenticated(input: RuleInput, domain: string): boolean {
  return fieldsOf(input.anatomy, 'authentication-results', 'arc-authentication-results').some(({ body, span }) => {
    if (!isAbove(input, span.start)) return false;
    const passes = [...body.slice(0, 4000).matchAll(/\b(dmarc|dkim|spf)=pass\b([^;]{0,400})/gi)];
    return passes.some(([, method = '', rest = '']) => {
      const named = /(?:header\.(?:from|d|i)|smtp\.mailfrom)=(?:[^\s;@]{0,100}@)?([\w.-]{1,255})/i.exec(rest)?.[1];
      return method.toLowerCase() === 'dmarc' || (named !== undefined && isSameOrganisation(named, domain));
    });
  });
}

/** Addresses that the receiving side itself delivered to. */
function deliveredTo({ anatomy, route }: RuleInput): readonly string[] {
  const fields = fieldsOf(anatomy, 'delivered-to', 'x-original-to', 'envelope-to').map(({ body }) => body);
  const own = route.filter(({ trusted }) => trusted).map((hop) => hop.recipient);
  const named = anatomy.to.map(({ address }) => address);
  return [...fields, ...own, ...named].flatMap((text) => /@([\w.-]{1,255})/.exec(text)?.[1]?.toLowerCase() ?? []);
}

function isFromOwnHouse(hop: Hop, domain: string): boolean {
  return [hop.reverseName, hop.helo].some((name) => organisationOf(name) === organisationOf(domain));
}

const ownDomain: Rule = {
  id: 'identity.own-domain',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'The message claims to come from the recipient’s own organisation, but came in from outside',
  summary:
    'The author’s address is of {domain}, the recipient’s own organisation. The message came in from {host}, and ' +
    'no check of the sender is recorded as passed.',
  explanation:
    'Mail inside an organisation usually does not come in from an outside host. Where it does, the receiving ' +
    'server usually records that the sender signed in, or that a signature was valid. Here neither is recorded.',
  innocent: [
    'a printer, a web form or an outside service that sends for the organisation',
    'a colleague who sends from elsewhere',
    'a mailing list, or a message that was forwarded back',
  ],
  settle:
    'Whether the address of the sending host belonged to the organisation or its service; the sign-in records of that account.',
  reference: 'RFC 7489 section 1; RFC 5321 section 7.1',
  look: (input): readonly Observation[] => {
    const from: Mailbox | undefined = input.anatomy.from.find(({ domain }) => domain !== '');
    const hop = entryHop(input);
    if (from === undefined || hop === undefined || isFreeMail(from.domain)) return NOTHING;
    const isOwn = deliveredTo(input).some((domain) => isSameOrganisation(domain, from.domain));
    const isList = fieldsOf(input.anatomy, 'list-id', 'list-post', 'mailing-list', 'x-mailing-list').length > 0;
    if (!isOwn || isList || isFromOwnHouse(hop, from.domain)) return NOTHING;
    const isChecked = hop.account !== '' || /smtps?a$/i.test(hop.protocol) || isAuthenticated(input, from.domain);
    if (isChecked) return NOTHING;
    const host = hop.reverseName || hop.ip;
    const further = hop.ipSpan === undefined ? [] : [hop.ipSpan];
    return observed(from.addressSpan ?? from.span, { domain: from.domain, host }, undefined, further);
  },
};

export const deliveryRules: readonly Rule[] = [reservedAddress, recipient, directDelivery, ownDomain];
