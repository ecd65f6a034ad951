/**
 * Who received the exhibits: those whom files for other people's systems must not name.
 *
 * What an exchange of indicators carries is passed on, looked up and blocked; recipients are most often the victims. An
 * address counts as a recipient's if any exhibit of the packet names it in a field of recipients or a hop's `for` clause.
 */
import { isFreeMail } from '../../analysis/domain';
import { readHeaderAnatomy } from '../../email/anatomy';
import { fromByteString } from '../../email/byte-string';
import { decodeDomain } from '../../email/punycode';
import type { ReportExhibit } from '../report-content';
import { writtenAddresses } from './address-forms';

export interface Recipients {
  /** Whether the text holds an address of a recipient: as it is, encoded for a URL, in a return path (VERP, SRS), in base64 or hex. */
  readonly areNamedIn: (text: string) => boolean;
  /** Whether an address is a recipient's, or carries one. */
  readonly haveAddress: (address: string) => boolean;
  /** Whether the host is a recipient's own domain, above it or beneath it; those of free mail belong to nobody. */
  readonly own: (host: string) => boolean;
}

export function recipientsOf(exhibits: readonly ReportExhibit[]): Recipients {
  const addresses = new Set(exhibits.flatMap(recipientAddresses).flatMap(withReadableDomain));
  const domains = new Set([...addresses].map(domainOf).filter((name) => !isFreeMail(name)));
  const written = writtenAddresses(addresses);
  return {
    areNamedIn: written.areIn,
    haveAddress: written.areMeantBy,
    own: (host) => {
      const name = host.toLowerCase();
      return [...domains].some((theirs) => name === theirs || isBelow(name, theirs) || isBelow(theirs, name));
    },
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function isBelow(name: string, above: string): boolean {
  return name.endsWith(`.${above}`);
}

/** Fields that state for whom a message is, and those in which servers record to whom it was delivered. */
const FIELDS: ReadonlySet<string> = new Set([
  'to',
  'cc',
  'bcc',
  'resent-to',
  'resent-cc',
  'resent-bcc',
  'apparently-to',
  'delivered-to',
  'x-delivered-to',
  'envelope-to',
  'x-envelope-to',
  'x-original-to',
  'x-rcpt-to',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-failed-recipients',
  'original-recipient',
  'final-recipient',
  'x-original-recipient',
]);

const PLACES: ReadonlySet<string> = new Set(['to', 'cc', 'bcc']);
const FOR_CLAUSE = /\bfor\s+<?([^\s<>;]+@[^\s<>;]+)/gi;

/** Addresses of recipients as they are written. */
function recipientAddresses({ message, header }: ReportExhibit): readonly string[] {
  const anatomy = readHeaderAnatomy(fromByteString(header));
  const fields = anatomy.fields.filter(({ key }) => FIELDS.has(key)).flatMap(({ body, text }) => [body, text]);
  const traces = anatomy.fields.filter(({ key }) => key === 'received').map(({ text }) => text);
  const read = [
    ...[...anatomy.to, ...anatomy.cc, ...anatomy.bcc].map(({ address }) => address),
    ...message.route.map(({ recipient }) => recipient),
    ...message.indicators
      .filter(({ kind, where }) => kind === 'address' && PLACES.has(where))
      .map(({ value }) => value),
    ...traces.flatMap((text) => Array.from(text.matchAll(FOR_CLAUSE), ([, address = '']) => address)),
  ];
  const found = [message.to, message.cc, ...fields].flatMap(addressesIn);
  return [...read, ...found].map((address) => address.replace(/\.$/, '')).filter(isAddress);
}

/** Whatever may be an address, whichever way the field is read: of `a@b@c` both `a@b` and `b@c`. */
function addressesIn(text: string): readonly string[] {
  const words = text.split(/[\s<>"(),:;\\[\]]+/).filter((word) => word.includes('@'));
  return words.flatMap((word) => {
    const parts = word.split('@');
    return [word, ...parts.slice(1).map((domain, index) => `${parts[index] ?? ''}@${domain}`)];
  });
}

function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && at < text.length - 1;
}

/** International domains stand in text as people read them, too. */
function withReadableDomain(address: string): readonly string[] {
  const readable = decodeDomain(domainOf(address));
  return readable === undefined ? [address] : [address, `${address.slice(0, address.lastIndexOf('@'))}@${readable}`];
}
