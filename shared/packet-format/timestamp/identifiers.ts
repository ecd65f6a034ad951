/** Object identifiers of time stamps, as their DER contents in hexadecimal. */
export const TIMESTAMP_OID = {
  signedData: '2a864886f70d010702',
  /** id-ct-TSTInfo (RFC 3161 section 2.4.2). */
  tstInfo: '2a864886f70d0109100104',
  /** RFC 5652 section 11. */
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  /** RFC 2634 section 5.4 and RFC 5035 section 3. */
  signingCertificate: '2a864886f70d010910020c',
  signingCertificateV2: '2a864886f70d010910022f',
  /** id-kp-timeStamping (RFC 3161 section 2.3). */
  timeStamping: '2b06010505070308',
  extendedKeyUsage: '551d25',
} as const;

export type DigestName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Digests that authorities use (RFC 8017 appendix B.1); SHA-1 only where a certificate is named by it. */
const DIGESTS: Readonly<Record<string, DigestName>> = {
  '2b0e03021a': 'sha1',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
};

export const SHA256_OID = '608648016503040201';

export function digestNamed(oid: string): DigestName | undefined {
  return DIGESTS[oid];
}

/** rsaEncryption: PKCS #1 with the digest that is named beside it (RFC 3370 section 3.2). */
const RSA = '2a864886f70d010101';
const RSA_WITH: Readonly<Partial<Record<DigestName, string>>> = {
  sha256: '2a864886f70d01010b',
  sha384: '2a864886f70d01010c',
  sha512: '2a864886f70d01010d',
};
const WITH_DIGEST: ReadonlySet<string> = new Set([
  ...Object.values(RSA_WITH),
  '2a8648ce3d040302',
  '2a8648ce3d040303',
  '2a8648ce3d040304',
]);

/** The signature's algorithm with its digest; undefined for one that is not known here, such as RSASSA-PSS. */
export function signatureAlgorithm(oid: string, digest: DigestName): string | undefined {
  const named = oid === RSA ? RSA_WITH[digest] : oid;
  return named !== undefined && WITH_DIGEST.has(named) ? named : undefined;
}
