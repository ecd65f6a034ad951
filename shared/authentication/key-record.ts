import { compactTag, readTagList } from './tag-list';

/** The public key of a signer as the DNS holds it (RFC 6376 section 3.6.1). */
export interface KeyRecord {
  readonly keyType: 'rsa' | 'ed25519';
  /** Tag `p`, base64 without blanks; empty where the key was revoked. */
  readonly key: string;
  /** Tag `h`: hashes that may be used; empty where any may. */
  readonly hashes: readonly string[];
  /** Tag `t`: `y` is a test, `s` forbids subdomains in the signature's `i`. */
  readonly isTest: boolean;
  readonly isStrict: boolean;
}

/** @returns undefined for a text that is no key record for mail */
export function readKeyRecord(text: string): KeyRecord | undefined {
  const list = readTagList(text);
  const value = (name: string): string => compactTag(list, name);
  const version = list.tags.get('v');
  const isVersionWrong = version !== undefined && (version.value !== 'DKIM1' || [...list.tags.keys()][0] !== 'v');
  const type = list.tags.has('k') ? value('k').toLowerCase() : 'rsa';
  const services = value('s').toLowerCase().split(':');
  const isForMail = !list.tags.has('s') || services.includes('*') || services.includes('email');
  const isBroken = list.problems.some(({ kind, name }) => kind === 'duplicate' && name === 'p');
  if (isVersionWrong || !list.tags.has('p') || !isForMail || isBroken || (type !== 'rsa' && type !== 'ed25519')) {
    return undefined;
  }
  const flags = value('t').split(':');
  return {
    keyType: type,
    key: value('p'),
    hashes: list.tags.has('h') ? value('h').toLowerCase().split(':') : [],
    isTest: flags.includes('y'),
    isStrict: flags.includes('s'),
  };
}
