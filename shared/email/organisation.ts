import { getDomain } from 'tldts';
import { remember } from '../text/remember';
import { ipClassOf, isInternalIp, isIpShaped, parseIpAddress, startsWithBits } from './ip-address';
import { decodeDomain } from './punycode';

/**
 * Which organisation a host name belongs to: its registered domain, or the family of providers that shares systems.
 *
 * Families measured on 30,000 messages of public lists: without them a third of honest mail seems to
 * have a break in its route. The public suffix list comes with `tldts` and needs no network.
 */
const families: Readonly<Record<string, readonly string[]>> = {
  microsoft: ['outlook.com', 'office365.com', 'exchangelabs.com', 'hotmail.com', 'office365.us', 'live.com', 'msn.com'],
  google: ['google.com', 'gmail.com', 'googlemail.com', '1e100.net', 'googlegroups.com'],
  proofpoint: ['pphosted.com', 'ppops.net', 'pps.filterd', 'ppe-hosted.com'],
  fastmail: ['messagingengine.com', 'fastmail.com', 'fastmail.fm'],
  kernel: ['kernel.org', 'vger.email'],
  amazon: ['amazonses.com', 'amazonaws.com'],
  zoho: ['zoho.com', 'zohomail.com', 'zoho.eu', 'zoho.in'],
  mimecast: ['mimecast.com', 'mimecast.co.za', 'mimecast-offshore.com'],
  sparkpost: ['sparkpostmail.com', 'sparkpost.com', 'prd.sparkpost'],
  ionos: [
    'web.de',
    'gmx.de',
    'gmx.net',
    'gmx.com',
    '1and1.com',
    '1and1.co.uk',
    'kundenserver.de',
    'ionos.com',
    'ui-portal.de',
  ],
  oracle: ['oracleemaildelivery.com', 'oraclevcn.com'],
  apple: ['icloud.com', 'apple.com', 'me.com', 'mac.com'],
  mailgun: ['mailgun.net', 'mailgun.org', 'mailgun.us', 'mailgun.com', 'postgun.com'],
  alibaba: ['aliyun.com', 'aliyun-inc.com', 'alibaba-inc.com'],
  symantec: ['messagelabs.com', 'symanteccloud.com'],
  cisco: ['iphmx.com', 'cisco.com', 'ironport.com'],
  barracuda: ['barracudanetworks.com', 'barracuda.com', 'cudamail.com'],
  yahoo: ['yahoo.com', 'aol.com', 'yahoodns.net', 'yahoo.net', 'yahoo.co.uk', 'yahoo.co.jp'],
};

const familyOfDomain: ReadonlyMap<string, string> = new Map(
  Object.entries(families).flatMap(([family, domains]) => domains.map((domain): [string, string] => [domain, family])),
);

/** Services that filter mail for other organisations before it reaches them. */
const gateways: ReadonlySet<string> = new Set([
  'family:proofpoint',
  'family:mimecast',
  'family:symantec',
  'family:cisco',
  'family:barracuda',
  'antispamcloud.com',
  'antispameurope.com',
  'hornetsecurity.com',
  'mailcontrol.com',
  'mailspamprotection.com',
  'mxlogic.net',
  'ppsmtp.net',
  'psmtp.com',
  'retarus.com',
  'sophos.com',
  'spamexperts.com',
  'trendmicro.com',
  'trendmicro.eu',
  'vadesecure.com',
]);

/** The filtering service that a host belongs to; undefined where it is none. */
export function gatewayOf(host: string): string | undefined {
  const organisation = organisationOf(host);
  return gateways.has(organisation) ? organisation : undefined;
}

const maxHostLength = 255;

/** The organisation of a host name, such as `example.com` or `family:google`; empty where the name tells none. */
export const organisationOf = remember(4_000, findOrganisation);

function findOrganisation(host: string): string {
  const written = host.toLowerCase().replace(/\.$/, '');
  // The two spellings of an international name are one name (RFC 5890 section 2.3.2.1).
  const name = decodeDomain(written) ?? written;
  if (name.length === 0 || name.length > maxHostLength || isIpShaped(name) || !name.includes('.')) return '';
  const domain =
    getDomain(name, {
      allowIcannDomains: true,
      allowPrivateDomains: false,
      extractHostname: false,
      validateHostname: false,
    }) ?? '';
  const family = familyOfDomain.get(domain);
  return family === undefined ? domain : `family:${family}`;
}

const internalSuffixes = [
  '.local',
  '.localdomain',
  '.localhost',
  '.internal',
  '.intranet',
  '.lan',
  '.corp',
  '.home',
  '.private',
  '.filterd',
  '.home.arpa',
];

/** Whether a host name or address can only be meant inside of one network: `localhost`, `mx1`, `node.internal`, `10.0.0.1`. */
export function isInternalHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === '') return false;
  if (parseIpAddress(name) !== undefined) return isInternalIp(name);
  return (!name.includes('.') && !isIpShaped(name)) || internalSuffixes.some((suffix) => name.endsWith(suffix));
}

/** Exchange Online's own addresses (Microsoft, "Office 365 URLs and IP address ranges", and its IPv6 allocations). */
const microsoftBlocks: readonly (readonly [first: readonly number[], bits: number])[] = [
  [[40, 92], 15],
  [[40, 107], 16],
  [[52, 100], 14],
  [[104, 47, 0], 17],
  [[0x26, 0x03, 0x10], 24],
  [[0x2a, 0x01, 0x01, 0x11], 32],
  [[0x20, 0x01, 0x48, 0x9a], 32],
];

/** Exchange records no reverse name: that a host is Microsoft's can be told by its address only. */
export function isMicrosoftIp(text: string): boolean {
  const address = parseIpAddress(text);
  if (address === undefined || ipClassOf(text) !== 'public') return false;
  return microsoftBlocks.some(
    ([first, bits]) =>
      (first[0] ?? 0) < 0x100 && isFamilyBlock(address.version, first) && startsWithBits(address.bytes, first, bits),
  );
}

function isFamilyBlock(version: 4 | 6, first: readonly number[]): boolean {
  const isIpv6Block = first[0] === 0x26 || first[0] === 0x2a || first[0] === 0x20;
  return (version === 6) === isIpv6Block;
}
