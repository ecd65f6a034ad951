import { ipClassOf, isIpShaped } from '../../email/ip-address';
import { isInternalHost, organisationOf } from '../../email/organisation';
import type { HeaderField, Hop, Span } from '../../email/types';
import type { Observation, Rule, RuleInput } from '../rule';
import { fieldsOf } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about the names of the hosts on the route: what they call themselves, what their addresses are called. */

/** Who handed over, by every name that the receiving host wrote down. */
function namesOf({ from, helo, reverseName }: Hop): readonly string[] {
  return [from, helo, reverseName].filter((name, index, all) => name !== '' && all.indexOf(name) === index);
}

function isPublic(hop: Hop): boolean {
  return ipClassOf(hop.ip) === 'public';
}

/** A hand-over that can be followed: both ends name a host that the whole world could know. */
function isFollowable(upper: Hop, lower: Hop): boolean {
  const isInside = upper.ip !== '' && !isPublic(upper);
  return (
    !isInside &&
    isKnownHost(lower.by) &&
    !upper.from.includes('@') &&
    !/^(?:local|lmtp|http|pop3|imap|apop|uucp)/i.test(upper.protocol) &&
    namesOf(upper).some(isKnownHost)
  );
}

/** A name that belongs to an organisation, and to no inner network. */
function isKnownHost(name: string): boolean {
  return organisationOf(name) !== '' && !isInternalHost(name);
}

/**
 * The same house on both sides, and no foreign address between: a message that was taken out and put in again, such as by
 * a filter.
 */
function isContinuous(upper: Hop, lower: Hop): boolean {
  const house = organisationOf(lower.by);
  if (organisationOf(upper.by) === house && !isPublic(upper)) return true;
  const names = namesOf(upper);
  return (
    names.some((name) => organisationOf(name) === house) ||
    names.some((name) => name === lower.from || name === lower.helo || name === lower.reverseName)
  );
}

const discontinuity: Rule = {
  id: 'route.discontinuity',
  version: 2,
  family: 'route',
  severity: 'medium',
  title: 'Two steps of the route do not meet',
  summary:
    'The line of {upper} says that it took the message from {from}. The line below it is in the name of {lower}, {which}.',
  explanation:
    'Each server names the one that handed it the message, and puts its line above that server’s own. Here the ' +
    'upper line names a server that did not write the line below. A step in between left no line, or the lower ' +
    'line was not written on the way.',
  innocent: [
    'a step that writes no line, such as a filter or a mailing list',
    'a company whose servers have names of several organisations',
    'a provider that sends for its customers under their names',
    'a mailbox that forwards its mail',
  ],
  settle: 'The logs of the two servers for this message; a genuine message that took the same way.',
  reference: 'RFC 5321 section 4.4',
  look: ({ route }) =>
    route.flatMap((upper, index): readonly Observation[] => {
      const lower = route[index + 1];
      // Nearly all steps meet, which is quickly told.
      if (lower === undefined || isContinuous(upper, lower) || !isFollowable(upper, lower)) return NOTHING;
      const span = lower.bySpan ?? lower.span;
      const isReturn = organisationOf(upper.by) === organisationOf(lower.by);
      const which = isReturn
        ? 'of the organisation that took it: as if the message had left and come back'
        : 'of another organisation';
      const values = { upper: nameOf(upper), from: upper.from, lower: lower.by, which };
      return observed(span, values, undefined, upper.fromSpan === undefined ? [] : [upper.fromSpan]);
    }),
};

function nameOf(hop: Hop): string {
  return hop.by === '' ? 'a server without a name' : hop.by;
}

const heloDiffers: Rule = {
  id: 'route.helo-differs',
  version: 1,
  family: 'route',
  severity: 'low',
  title: 'A host introduced itself by another name than its address has',
  summary: 'The host with the address {ip} introduced itself as {helo}. The name found for its address is {reverse}.',
  explanation:
    'A sending host introduces itself with a name that it chooses (HELO). The receiving server looks up for ' +
    'itself which name the address has in the DNS, the Internet’s directory of names. That name is the better ' +
    'evidence. Many honest hosts have two names.' +
    sameBytesAs('A host did not introduce itself with a full name'),
  innocent: [
    'shared hosting',
    'a delivery service that sends for its customers',
    'a host whose names were never set up',
  ],
  settle:
    'The names that the DNS had for the address at that time (collections of past DNS data); the log of the ' +
    'receiving server.',
  reference: 'RFC 5321 sections 4.1.1.1 and 4.4; RFC 1912 section 2.1',
  look: ({ route }) =>
    route.flatMap((hop): readonly Observation[] => {
      const [said, known] = [organisationOf(hop.helo), organisationOf(hop.reverseName)];
      if (said === '' || known === '' || said === known || isInternalHost(hop.helo) || !isPublic(hop)) return NOTHING;
      const values = { ip: hop.ip, helo: hop.helo, reverse: hop.reverseName };
      const further = hop.reverseNameSpan === undefined ? [] : [hop.reverseNameSpan];
      return observed(hop.heloSpan ?? hop.span, values, undefined, further);
    }),
};

const noReverseName: Rule = {
  id: 'route.no-reverse-name',
  version: 1,
  family: 'route',
  severity: 'low',
  title: 'No name was found for the address of a sending host',
  summary: 'No name was found by {by} for the address {ip} of the host that handed the message over.',
  explanation:
    'Operators of mail servers usually enter a name for each server’s address in the DNS, the Internet’s ' +
    'directory of names. Home connections and hijacked computers often have none.',
  innocent: [
    'a small company’s own server',
    'a server that was set up recently',
    'a directory that could not be reached at that moment',
  ],
  settle:
    'What the DNS had for the address at that time (collections of past DNS data); who held the address, by the ' +
    'registry’s records.',
  reference: 'RFC 1912 section 2.1; RFC 5321 section 4.4',
  look: ({ anatomy, route }) => {
    const fields = fieldsOf(anatomy, 'received');
    return route.flatMap((hop, index): readonly Observation[] => {
      const body = fields[index]?.body ?? '';
      if (hop.reverseName !== '' || !isPublic(hop) || !/[\s(]unknown[\s)]/i.test(body)) return NOTHING;
      return observed(hop.ipSpan ?? hop.span, { by: nameOf(hop), ip: hop.ip });
    });
  },
};

/** `[192.0.2.1]`, `desk`, `localhost`: names that no other host can use to find this one. */
function formOf(helo: string): string | undefined {
  // Some servers write `?IPV6:2001:db8::1?` for `[IPv6:2001:db8::1]`.
  const bare = helo.replace(/^[[?]|[\]?]$/g, '').replace(/^ipv6:/i, '');
  if (isIpShaped(bare)) return 'a bare network address';
  if (/^localhost(?:\.localdomain)?$/i.test(helo)) return 'the name by which every computer calls itself';
  return helo !== '' && !helo.includes('.') ? 'a name without a domain' : undefined;
}

const heloForm: Rule = {
  id: 'route.helo-form',
  version: 3,
  family: 'route',
  severity: 'low',
  title: 'A host did not introduce itself with a full name',
  summary: 'The host with the address {ip} introduced itself as {helo}: {form}.',
  explanation:
    'Mail servers introduce themselves with their full name (HELO). Mail programs on computers and phones often ' +
    'do not, and neither do many programs for mass mail. The name may be that of the author’s computer.' +
    sameBytesAs('A host introduced itself by another name than its address has'),
  innocent: [
    'a mail program on a computer or a phone',
    'a device such as a printer',
    'a server that was never fully set up',
  ],
  settle: 'The log of the receiving server; the name of the computer that is thought to have sent the message.',
  reference: 'RFC 5321 sections 2.3.5 and 4.1.3',
  look: ({ anatomy, route }) => {
    const fields = fieldsOf(anatomy, 'received');
    return route.flatMap((hop, index): readonly Observation[] => {
      const form = isPublic(hop) && !isWebMail(hop, fields[index]) ? formOf(hop.helo) : undefined;
      return form === undefined ? NOTHING : observed(hop.heloSpan ?? hop.span, { ip: hop.ip, helo: hop.helo, form });
    });
  },
};

/** A browser says no HELO: what stands in its place is the address that the web mail saw. */
function isWebMail({ protocol }: Hop, field: HeaderField | undefined): boolean {
  return /^https?$/i.test(protocol) || /\bvia\s{1,8}https?\b/i.test(field?.body ?? '');
}

/** The hop at which the message came in from outside: the last fact of the receiving side. */
export function entryHop({ route }: Pick<RuleInput, 'route'>): Hop | undefined {
  const trusted = route.filter((hop) => hop.trusted);
  const last = trusted.at(-1);
  return last !== undefined && isPublic(last) ? last : undefined;
}

const heloOwnName: Rule = {
  id: 'route.helo-own-name',
  version: 1,
  family: 'route',
  severity: 'high',
  title: 'An outside host introduced itself with the receiver’s own name',
  summary: 'The host with the address {ip} introduced itself to {by} as {helo}, which is the receiver’s own name.',
  explanation:
    'A server that is set up properly introduces itself with its own name, not with that of the server it talks ' +
    'to. The line then looks as if the message had come from inside.',
  innocent: ['a server of the same organisation at another place', 'a forwarder or a filter that was set up wrongly'],
  settle: 'Whether the address belonged to the receiving organisation; the log of the receiving server.',
  reference: 'RFC 5321 section 4.1.1.1',
  look: (input): readonly Observation[] => {
    const hop = entryHop(input);
    const helo = hop?.helo.toLowerCase() ?? '';
    if (hop === undefined || helo === '' || isInternalHost(helo)) return NOTHING;
    const house = organisationOf(hop.by);
    const domain = hop.recipient.slice(hop.recipient.lastIndexOf('@') + 1).toLowerCase();
    const isOwn = helo === hop.by.toLowerCase() || (domain !== '' && helo === domain);
    const isKnownInside = hop.reverseName !== '' && organisationOf(hop.reverseName) === house;
    if (!isOwn || isKnownInside) return NOTHING;
    const span: Span = hop.heloSpan ?? hop.span;
    return observed(span, { ip: hop.ip, by: hop.by, helo: hop.helo });
  },
};

export const hostRules: readonly Rule[] = [discontinuity, heloDiffers, noReverseName, heloForm, heloOwnName];
