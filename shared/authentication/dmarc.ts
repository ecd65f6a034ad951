import { getDomain } from 'tldts';
import type { DnsAnswer, DnsQuestion, Lookup } from '../dns/records';
import { compactTag, readTagList } from './tag-list';

/** DMARC (RFC 7489): whether a domain that passed a check is the one that the From field shows. */

export interface DmarcPolicy {
  /** Where the record was found. */
  readonly domain: string;
  /** `none`, `quarantine` or `reject`, as it applies to the From domain. */
  readonly policy: string;
  readonly isStrictDkim: boolean;
  readonly isStrictSpf: boolean;
  readonly answer: DnsAnswer;
  /** A domain nearer to the sender whose record is not held: that it has none is an assumption. */
  readonly assumed: string;
}

export type PolicySearch = DmarcPolicy | 'none' | 'temperror' | { readonly missing: DnsQuestion };

/**
 * The organisational domain (section 3.2) by the whole public suffix list, with the suffixes that private registries added:
 * two customers of such a registry are not one organisation.
 */
export function organisationalDomain(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  return getDomain(name, { allowPrivateDomains: true, validateHostname: false }) ?? name;
}

export function dmarcQuestion(domain: string): DnsQuestion {
  return { name: `_dmarc.${domain}`, type: 'TXT' };
}

/** The policy for a From domain: its own, else that of the registered domain (section 6.6.3). */
export function findPolicy(fromDomain: string, lookup: Lookup): PolicySearch {
  let assumed = '';
  for (const domain of new Set([fromDomain, organisationalDomain(fromDomain)])) {
    const answer = lookup(dmarcQuestion(domain));
    if (answer === undefined) {
      assumed ||= domain;
      continue;
    }
    if (answer.outcome === 'failed') {
      return 'temperror';
    }
    const policies = answer.records.flatMap((text) => policyOf(text, domain, fromDomain, answer));
    if (policies.length === 1 && policies[0] !== undefined) {
      return { ...policies[0], assumed };
    }
  }
  return assumed === '' ? 'none' : { missing: dmarcQuestion(assumed) };
}

function policyOf(
  text: string,
  domain: string,
  fromDomain: string,
  answer: DnsAnswer,
): readonly Omit<DmarcPolicy, 'assumed'>[] {
  if (!/^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text)) {
    return [];
  }
  const list = readTagList(text);
  const value = (name: string): string => compactTag(list, name).toLowerCase();
  const own = knownPolicy(value('p'));
  const sub = knownPolicy(value('sp'));
  // A record that only asks for reports counts as `none` (section 6.6.3, step 6).
  const fallback = list.tags.has('rua') ? 'none' : '';
  const policy = (domain === fromDomain ? own : sub || own) || fallback;
  return policy === ''
    ? []
    : [{ domain, policy, isStrictDkim: value('adkim') === 's', isStrictSpf: value('aspf') === 's', answer }];
}

function knownPolicy(word: string): string {
  return word === 'none' || word === 'quarantine' || word === 'reject' ? word : '';
}

/** Section 3.1: the same domain, or of the same registered domain. */
export function isAligned(domain: string, fromDomain: string, isStrict: boolean): boolean {
  return (
    domain === fromDomain ||
    (!isStrict && domain !== '' && organisationalDomain(domain) === organisationalDomain(fromDomain))
  );
}
