import { ipClassOf, parseIpAddress } from '../email/ip-address';
import type { Anatomy, HeaderField, Hop } from '../email/types';
import { defang } from '../text/defang';
import type { Analysis } from './analysis';
import { unwrapLink } from './content/link-rewriters';
import { contentOf } from './content/message-content';
import { readNumericHost } from './content/numeric-host';
import { cleanAddress, readWebAddress } from './content/web-address';
import { isFreeMail, registeredDomain } from './domain';
import { bodyToken, boundaryTokens, fieldsOf, matchToken } from './tokens';

/** What can be looked for elsewhere: in other messages, in logs, at providers. Not a judgement on any of it. */
export type IndicatorKind = 'address' | 'domain' | 'ip' | 'url' | 'id' | 'file';

export interface Indicator {
  readonly kind: IndicatorKind;
  readonly value: string;
  /** Written so that no program makes a link of it. */
  readonly defanged: string;
  /** Where it stands, the first place: a field in lower case, `route`, `text`, `link`, `picture`, `attachment`. */
  readonly where: string;
}

const MAX_OF_A_KIND = 500;
const LONGEST = 2000;

class Collection {
  private readonly found = new Map<string, Indicator>();
  private readonly counts = new Map<IndicatorKind, number>();

  add(kind: IndicatorKind, written: string, where: string): void {
    const value = written.slice(0, LONGEST);
    const key = `${kind} ${value}`;
    const count = this.counts.get(kind) ?? 0;
    if (value === '' || this.found.has(key) || count >= MAX_OF_A_KIND) return;
    this.counts.set(kind, count + 1);
    this.found.set(key, { kind, value, defanged: defangedValue(kind, value), where });
  }

  address(address: string, where: string): void {
    const lower = address.toLowerCase();
    const at = lower.lastIndexOf('@');
    if (at <= 0 || at === lower.length - 1) return;
    this.add('address', lower, where);
    const domain = lower.slice(at + 1);
    if (!isFreeMail(domain)) this.domain(domain, where);
  }

  /** A host as an address or as the domain that somebody registered. */
  domain(host: string, where: string): void {
    const name = host.toLowerCase().replace(/\.$/, '');
    if (this.ip(readNumericHost(name)?.address ?? name, where)) return;
    if (!/^[\w.-]{3,253}$/.test(name) || !name.includes('.')) return;
    this.add('domain', name, where);
    const registered = registeredDomain(name);
    if (registered.includes('.')) this.add('domain', registered, where);
  }

  /** @returns whether it is an address at all; those of private networks are left out */
  ip(text: string, where: string): boolean {
    if (parseIpAddress(text) === undefined) return false;
    if (!/^(?:private|loopback|link-local|unspecified)$/.test(ipClassOf(text) ?? '')) this.add('ip', text, where);
    return true;
  }

  url(address: string, where: string): void {
    const { target } = unwrapLink(address);
    for (const one of [address, target]) {
      const { scheme, host } = readWebAddress(one);
      if (!/^(?:https?|ftp)$/.test(scheme) || host === '') continue;
      this.add('url', cleanAddress(one), where);
      this.domain(host, where);
    }
  }

  get all(): readonly Indicator[] {
    return [...this.found.values()];
  }
}

/** The value written so that no program makes a link of it. */
export function defangedValue(kind: IndicatorKind, value: string): string {
  if (kind === 'url') return defang(value);
  if (kind === 'id' || kind === 'file') return value;
  return value
    .replaceAll('.', '[.]')
    .replace('@', '[@]')
    .replace(/:(?=[^:]*$)/, kind === 'ip' ? '[:]' : ':');
}

/** The indicators of a message, each once, in the order of the message. Hashes of files are added where files are read. */
export function indicatorsOf(analysis: Pick<Analysis, 'anatomy' | 'route'>, bytes: Uint8Array): readonly Indicator[] {
  const collection = new Collection();
  addRoute(collection, analysis.route);
  addHeader(collection, analysis.anatomy);
  addContent(collection, analysis.anatomy, bytes);
  return collection.all;
}

function addRoute(collection: Collection, route: readonly Hop[]): void {
  for (const hop of route.slice(0, 100)) {
    collection.ip(hop.ip, 'route');
    for (const host of [hop.from, hop.helo, hop.reverseName, hop.by]) collection.domain(host, 'route');
    if (hop.recipient !== '') collection.address(hop.recipient, 'route');
  }
}

const IP_FIELDS = [
  'x-originating-ip',
  'x-sender-ip',
  'x-client-ip',
  'x-source-ip',
  'x-yahoo-post-ip',
  'x-remote-ip',
] as const;
const ID_FIELDS = [
  'message-id',
  'in-reply-to',
  'thread-index',
  'x-ms-exchange-crosstenant-id',
  'feedback-id',
  'x-mailer',
  'user-agent',
] as const;
const MAILBOXES = ['from', 'sender', 'replyTo', 'to', 'cc', 'bcc'] as const;

function addHeader(collection: Collection, anatomy: Anatomy): void {
  for (const key of MAILBOXES) {
    for (const { address } of anatomy[key].slice(0, 200))
      collection.address(address, key === 'replyTo' ? 'reply-to' : key);
  }
  collection.address(anatomy.returnPath?.address ?? '', 'return-path');
  for (const field of fieldsOf(anatomy, ...IP_FIELDS)) {
    const token = matchToken(field, /([0-9a-f.:]{3,45})/i);
    if (token !== undefined) collection.ip(token.text, field.key);
  }
  for (const field of fieldsOf(anatomy, ...ID_FIELDS)) collection.add('id', bodyToken(field).text, field.key);
  for (const field of fieldsOf(anatomy, 'dkim-signature')) addSigner(collection, field);
  for (const { text } of boundaryTokens(anatomy.structure).slice(0, 20)) collection.add('id', text, 'boundary');
  for (const field of fieldsOf(anatomy, 'list-unsubscribe')) {
    for (const [, url = ''] of field.body.matchAll(/<(https?:[^>\s]{1,2000})>/gi)) collection.url(url, field.key);
  }
}

function addSigner(collection: Collection, field: HeaderField): void {
  const tag = (name: string): string =>
    new RegExp(`(?:^|;)\\s{0,40}${name}\\s{0,10}=\\s{0,10}([\\w.-]{1,253})`).exec(field.body)?.[1] ?? '';
  const [domain, selector] = [tag('d'), tag('s')];
  collection.domain(domain, field.key);
  if (domain !== '' && selector !== '') collection.add('id', `${selector}._domainkey.${domain}`, field.key);
}

const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>"]{1,2000}/gi;
const ADDRESS_IN_TEXT = /[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/gi;

function addContent(collection: Collection, anatomy: Anatomy, bytes: Uint8Array): void {
  const { pages, texts } = contentOf({ bytes, anatomy });
  for (const { reading } of pages) {
    for (const { target } of reading.links) {
      if (/^\s*mailto:/i.test(target)) collection.address(target.replace(/^\s*mailto:|\?.*$/gi, '').trim(), 'link');
      else collection.url(target, 'link');
    }
    for (const { address } of reading.loads)
      collection.url(/^\s*\/\//.test(address) ? `https:${address.trim()}` : address, 'picture');
    for (const { kind, target } of reading.actives)
      if (kind === 'form' || kind === 'refresh') collection.url(target, kind);
    addText(collection, reading.text);
  }
  for (const { body } of texts) addText(collection, body.content);
}

function addText(collection: Collection, text: string): void {
  const cut = text.slice(0, 256 << 10);
  for (const [url] of cut.matchAll(URL_IN_TEXT)) collection.url(url.replace(/[).,;:!?'\]]+$/, ''), 'text');
  for (const [address] of cut.matchAll(ADDRESS_IN_TEXT)) collection.address(address, 'text');
}
