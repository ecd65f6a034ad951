/** Hashes and signatures by the browser's own means (Web Cryptography API). None of them throws for what is in a packet. */
import { readCertificate } from '../../../shared/packet-format/certificate-fields';
import type { PacketTools } from '../../../shared/packet-format/checks/packet-inspection';
import { DER, hexOf, membersOf, readDer } from '../../../shared/packet-format/der';
import { certificateDer, fromBase64 } from '../../../shared/packet-format/pem';

/** A copy whose buffer is its own: the API takes no shared memory. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : Uint8Array.from(bytes);

async function digest(name: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512', bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(name, own(bytes)));
}

const sha256 = async (bytes: Uint8Array): Promise<string> => hexOf(await digest('SHA-256', bytes));

/** Curves with the size of a number on them, by their identifiers' DER contents (RFC 5480 section 2.1.1.1). */
const CURVES: Readonly<Record<string, readonly [name: string, size: number]>> = {
  '2a8648ce3d030107': ['P-256', 32],
  '2b81040022': ['P-384', 48],
  '2b81040023': ['P-521', 66],
};

/** Algorithms of certificates' signatures (RFC 5758 section 3.2, RFC 4055 section 5), by their identifiers' DER contents. */
const HASH_OF: Readonly<Record<string, string>> = {
  '2a8648ce3d040302': 'SHA-256',
  '2a8648ce3d040303': 'SHA-384',
  '2a8648ce3d040304': 'SHA-512',
  '2a864886f70d01010b': 'SHA-256',
  '2a864886f70d01010c': 'SHA-384',
  '2a864886f70d01010d': 'SHA-512',
};
const RSA = '2a864886f70d0101';

/** The curve of a public key (SubjectPublicKeyInfo, DER); undefined for a key of another kind. */
function curveOf(publicKey: Uint8Array): readonly [name: string, size: number] | undefined {
  const [info] = readDer(publicKey) ?? [];
  const [algorithm] = membersOf(info, DER.sequence) ?? [];
  const [, parameters] = membersOf(algorithm, DER.sequence) ?? [];
  return parameters?.tag === DER.oid ? CURVES[hexOf(parameters.content)] : undefined;
}

/** Keys are imported once: a journal has thousands of lines by the same one. */
const keys = new Map<string, Promise<CryptoKey | undefined>>();

function importKey(
  publicKey: Uint8Array,
  algorithm: EcKeyImportParams | RsaHashedImportParams,
): Promise<CryptoKey | undefined> {
  const name = JSON.stringify([hexOf(publicKey), algorithm]);
  const known =
    keys.get(name) ??
    crypto.subtle.importKey('spki', own(publicKey), algorithm, false, ['verify']).catch(() => undefined);
  keys.set(name, known);
  return known;
}

/** `r` and `s` side by side, as the API wants them (IEEE P1363), from their DER form (RFC 3279 section 2.2.3). */
function rawSignature(der: Uint8Array, size: number): Uint8Array<ArrayBuffer> | undefined {
  const [outer, ...surplus] = readDer(der) ?? [];
  const numbers = membersOf(outer, DER.sequence);
  if (surplus.length > 0 || numbers?.length !== 2) {
    return undefined;
  }
  const raw = new Uint8Array(2 * size);
  for (const [index, { tag, content }] of numbers.entries()) {
    const [first = 0x80, second = 0] = content;
    const isPadded = first === 0 && content.length > 1;
    const digits = isPadded ? content.subarray(1) : content;
    if (tag !== DER.integer || first >= 0x80 || (isPadded && second < 0x80) || digits.length > size) {
      return undefined;
    }
    raw.set(digits, (index + 1) * size - digits.length);
  }
  return raw;
}

async function verifyEcdsa(
  publicKey: Uint8Array,
  hash: string,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const [namedCurve, size] = curveOf(publicKey) ?? ['', 0];
  const raw = rawSignature(signature, size);
  const key = size === 0 ? undefined : await importKey(publicKey, { name: 'ECDSA', namedCurve });
  return (
    raw !== undefined &&
    key !== undefined &&
    (await crypto.subtle.verify({ name: 'ECDSA', hash }, key, raw, own(bytes)))
  );
}

async function verifyRsa(
  publicKey: Uint8Array,
  hash: string,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const key = await importKey(publicKey, { name: 'RSASSA-PKCS1-v1_5', hash });
  return key !== undefined && (await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, own(signature), own(bytes)));
}

/** The public key of a certificate, where it is one on P-256. */
function examinerKey(certificatePem: string): Uint8Array | undefined {
  const der = certificateDer(certificatePem);
  const publicKey = der === undefined ? undefined : readCertificate(der)?.publicKey;
  return publicKey !== undefined && curveOf(publicKey)?.[0] === 'P-256' ? publicKey : undefined;
}

const DIGESTS = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

export const WEB_TOOLS: PacketTools = {
  sha256,
  digest: (name, bytes) => digest(DIGESTS[name], bytes),
  sha512: (bytes) => digest('SHA-512', bytes),
  verifySignature: async (bytes, signatureBase64, certificatePem) => {
    const publicKey = examinerKey(certificatePem);
    const signature = fromBase64(signatureBase64);
    return (
      publicKey !== undefined && signature !== undefined && (await verifyEcdsa(publicKey, 'SHA-256', signature, bytes))
    );
  },
  verifyIssued: async ({ signedBytes, algorithm, value }, publicKey) => {
    const hash = HASH_OF[algorithm];
    if (hash === undefined) {
      return false;
    }
    const verify = algorithm.startsWith(RSA) ? verifyRsa : verifyEcdsa;
    return await verify(publicKey, hash, value, signedBytes);
  },
  keyFingerprint: async (certificatePem) => {
    const publicKey = examinerKey(certificatePem);
    const key =
      publicKey === undefined ? undefined : await importKey(publicKey, { name: 'ECDSA', namedCurve: 'P-256' });
    return publicKey === undefined || key === undefined ? null : await sha256(publicKey);
  },
};
