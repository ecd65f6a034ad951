/**
 * SPF (RFC 7208): whether an address may send for a domain, by records that are at hand. Nothing is asked of anybody:
 * what is not at hand is named, and the result is then not determined.
 */
import type { DnsAnswer, DnsQuestion, Lookup } from '../../dns/records';
import { dnsName } from '../../dns/records';
import { type IpAddress, parseIpAddress, startsWithBits } from '../../email/ip-address';
import { expandMacros, hasBadMacro, type MacroValues } from './macro';
import { isSpfRecord, type Mechanism, readSpfRecord, type SpfRecord } from './record';

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';

export interface SpfClaim {
  /** The address of the client that connected. */
  readonly ip: string;
  readonly helo: string;
  /** The envelope sender; empty for `<>`, then the HELO name stands for it (section 2.4). */
  readonly sender: string;
}

export type SpfOutcome =
  | {
      readonly result: SpfResult;
      /** The domain whose record decided. */
      readonly domain: string;
      /** The term that matched, or why there is an error. */
      readonly by: string;
      /** The domain owner's words on a fail (section 6.2); empty where there are none. */
      readonly explanation: string;
    }
  | { readonly missing: DnsQuestion };

const MAX_LOOKUPS = 10;
const MAX_VOID = 2;
const MAX_NAMES = 10;
const MAX_DEPTH = 20;

class Stop extends Error {
  readonly outcome: SpfOutcome;

  constructor(outcome: SpfOutcome) {
    super('spf');
    this.outcome = outcome;
  }
}

/** Never throws. */
export function evaluateSpf(claim: SpfClaim, lookup: Lookup): SpfOutcome {
  const ip = plainIp(claim.ip);
  const helo = dnsName(claim.helo);
  const at = claim.sender.lastIndexOf('@');
  const domain = dnsName(claim.sender === '' ? helo : claim.sender.slice(at + 1));
  if (ip === undefined) {
    return { result: 'permerror', domain, by: 'no IP address', explanation: '' };
  }
  const localPart = claim.sender.slice(0, Math.max(0, at)) || 'postmaster';
  try {
    return new Evaluation(ip, helo, localPart, domain, lookup).run();
  } catch (error) {
    if (error instanceof Stop) {
      return error.outcome;
    }
    throw error;
  }
}

/** An IPv4 address inside of an IPv6 one is itself (section 5). */
function plainIp(text: string): IpAddress | undefined {
  const ip = parseIpAddress(text.trim());
  const isMapped =
    ip?.version === 6 &&
    ip.bytes.slice(0, 10).every((byte) => byte === 0) &&
    ip.bytes[10] === 255 &&
    ip.bytes[11] === 255;
  return isMapped ? { version: 4, bytes: ip.bytes.slice(12) } : ip;
}

interface Verdict {
  readonly result: SpfResult;
  readonly by: string;
  readonly domain: string;
  readonly record: SpfRecord | undefined;
}

class Evaluation {
  readonly #ip: IpAddress;
  readonly #helo: string;
  readonly #localPart: string;
  readonly #senderDomain: string;
  readonly #lookup: Lookup;
  #lookups = 0;
  #voids = 0;

  constructor(ip: IpAddress, helo: string, localPart: string, senderDomain: string, lookup: Lookup) {
    this.#ip = ip;
    this.#helo = helo;
    this.#localPart = localPart;
    this.#senderDomain = senderDomain;
    this.#lookup = lookup;
  }

  run(): SpfOutcome {
    const { result, by, domain, record } = this.#checkHost(this.#senderDomain, 0);
    const explanation = result === 'fail' ? this.#explain(record, domain) : '';
    return { result, by, domain, explanation };
  }

  #checkHost(domain: string, depth: number): Verdict {
    if (!isHostName(domain) || depth > MAX_DEPTH) {
      return { result: 'none', by: 'the name is no domain name', domain, record: undefined };
    }
    const records = this.#ask({ name: domain, type: 'TXT' }, domain).filter(isSpfRecord);
    if (records.length === 0) {
      return { result: 'none', by: 'the domain has no SPF record', domain, record: undefined };
    }
    const record = records.length > 1 ? undefined : readSpfRecord(records[0] ?? '');
    if (record === undefined) {
      const by = records.length > 1 ? 'the domain has several SPF records' : 'the SPF record is not by the grammar';
      throw this.#stop('permerror', domain, by);
    }
    return this.#applyRecord(record, domain, depth);
  }

  #applyRecord(record: SpfRecord, domain: string, depth: number): Verdict {
    for (const mechanism of record.mechanisms) {
      if (this.#matches(mechanism, domain, depth)) {
        return { result: RESULTS[mechanism.qualifier], by: mechanism.text, domain, record };
      }
    }
    if (record.redirect === undefined) {
      return { result: 'neutral', by: 'no term of the record matched', domain, record };
    }
    this.#count(domain);
    const target = this.#expand(record.redirect, domain);
    const verdict = this.#checkHost(target, depth + 1);
    if (verdict.result === 'none') {
      throw this.#stop('permerror', domain, `redirect=${target} leads to no SPF record`);
    }
    return verdict;
  }

  #matches(mechanism: Mechanism, domain: string, depth: number): boolean {
    const { kind, value } = mechanism;
    if (kind === 'all') {
      return true;
    }
    if (kind === 'ip4' || kind === 'ip6') {
      return this.#matchesLiteral(mechanism, domain);
    }
    this.#count(domain);
    const target = value === '' ? domain : this.#expand(value, domain);
    switch (kind) {
      case 'include':
        return this.#included(target, domain, depth);
      case 'exists':
        return this.#ask({ name: target, type: 'A' }, domain, true).length > 0;
      case 'ptr':
        return this.#clientNames(domain, true).some((name) => isWithin(name, dnsName(target)));
      case 'a':
        return this.#addressesOf(target, domain, true).some((one) => this.#agrees(one, mechanism));
      default:
        return this.#mailHosts(target, domain).some((host) =>
          this.#addressesOf(host, domain, false).some((one) => this.#agrees(one, mechanism)),
        );
    }
  }

  #matchesLiteral(mechanism: Mechanism, domain: string): boolean {
    const literal = parseIpAddress(mechanism.value);
    if (literal === undefined || literal.version !== (mechanism.kind === 'ip4' ? 4 : 6)) {
      throw this.#stop('permerror', domain, `${mechanism.text} is no address`);
    }
    return this.#agrees(literal, mechanism);
  }

  #agrees(literal: IpAddress, { bits4, bits6 }: Mechanism): boolean {
    const bits = literal.version === 4 ? bits4 : bits6;
    return literal.version === this.#ip.version && startsWithBits(this.#ip.bytes, literal.bytes, bits);
  }

  #included(target: string, domain: string, depth: number): boolean {
    const { result } = this.#checkHost(target, depth + 1);
    if (result === 'none') {
      throw this.#stop('permerror', domain, `include:${target} leads to no SPF record`);
    }
    return result === 'pass';
  }

  #mailHosts(target: string, domain: string): readonly string[] {
    const hosts = this.#ask({ name: target, type: 'MX' }, domain, true).map((data) =>
      dnsName(data.split(/\s+/)[1] ?? ''),
    );
    if (hosts.length > MAX_NAMES) {
      throw this.#stop('permerror', domain, `${target} has more than ${MAX_NAMES} mail hosts`);
    }
    return hosts.filter((host) => host !== '');
  }

  #addressesOf(host: string, domain: string, countsVoid: boolean): readonly IpAddress[] {
    const type = this.#ip.version === 4 ? 'A' : 'AAAA';
    return this.#ask({ name: host, type }, domain, countsVoid).flatMap((text) => parseIpAddress(text) ?? []);
  }

  /** Names of the client that lead back to its address (section 5.5). Errors of the DNS are no match there. */
  #clientNames(domain: string, countsVoid: boolean): readonly string[] {
    const labels = this.#dottedIp().split('.').reverse().join('.');
    const question: DnsQuestion = { name: `${labels}.${this.#ip.version === 4 ? 'in-addr' : 'ip6'}.arpa`, type: 'PTR' };
    const answer = this.#answer(question);
    if (answer.outcome === 'failed') {
      return [];
    }
    this.#countVoid(answer, domain, countsVoid);
    const type = this.#ip.version === 4 ? 'A' : 'AAAA';
    return answer.records.slice(0, MAX_NAMES).filter((name) => {
      const { records } = this.#answer({ name: dnsName(name), type });
      return records.some((text) => parseIpAddress(text)?.bytes.join() === this.#ip.bytes.join());
    });
  }

  #expand(text: string, domain: string): string {
    if (hasBadMacro(text)) {
      throw this.#stop('permerror', domain, 'a macro asks for no part of a name');
    }
    return shortened(dnsName(expandMacros(text, this.#macros(domain))));
  }

  #macros(domain: string): MacroValues {
    return {
      sender: `${this.#localPart}@${this.#senderDomain}`,
      localPart: this.#localPart,
      senderDomain: this.#senderDomain,
      domain,
      dottedIp: this.#dottedIp(),
      readableIp: readableIp(this.#ip),
      isIpv6: this.#ip.version === 6,
      helo: this.#helo,
      clientName: () => this.#clientName(domain),
    };
  }

  #clientName(domain: string): string {
    const names = this.#clientNames(domain, false).map(dnsName);
    return (
      names.find((name) => name === domain) ?? names.find((name) => isWithin(name, domain)) ?? names[0] ?? 'unknown'
    );
  }

  #dottedIp(): string {
    return this.#ip.version === 4
      ? this.#ip.bytes.join('.')
      : this.#ip.bytes
          .map((byte) => `${(byte >> 4).toString(16)}.${(byte & 15).toString(16)}`)
          .join('.')
          .toUpperCase();
  }

  /** Section 6.2: errors on the way to the explanation leave it away. */
  #explain(record: SpfRecord | undefined, domain: string): string {
    if (record?.explanation === undefined || hasBadMacro(record.explanation)) {
      return '';
    }
    const name = shortened(dnsName(expandMacros(record.explanation, this.#macros(domain))));
    const answer = this.#lookup({ name, type: 'TXT' });
    const [text = ''] = answer?.records ?? [];
    const isPlain = answer?.records.length === 1 && !/[^\x20-\x7e]/.test(text) && EXPLANATION.test(text);
    return isPlain && !hasBadMacro(text) ? expandMacros(text, this.#macros(domain)) : '';
  }

  /** The records of an answer; a failure of the DNS is a temporary error of the whole check. */
  #ask(question: DnsQuestion, domain: string, countsVoid = false): readonly string[] {
    if (!isAskable(question.name)) {
      return [];
    }
    const answer = this.#answer(question);
    if (answer.outcome === 'failed') {
      throw this.#stop('temperror', domain, `the DNS gave no answer for ${question.name}`);
    }
    this.#countVoid(answer, domain, countsVoid);
    return answer.records;
  }

  #answer(question: DnsQuestion): DnsAnswer {
    const answer = this.#lookup(question);
    if (answer === undefined) {
      throw new Stop({ missing: question });
    }
    return answer;
  }

  #countVoid({ records }: DnsAnswer, domain: string, counts: boolean): void {
    this.#voids += counts && records.length === 0 ? 1 : 0;
    if (this.#voids > MAX_VOID) {
      throw this.#stop('permerror', domain, `more than ${MAX_VOID} questions of the record have no answer`);
    }
  }

  #count(domain: string): void {
    this.#lookups += 1;
    if (this.#lookups > MAX_LOOKUPS) {
      throw this.#stop('permerror', domain, `the record asks for more than ${MAX_LOOKUPS} look-ups`);
    }
  }

  #stop(result: SpfResult, domain: string, by: string): Stop {
    return new Stop({ result, domain, by, explanation: '' });
  }
}

const RESULTS = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const;

const EXPLANATION = /^(?:%\{[slodiphcrtv]\d{0,9}r?[.\-+,/_=]{0,20}\}|%[%_-]|[\x20-\x24\x26-\x7e])*$/i;

function isWithin(host: string, domain: string): boolean {
  const name = dnsName(host);
  return name === domain || name.endsWith(`.${domain}`);
}

/** Section 4.3: a domain name of several labels, none of them empty or longer than 63. */
function isHostName(name: string): boolean {
  const labels = name.split('.');
  return (
    name.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => label !== '' && label.length <= 63) &&
    !name.startsWith('[')
  );
}

/** Names that no server would be asked for are names that nobody has. */
function isAskable(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => label !== '' && label.length <= 63);
}

/** Section 7.3: labels are taken from the left until the name is not longer than 253. */
function shortened(name: string): string {
  let rest = name;
  while (rest.length > 253 && rest.includes('.')) {
    rest = rest.slice(rest.indexOf('.') + 1);
  }
  return rest;
}

function readableIp({ version, bytes }: IpAddress): string {
  if (version === 4) {
    return bytes.join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  return compressed(groups);
}

/** The longest run of zero groups as `::` (RFC 5952 section 4.2). */
function compressed(groups: readonly string[]): string {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    const next = groups.findIndex((group, index) => index >= start && group !== '0');
    const length = (next === -1 ? groups.length : next) - start;
    best = length > best.length ? { start, length } : best;
  }
  return best.length < 2
    ? groups.join(':')
    : `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}
