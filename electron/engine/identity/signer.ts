/** An open examiner's key: what may sign journal lines and packets while the passphrase has been given. */
export interface Signer {
  readonly name: string;
  readonly organisation: string;
  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** The examiner's X.509 certificate, PEM. */
  readonly certificatePem: string;
  /** Who vouches for it: certificates from its issuer up to the root, PEM; empty for a self-signed one. */
  readonly issuersPem: readonly string[];
  /** ECDSA P-256 over SHA-256 of `bytes`; the signature as DER (RFC 3279 section 2.2.3). */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Detached CMS SignedData (RFC 5652, CAdES-BES attributes) over `bytes`, DER; without the time where that is null. */
  readonly signDetached: (bytes: Uint8Array, signingTime: Date | null) => Promise<Uint8Array>;
}
