import { type DnsAnswer, dnsName } from './records';

/**
 * A public key as PEM with the name of its record, which a line before it or the file's name tells:
 * `sel._domainkey.example.com`.
 */
export function readPemKey(text: string, fileName: string): readonly Omit<DnsAnswer, 'evidence'>[] | undefined {
  const begin = text.indexOf('-----BEGIN PUBLIC KEY-----');
  const end = text.indexOf('-----END PUBLIC KEY-----');
  if (begin === -1 || end < begin || !isLead(text.slice(0, begin))) {
    return undefined;
  }
  const base64 = text.slice(begin + 26, end).replace(/\s+/g, '');
  const name = NAME.exec(text.slice(0, begin))?.[0] ?? NAME.exec(fileName.replace(/\.(?:pem|pub|key|txt)$/i, ''))?.[0];
  if (name === undefined || !/^[A-Za-z0-9+/=]+$/.test(base64)) {
    return undefined;
  }
  // An Ed25519 key in its usual wrapping is 44 bytes; its record holds the last 32 (RFC 8463 section 4).
  const isEd25519 = base64.startsWith('MCowBQYDK2VwAyEA');
  const data = isEd25519 ? `v=DKIM1; k=ed25519; p=${fromWrapping(base64)}` : `v=DKIM1; k=rsa; p=${base64}`;
  return [{ name: dnsName(name), type: 'TXT', outcome: 'found', records: [data], date: '' }];
}

/** Before the key stand comments, or the name and nothing else: a letter about a key is no key. */
function isLead(text: string): boolean {
  return text.length <= MAX_LEAD && text.split('\n').every((line) => /^\s*(?:[;#].*|[^\s:]*)\s*$/.test(line));
}

const MAX_LEAD = 2_000;

const NAME = /(?<![a-z0-9_.-])[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,10}\._domainkey\.[a-z0-9_.-]{1,200}/i;

/** The wrapping is 12 bytes: 16 letters. */
function fromWrapping(base64: string): string {
  return base64.slice(16);
}
