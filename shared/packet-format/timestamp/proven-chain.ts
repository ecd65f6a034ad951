import type { IssuerVerifier } from '../certificate-chain';
import type { CertificateFields } from '../certificate-fields';
import { equalBytes } from '../der';

/** More levels than any chain has. */
const MAX_CHAIN = 8;

/**
 * The certificate and its issuers among those that are held, as far up as signatures show it (RFC 5280 section 6.1).
 *
 * Authorities change their keys and keep their names: of several certificates with an issuer's name, the one whose key
 * signed is taken.
 */
export async function provenChain(
  leaf: CertificateFields,
  held: readonly CertificateFields[],
  verify: IssuerVerifier,
): Promise<readonly CertificateFields[]> {
  const chain = [leaf];
  for (let last = leaf; !equalBytes(last.issuer, last.subject) && chain.length < MAX_CHAIN; ) {
    const issuer = await issuerOf(last, held, verify);
    if (issuer === undefined || chain.includes(issuer)) {
      break;
    }
    chain.push(issuer);
    last = issuer;
  }
  return chain;
}

async function issuerOf(
  { issuer, signature }: CertificateFields,
  held: readonly CertificateFields[],
  verify: IssuerVerifier,
): Promise<CertificateFields | undefined> {
  for (const candidate of held.filter(({ subject }) => equalBytes(subject, issuer))) {
    if (await verify(signature, candidate.publicKey)) {
      return candidate;
    }
  }
  return undefined;
}
