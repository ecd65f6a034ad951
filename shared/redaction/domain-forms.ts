import { decodeDomain } from '../email/punycode';
import { encodeDomain } from '../email/punycode-encode';

/** A domain as it is written in mail: as given, in punycode, and as people read it. */
export function domainForms(domain: string): readonly string[] {
  const lower = domain.toLowerCase();
  return [...new Set([lower, decodeDomain(lower) ?? lower, encodeDomain(lower)])];
}
