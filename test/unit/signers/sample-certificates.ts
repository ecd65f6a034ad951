/** Certificates made for tests, truly signed by Ed25519. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { derElement, derInteger } from '../../../shared/packet-format/timestamp/der-writer';

export interface SampleKey {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const sampleKey = (): SampleKey => generateKeyPairSync('ed25519');

export interface SampleCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly key: SampleKey;
  readonly issuerKey: SampleKey;
  /** Basic constraints say that it may issue; a signer's otherwise. */
  readonly isAuthority?: boolean;
  readonly serial?: number;
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const sequence = (...parts: readonly Uint8Array[]) => derElement(0x30, ...parts);
const name = (common: string) =>
  sequence(derElement(0x31, sequence(derElement(0x06, bytes('550403')), derElement(0x0c, Buffer.from(common)))));
const ED25519 = sequence(derElement(0x06, bytes('2b6570')));
const time = (text: string) => derElement(0x18, Buffer.from(text));

export function sampleCertificate(choices: SampleCertificate): Uint8Array {
  const { subject, issuer, key, issuerKey, isAuthority = true, serial = 1 } = choices;
  const constraints = sequence(
    derElement(0x06, bytes('551d13')),
    derElement(0x04, sequence(derElement(0x01, Uint8Array.of(0xff)))),
  );
  const toBeSigned = sequence(
    derElement(0xa0, derInteger(Uint8Array.of(2))),
    derInteger(Uint8Array.of(serial >> 16, (serial >> 8) & 0xff, serial & 0xff)),
    ED25519,
    name(issuer),
    sequence(time('20200101000000Z'), time('20990101000000Z')),
    name(subject),
    key.publicKey.export({ format: 'der', type: 'spki' }),
    ...(isAuthority ? [derElement(0xa3, sequence(constraints))] : []),
  );
  const signature = sign(null, toBeSigned, issuerKey.privateKey);
  return sequence(toBeSigned, ED25519, derElement(0x03, Uint8Array.of(0), signature));
}
