/** What a certificate and its key may be used for, by its extensions (RFC 5280 section 4.2.1). */
import type { CertificateExtension } from '../packet-format/certificate-fields';
import { DER, membersOf, oidOf, wholeElement } from '../packet-format/der';
import { type NameRules, readNameRules } from './name-rules';

export interface PathUses {
  /** Whether it may issue certificates: basic constraints and, where given, key usage. */
  readonly isAuthority: boolean;
  /** How many authorities may stand below it; null without limit. */
  readonly pathLength: number | null;
  /** Whether its key may sign: digitalSignature or nonRepudiation, or no key usage given (RFC 8550 section 4.4.2). */
  readonly maySign: boolean;
  /** Whether it may be used for mail: no purposes given, or emailProtection, or any (section 4.4.4). */
  readonly isForMail: boolean;
  /** False where it holds a rule that must be heeded and is not read here. */
  readonly isUnderstood: boolean;
  /** For which names it may issue; undefined where it has no such rules. They bind whether they are marked as critical or not. */
  readonly nameRules: NameRules | undefined;
}

const OID = {
  keyUsage: '551d0f',
  basicConstraints: '551d13',
  purposes: '551d25',
  nameConstraints: '551d1e',
} as const;

/** Read here, or binding nobody who reads a signature: names, numbers of keys, policies. */
const KNOWN: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.purposes,
  OID.nameConstraints,
  '551d11',
  '551d0e',
  '551d23',
  '551d20',
]);

/** id-kp-emailProtection, anyExtendedKeyUsage. */
const MAIL_PURPOSES: ReadonlySet<string> = new Set(['2b06010505070304', '551d2500']);

const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;
const KEY_CERT_SIGN = 0x04;
const EMPTY = new Uint8Array(0);

/** @param hasExtensions version 3: an older one says nothing of its uses, and is no authority except where it was taken in as one */
export function usesIn(extensions: ReadonlyMap<string, CertificateExtension>, hasExtensions: boolean): PathUses {
  const whole = (oid: string) => wholeElement(extensions.get(oid)?.value ?? EMPTY);
  const [authority, length] = membersOf(whole(OID.basicConstraints), DER.sequence) ?? [];
  const isMarked = hasExtensions && authority?.tag === DER.boolean && authority.content[0] === 0xff;
  const bits = extensions.has(OID.keyUsage) ? (whole(OID.keyUsage)?.content[1] ?? 0) : undefined;
  const purposes = extensions.has(OID.purposes)
    ? (membersOf(whole(OID.purposes), DER.sequence) ?? []).map(oidOf)
    : undefined;
  const isUnderstood = [...extensions].every(([oid, { isCritical }]) => !isCritical || KNOWN.has(oid));
  const names = extensions.get(OID.nameConstraints)?.value;
  const nameRules = names === undefined ? undefined : readNameRules(names);
  return {
    isAuthority: isMarked && (bits === undefined || (bits & KEY_CERT_SIGN) !== 0),
    // A number of several bytes is more than any chain has.
    pathLength:
      isMarked && length?.tag === DER.integer && length.content.length === 1 ? (length.content[0] ?? 0) : null,
    maySign: bits === undefined || (bits & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0,
    isForMail: purposes === undefined || purposes.some((oid) => MAIL_PURPOSES.has(oid)),
    isUnderstood: isUnderstood && (names === undefined || nameRules !== undefined),
    nameRules,
  };
}
