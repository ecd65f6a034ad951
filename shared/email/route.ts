import { fieldsNamed } from './anatomy';
import { isInternalIp } from './ip-address';
import { isInternalHost, isMicrosoftIp, organisationOf } from './organisation';
import { readHop } from './received';
import type { Anatomy, Hop } from './types';

/**
 * The way of a message by its Received fields, in the order in which they stand: each server puts its own on top
 * (RFC 5321 section 4.4), so that the order of the lines, and never their times, is the order of the hops.
 */

/** More hops than any way has; the rest is not read. */
const maxHops = 1000;

/**
 * Reads all hops with the delays between them and the trust boundary.
 *
 * @param trustedHops how many hops, from the top, are the receiving side's; null: as proposed from the fields
 */
export function readRoute(anatomy: Pick<Anatomy, 'fields'>, trustedHops: number | null = null): readonly Hop[] {
  const hops = fieldsNamed(anatomy, 'received').slice(0, maxHops).map(readHop);
  const trustedCount = trustedHops ?? countTrusted(hops);
  return hops.map((hop, index) => ({
    ...hop,
    delaySeconds: delayBetween(hops[index + 1], hop),
    trusted: index < trustedCount,
  }));
}

function delayBetween(earlier: Hop | undefined, later: Hop): number | undefined {
  const start = earlier?.date?.instantMs;
  const end = later.date?.instantMs;
  return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

/**
 * How many hops, from the top, may be taken as written by the receiving side. A proposal for the examiner to change.
 *
 * The topmost field is the receiver's. The one below is too as long as the one above it was handed the message from
 * inside, and its own `by` is of the same organisation or an internal name. The first hop that took the message from
 * outside is the last one trusted: what stands below it came with the message, and anybody can write it.
 */
function countTrusted(hops: readonly Hop[]): number {
  let house = '';
  for (const [index, hop] of hops.entries()) {
    if (index > 0 && !isOfHouse(hop.by, house)) return index;
    // Below a retrieval stands what the mailbox's own server wrote, under whatever name it was fetched.
    if (isRetrieval(hop)) {
      house = organisationOf(hop.from);
      continue;
    }
    house ||= organisationOf(hop.by) || (isLocalDelivery(hop) ? organisationOf(hop.from) : '');
    if (cameFromOutside(hop, house)) return index + 1;
  }
  return hops.length;
}

/** A server without a name of its own (qmail between its programs) or with an internal one is of the house. */
function isOfHouse(by: string, house: string): boolean {
  return by === '' || isInternalHost(by) || house === '' || organisationOf(by) === house;
}

/** fetchmail and its like fetch from a mailbox: the name after `from` is their own setting, not a claim. */
function isRetrieval(hop: Hop): boolean {
  return /^(?:pop3|apop|imap|imaps|pop3s|rpop|kpop|sdps|etrn|odmr)$/i.test(hop.protocol);
}

/** LMTP is for delivery inside of one house (RFC 2033 section 1), and so is what has no address to tell. */
function isLocalDelivery(hop: Hop): boolean {
  return hop.ip === '' && /^(?:lmtp|local)/i.test(hop.protocol);
}

/** Only what the receiving server found out by itself counts: the address and its reverse name, not the HELO name. */
function cameFromOutside(hop: Hop, house: string): boolean {
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
