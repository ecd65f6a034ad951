import { isInternalIp } from './ip-address';
import { gatewayOf, isInternalHost, isMicrosoftIp, organisationOf } from './organisation';
import type { Boundary, HeaderField, Hop } from './types';

/**
 * How many hops, from the top, may be taken as written by the receiving side. A proposal for the examiner to change.
 *
 * The topmost field is the receiver's. The one below is too as long as the one above it was handed the message from
 * inside, and its own `by` is of the same organisation or an internal name. The first hop that took the message from
 * outside is the last one trusted: what stands below it came with the message, and anybody can write it.
 */
export function proposeBoundary(fields: readonly HeaderField[], hops: readonly UnplacedHop[]): Boundary {
  const own = fields.filter(({ key }) => isOwnField(key));
  const { count, house } = countTrusted(hops, own);
  const end = hops[count]?.span.start ?? Number.POSITIVE_INFINITY;
  const above = own.filter(({ span }) => span.start < end);
  return { trustedHops: count, proposed: count, house, confirmedBy: confirmations(above, hops, house) };
}

type UnplacedHop = Omit<Hop, 'trusted' | 'delaySeconds'>;

/** Fields that only the receiving side writes. */
function isOwnField(key: string): boolean {
  return (
    key === 'authentication-results' ||
    key === 'delivered-to' ||
    key === 'x-original-to' ||
    key === 'envelope-to' ||
    key === 'x-received' ||
    key === 'x-apparently-to' ||
    key.startsWith('x-ms-exchange-') ||
    key.startsWith('x-apple-')
  );
}

interface Run {
  readonly count: number;
  readonly house: string;
}

function countTrusted(hops: readonly UnplacedHop[], own: readonly HeaderField[]): Run {
  let house = '';
  let receiver = '';
  for (const [index, hop] of hops.entries()) {
    if (index > 0 && !isOfHouse(hop.by, house)) return { count: index, house: receiver };
    // Below a retrieval stands what the mailbox's own server wrote, under whatever name it was fetched.
    if (isRetrieval(hop)) {
      house = organisationOf(hop.from);
      continue;
    }
    house ||= organisationOf(hop.by) || (isLocalDelivery(hop) ? organisationOf(hop.from) : '');
    receiver ||= house;
    if (!cameFromOutside(hop, house)) continue;
    const gateway = gatewayAbove(hop, hops[index + 1], own, house);
    if (gateway === undefined) return { count: index + 1, house: receiver };
    house = gateway;
  }
  return { count: hops.length, house: receiver };
}

/**
 * The filter that the receiver lets all mail pass through: its connection was recorded with its own reverse name, the
 * next line is its own, and it left the result of its own check, which a filter for outgoing mail does not.
 */
function gatewayAbove(
  hop: UnplacedHop,
  next: UnplacedHop | undefined,
  own: readonly HeaderField[],
  house: string,
): string | undefined {
  const gateway = gatewayOf(hop.reverseName);
  if (gateway === undefined || gateway === house || next === undefined || organisationOf(next.by) !== gateway) {
    return undefined;
  }
  const hasChecked = own.some(
    (field) => field.key === 'authentication-results' && organisationOf(authservOf(field)) === gateway,
  );
  return hasChecked ? gateway : undefined;
}

/** RFC 8601 section 2.2: the name of the server that checked, before the first semicolon. */
function authservOf({ body }: HeaderField): string {
  return /^[ \t\r\n]*(?:\([^()]{0,200}\)[ \t\r\n]*)?([\w.-]{1,255})/.exec(body)?.[1] ?? '';
}

const mostConfirmations = 5;

/** Names of the receiver's own fields that agree with the run of its servers. */
function confirmations(above: readonly HeaderField[], hops: readonly UnplacedHop[], house: string): readonly string[] {
  if (house === '') return [];
  const names = new Set<string>();
  for (const field of above) {
    if (confirms(field, house) && names.size < mostConfirmations) names.add(field.name);
  }
  const recipient = hops[0]?.recipient ?? '';
  if (organisationOf(recipient.slice(recipient.lastIndexOf('@') + 1)) === house) names.add('for');
  return [...names];
}

function confirms(field: HeaderField, house: string): boolean {
  if (field.key === 'authentication-results') return organisationOf(authservOf(field)) === house;
  if (field.key.startsWith('x-ms-exchange-')) return house === 'family:microsoft';
  if (field.key.startsWith('x-apple-')) return house === 'family:apple';
  if (field.key === 'x-received') return house === 'family:google' && /google|gmail|2002:a/i.test(field.body);
  if (field.key === 'x-apparently-to') return house === 'family:yahoo';
  const domain = /@([\w.-]{1,255})/.exec(field.body)?.[1];
  return domain !== undefined && organisationOf(domain) === house;
}

/** A server without a name of its own (qmail between its programs) or with an internal one is of the house. */
function isOfHouse(by: string, house: string): boolean {
  return by === '' || isInternalHost(by) || house === '' || organisationOf(by) === house;
}

/** fetchmail and its like fetch from a mailbox: the name after `from` is their own setting, not a claim. */
function isRetrieval(hop: UnplacedHop): boolean {
  return /^(?:pop3|apop|imap|imaps|pop3s|rpop|kpop|sdps|etrn|odmr)$/i.test(hop.protocol);
}

/** LMTP is for delivery inside of one house (RFC 2033 section 1), and so is what has no address to tell. */
function isLocalDelivery(hop: UnplacedHop): boolean {
  return hop.ip === '' && /^(?:lmtp|local)/i.test(hop.protocol);
}

/** Only what the receiving server found out by itself counts: the address and its reverse name, not the HELO name. */
function cameFromOutside(hop: UnplacedHop, house: string): boolean {
  if (hop.ip === '')
    return !(
      hop.from === '' ||
      isInternalHost(hop.from) ||
      hop.from.includes('@') ||
      organisationOf(hop.from) === house
    );
  if (isInternalIp(hop.ip)) return false;
  if (hop.reverseName !== '' && house !== '' && organisationOf(hop.reverseName) === house) return false;
  const isMicrosoft = house === 'family:microsoft' && organisationOf(hop.helo) === house && isMicrosoftIp(hop.ip);
  return !isMicrosoft;
}
