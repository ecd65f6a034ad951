/** What held lists of revoked certificates say of a chain (X.509 CRL, RFC 5280 section 5). */
import { readExtensions } from '../packet-format/certificate-fields';
import { DER, type DerNode, equalBytes, hexOf, membersOf, timeOf, wholeBits, wholeElement } from '../packet-format/der';
import type { ChainLink, HeldFrom } from './chain-link';
import type { PathCertificate } from './path-certificate';
import { type SchemeVerifier, signatureScheme } from './scheme';
import type { SignerBudget } from './signer-budget';

export interface HeldList {
  readonly der: Uint8Array;
  readonly held: HeldFrom;
}

/** What one list says of one certificate. */
export interface FoundListing {
  readonly certificate: PathCertificate;
  readonly held: HeldFrom;
  /** When the list was made: milliseconds since 1970. */
  readonly madeAt: number;
  /** Undefined where the list does not have it. */
  readonly revokedAt: number | undefined;
}

export interface RevocationSources {
  /** Lists of revoked certificates that are held, by the name of their issuer. */
  readonly listsOf: (issuer: Uint8Array) => readonly HeldList[];
  readonly verify: SchemeVerifier;
  readonly budget: SignerBudget;
}

const MAX_LISTS = 5;

/** Of each certificate below the root, by lists that its issuer signed. */
export function listingsOf(
  path: readonly ChainLink[],
  { listsOf, verify, budget }: RevocationSources,
): readonly FoundListing[] {
  return path.slice(0, -1).flatMap(({ certificate }, index) => {
    const issuer = path[index + 1]?.certificate;
    if (issuer === undefined) return [];
    return listsOf(issuer.subject)
      .slice(0, MAX_LISTS)
      .flatMap(({ der, held }) => {
        const list = !budget.takeList(der.length) || isIndirect(der) ? undefined : readList(der);
        const scheme = list === undefined ? undefined : signatureScheme(list.algorithm);
        if (list === undefined || scheme === undefined) return [];
        if (verify(scheme, issuer.publicKey, list.signedBytes, list.signature) !== 'good') return [];
        const entry = entryOf(list, certificate.serial);
        return entry === undefined ? [] : [{ certificate, held, madeAt: list.madeAt, ...entry }];
      });
  });
}

interface ReadList {
  readonly issuer: Uint8Array;
  readonly madeAt: number;
  readonly entries: DerNode | undefined;
  /** False where it says itself that it has only some of the issuer's, or changes since another list (section 5.2). */
  readonly isFull: boolean;
  readonly signedBytes: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

/** Version 1 and 2 (section 5.1). The entries are looked through later. */
function readList(der: Uint8Array): ReadList | undefined {
  const [toBeSigned, algorithm, bits, ...surplus] = membersOf(wholeElement(der), DER.sequence) ?? [];
  const all = membersOf(toBeSigned, DER.sequence) ?? [];
  const [inner, issuer, thisUpdate, ...rest] = all[0]?.tag === DER.integer ? all.slice(1) : all;
  const [madeAt, signature] = [timeOf(thisUpdate), wholeBits(bits)];
  const extensions = readExtensions(rest.find(({ tag }) => tag === DER.context0));
  if (toBeSigned === undefined || algorithm === undefined || inner === undefined || surplus.length > 0)
    return undefined;
  if (madeAt === undefined || signature === undefined || extensions === undefined) return undefined;
  if (issuer?.tag !== DER.sequence || !equalBytes(inner.raw, algorithm.raw)) return undefined;
  return {
    issuer: issuer.raw,
    madeAt,
    entries: rest.find(({ tag }) => tag === DER.sequence),
    isFull: [...extensions.values()].every(({ isCritical }) => !isCritical),
    signedBytes: toBeSigned.raw,
    algorithm: algorithm.raw,
    signature,
  };
}

/** What a list says of the certificate of that number; undefined where it says nothing that can be read. */
function entryOf({ entries, isFull }: ReadList, serial: string): Pick<FoundListing, 'revokedAt'> | undefined {
  for (const entry of membersOf(entries, DER.sequence) ?? []) {
    const [number, time] = membersOf(entry, DER.sequence) ?? [];
    if (number?.tag === DER.integer && hexOf(number.content) === serial) {
      const revokedAt = timeOf(time);
      return revokedAt === undefined ? undefined : { revokedAt };
    }
  }
  return isFull ? { revokedAt: undefined } : undefined;
}

/** The name of a list's issuer, as it is encoded; undefined where the bytes are no list. */
export function listIssuer(der: Uint8Array): Uint8Array | undefined {
  return readList(der)?.issuer;
}

/** Entries for certificates of another issuer (section 5.3.3) would be taken for this one's: such lists are not read. */
function isIndirect(der: Uint8Array): boolean {
  const [a, b, c] = CERTIFICATE_ISSUER;
  for (let at = der.indexOf(c); at !== -1; at = der.indexOf(c, at + 1)) {
    if (der[at - 1] === b && der[at - 2] === a && der[at - 3] === 3 && der[at - 4] === DER.oid) return true;
  }
  return false;
}

const CERTIFICATE_ISSUER = [0x55, 0x1d, 0x1d] as const;
