/**
 * What an exhibit states of those who sent it, for files that go to other people's systems.
 *
 * Nothing of the recipients is in it, and nothing that such systems would refuse: a malformed address is left out, not
 * mended. All else is as it is, not made harmless: programs compare it.
 */
import { readHeaderAnatomy } from '../../email/anatomy';
import { fromByteString } from '../../email/byte-string';
import { classifyIp, parseIpAddress } from '../../email/ip-address';
import type { Anatomy, Mailbox } from '../../email/types';
import type { ReportExhibit } from '../report-content';
import type { Recipients } from './recipients';

export interface AuthorAddress {
  readonly address: string;
  /** Empty where there is none. */
  readonly name: string;
}

export interface RouteAddress {
  readonly version: 4 | 6;
  readonly address: string;
}

export interface AttachedFile {
  /** Empty where it has none, or where it names a recipient. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface AuthorSide {
  readonly isMultipart: boolean;
  /** Empty where it names a recipient. */
  readonly subject: string;
  readonly messageId: string;
  /** The date that the message states, in UTC; null for none. */
  readonly date: string | null;
  readonly from: readonly AuthorAddress[];
  readonly sender: readonly AuthorAddress[];
  readonly replyTo: readonly AuthorAddress[];
  readonly returnPath: readonly AuthorAddress[];
  readonly route: readonly RouteAddress[];
  readonly domains: readonly string[];
  readonly urls: readonly string[];
  readonly attachments: readonly AttachedFile[];
}

export function authorSideOf({ message, header }: ReportExhibit, recipients: Recipients): AuthorSide {
  const anatomy = readHeaderAnatomy(fromByteString(header));
  const harmless = (text: string): string => unlessNaming(recipients, text);
  const authors = (mailboxes: readonly Mailbox[]): readonly AuthorAddress[] => authorsIn(mailboxes, recipients);
  const contentType = anatomy.fields.find(({ key }) => key === 'content-type')?.text ?? '';
  return {
    isMultipart: /^\s*multipart\//i.test(contentType),
    subject: harmless(message.subject),
    messageId: harmless(message.messageId),
    date: message.date === null ? null : utcTime(message.date),
    from: authors(usualSenders(anatomy)),
    sender: authors(anatomy.sender),
    replyTo: authors(anatomy.replyTo),
    returnPath: authors(anatomy.returnPath === undefined ? [] : [anatomy.returnPath]),
    route: message.route.flatMap(({ ip }) => routeAddress(ip)),
    domains: indicators(message, 'domain').filter((name) => isHostName(name) && !recipients.own(name)),
    urls: indicators(message, 'url').filter((url) => isWebAddress(url, recipients)),
    attachments: message.attachments
      .filter(({ sha256 }) => IS_SHA256.test(sha256))
      .map(({ name, sha256, bytes }) => ({ name: harmless(name), sha256, bytes })),
  };
}

/**
 * An instant in UTC as `2020-10-20T17:02:11.000Z`; null for what is none, or is outside of the years 0001 to 9999: XML Schema
 * 1.0 has no year 0000, and the times of some languages (Python's `datetime`) cannot hold one.
 */
export function utcTime(text: string): string | null {
  const ms = Date.parse(text);
  const written = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  return /^(?!0000)\d{4}-/.test(written) ? written : null;
}

/** A redacted packet withholds some. */
const IS_SHA256 = /^[0-9a-f]{64}$/;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})+$`, 'i');
/** RFC 5321 section 4.1.2, without quoted names: receivers of indicators refuse those. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

function isHostName(name: string): boolean {
  return HOST_NAME.test(name);
}

function isMailAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && at <= 64 && LOCAL_PART.test(address.slice(0, at)) && isHostName(address.slice(at + 1));
}

/** Not those that only some programs make of a malformed field: which of them sent it is not known. */
function usualSenders({ from, fromReadings }: Anatomy): readonly Mailbox[] {
  const others = new Set(fromReadings.map(({ mailbox }) => mailbox));
  return from.filter((mailbox) => !others.has(mailbox));
}

/** Addresses in their order, each once. */
function authorsIn(mailboxes: readonly Mailbox[], recipients: Recipients): readonly AuthorAddress[] {
  const found = new Map<string, AuthorAddress>();
  for (const { address, name } of mailboxes) {
    if (isMailAddress(address) && !recipients.haveAddress(address) && !found.has(address)) {
      found.set(address, { address, name: unlessNaming(recipients, name) });
    }
  }
  return [...found.values()];
}

/**
 * Addresses that lead to somebody: those for documentation stand for them in examples. IPv6 that ends in the form of IPv4
 * is left out: the schemas of the STIX committee refuse it.
 */
function routeAddress(ip: string): readonly RouteAddress[] {
  const address = parseIpAddress(ip);
  const isMixed = ip.includes(':') && ip.includes('.');
  if (address === undefined || isMixed || !/^(?:public|documentation)$/.test(classifyIp(address))) {
    return [];
  }
  return [{ version: address.version, address: ip }];
}

const RECIPIENT_PLACES: ReadonlySet<string> = new Set(['to', 'cc', 'bcc']);

function indicators({ indicators: all }: ReportExhibit['message'], wanted: 'domain' | 'url'): readonly string[] {
  return all.filter(({ kind, where }) => kind === wanted && !RECIPIENT_PLACES.has(where)).map(({ value }) => value);
}

const SIGN = "(?:[a-z0-9._~!$&'()*+,;=:-]|%[0-9a-f]{2})";
const HOST = String.raw`(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?`;
/** RFC 3986: the signs that may stand in a URL, `%` only before two digits. */
const WEB_ADDRESS = new RegExp(
  `^(?:https?|ftp)://(?:${SIGN}*@)?${HOST}(?:[/?](?:${SIGN}|[/?@])*)?(?:#(?:${SIGN}|[/?@])*)?$`,
  'i',
);
/** Indicators are cut here: what is as long may be half of an address. */
const CUT_AT = 2000;

function isWebAddress(url: string, recipients: Recipients): boolean {
  return url.length < CUT_AT && WEB_ADDRESS.test(url) && !recipients.own(hostOf(url)) && !recipients.areNamedIn(url);
}

function hostOf(url: string): string {
  return /^\w+:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(url)?.[1] ?? '';
}

/** The text; nothing of it where it names a recipient. */
export function unlessNaming(recipients: Recipients, text: string): string {
  return recipients.areNamedIn(text) ? '' : wellFormed(text);
}

/** Half characters (lone surrogates) cannot be written as UTF-8. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
