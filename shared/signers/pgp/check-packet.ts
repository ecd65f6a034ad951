/** Whether a key of OpenPGP made a signature over pieces of bytes (RFC 9580 section 5.2.4). */
import { digestOf } from '../../analysis/signatures/digest';
import { hashedPieces, type SignaturePacket } from '../../analysis/signatures/pgp-signature-packet';
import { joinBytes } from '../../text/join-bytes';
import type { SchemeVerifier } from '../scheme';
import { dsaFits } from './dsa';
import type { PgpKey } from './key-block';
import { readNumbers, signatureBytes } from './key-material';

export type PacketCheck = ReturnType<SchemeVerifier>;

/** Numbers without the help of the system's cryptography are slow: some ten thousandths of a second become a hundredth. */
export const checkCost = ({ material }: PgpKey): number => (material?.kind === 'dsa' ? 5 : 1);

/** @param signed what the signature is over, one piece after the other */
export function checkPacket(
  packet: SignaturePacket,
  { material }: PgpKey,
  signed: readonly Uint8Array[],
  verify: SchemeVerifier,
): PacketCheck {
  const { digest, value } = packet;
  if (material === undefined || digest === undefined) return 'unknown';
  const pieces = hashedPieces(packet, signed);
  if (material.kind === 'dsa') {
    const [r, s] = readNumbers(value, 2) ?? [];
    if (r === undefined || s === undefined) return 'bad';
    const fits = dsaFits(material.numbers, digestOf(digest, pieces), [r, s]);
    return fits === undefined ? 'unknown' : fits ? 'good' : 'bad';
  }
  const signature = signatureBytes(material, value);
  if (signature === undefined) return 'bad';
  // Ed25519 signs the digest (section 5.2.3.3); the others hash themselves.
  return material.kind === 'ed25519'
    ? verify({ kind: 'ed25519' }, material.spki, digestOf(digest, pieces), signature)
    : verify({ kind: material.kind, digest }, material.spki, joinBytes(pieces), signature);
}
