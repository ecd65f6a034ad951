/**
 * Reads a key and its certificates from a PKCS #12 file (RFC 7292) in its present form: PBES2 with PBKDF2 and AES.
 *
 * Old forms (RC2, 3DES) are named and refused: their ciphers are broken, and half of the systems cannot read them. Rounds
 * are capped before they are run, so that a forged file cannot hold the program for hours.
 */
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import {
  type AlgorithmIdentifier,
  CertBag,
  Certificate,
  type ContentInfo,
  CryptoEngine,
  EncryptedData,
  PBES2Params,
  PBKDF2Params,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  type SafeContents,
} from 'pkijs';
import { FailureError } from '../../../shared/contract/failure';
import { pkcs12Sentences } from '../../../shared/wording/identity';
import { toArrayBuffer } from './certificate';
import { isP256 } from './key-pair';

const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const DATA = '1.2.840.113549.1.7.1';
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const MAC_DIGESTS: ReadonlySet<string> = new Set([
  '1.3.14.3.2.26',
  '2.16.840.1.101.3.4.2.1',
  '2.16.840.1.101.3.4.2.2',
  '2.16.840.1.101.3.4.2.3',
]);
const MAX_ROUNDS = 2_000_000;
const MAX_BYTES = 1 << 20;

export interface Pkcs12Content {
  readonly privateKey: KeyObject;
  /** DER, in the order of the file. */
  readonly certificates: readonly Uint8Array[];
}

/** @throws FailureError `unreadable-input`, `wrong-passphrase` */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<Pkcs12Content> {
  const engine = new CryptoEngine({ crypto: webcrypto });
  const password = toArrayBuffer(Buffer.from(passphrase, 'utf8'));
  const contents = await openSafe(bytes, password, engine);
  const keys: KeyObject[] = [];
  const certificates: Uint8Array[] = [];
  for (const bag of contents.flatMap(({ safeBags }) => safeBags)) {
    const key = await damagedUnless(async () => keyOf(bag, passphrase));
    if (key !== undefined) {
      keys.push(key);
    }
    if (bag.bagValue instanceof CertBag && bag.bagValue.parsedValue instanceof Certificate) {
      certificates.push(new Uint8Array(bag.bagValue.parsedValue.toSchema().toBER()));
    }
  }
  const [privateKey, ...more] = keys;
  if (privateKey === undefined || more.length > 0) {
    throw refused(pkcs12Sentences.keys(keys.length));
  }
  return { privateKey, certificates };
}

async function openSafe(bytes: Uint8Array, password: ArrayBuffer, engine: CryptoEngine): Promise<SafeContents[]> {
  const pfx = await damagedUnless(async () => {
    demand(bytes.length <= MAX_BYTES, pkcs12Sentences.notPkcs12);
    const file = PFX.fromBER(toArrayBuffer(bytes));
    demandMac(file);
    // Without the check sum first: the form is told before the passphrase is tried.
    await file.parseInternalValues({ password, checkIntegrity: false }, engine);
    for (const info of file.parsedValue?.authenticatedSafe?.safeContents ?? []) {
      demandForm(info);
    }
    return file;
  });
  await passphraseUnless(() => pfx.parseInternalValues({ password, checkIntegrity: true }, engine));
  return await damagedUnless(async () => {
    const safe = pfx.parsedValue?.authenticatedSafe;
    await safe?.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) }, engine);
    return (safe?.parsedValue?.safeContents ?? []).map(({ value }: { readonly value: SafeContents }) => value);
  });
}

function demandMac({ macData, authSafe }: PFX): void {
  demand(authSafe.contentType === DATA, pkcs12Sentences.form(pkcs12Sentences.nested));
  demand(macData !== undefined, pkcs12Sentences.form(pkcs12Sentences.noMac));
  const isKnown = MAC_DIGESTS.has(macData.mac.digestAlgorithm.algorithmId);
  demand(isKnown, pkcs12Sentences.form(pkcs12Sentences.otherMac));
  demand((macData.iterations ?? 1) <= MAX_ROUNDS, pkcs12Sentences.form(pkcs12Sentences.greedy));
}

function demandForm(info: ContentInfo): void {
  if (info.contentType === ENCRYPTED_DATA) {
    const { encryptedContentInfo } = new EncryptedData({ schema: info.content });
    demandEncryption(encryptedContentInfo.contentEncryptionAlgorithm);
  } else {
    demand(info.contentType === DATA, pkcs12Sentences.form(pkcs12Sentences.nested));
  }
}

function demandEncryption({ algorithmId, algorithmParams }: AlgorithmIdentifier): void {
  demand(algorithmId === PBES2, pkcs12Sentences.form(pkcs12Sentences.oldEncryption));
  const { keyDerivationFunc } = new PBES2Params({ schema: algorithmParams });
  demand(keyDerivationFunc.algorithmId === PBKDF2, pkcs12Sentences.form(pkcs12Sentences.oldEncryption));
  const { iterationCount } = new PBKDF2Params({ schema: keyDerivationFunc.algorithmParams });
  demand(iterationCount <= MAX_ROUNDS, pkcs12Sentences.form(pkcs12Sentences.greedy));
}

/** The key in a bag; undefined when the bag holds something else. */
function keyOf({ bagValue }: SafeBag, passphrase: string): KeyObject | undefined {
  const isSealed = bagValue instanceof PKCS8ShroudedKeyBag;
  if (!isSealed && !(bagValue instanceof PrivateKeyInfo)) {
    return undefined;
  }
  if (isSealed) {
    demandEncryption(bagValue.encryptionAlgorithm);
  }
  const der = Buffer.from(bagValue.toSchema().toBER());
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8', ...(isSealed ? { passphrase } : {}) });
  demand(isP256(key), pkcs12Sentences.otherKey);
  return key;
}

function refused(sentence: string): FailureError {
  return new FailureError('unreadable-input', sentence);
}

function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) {
    throw refused(sentence);
  }
}

/** Whatever the parser throws means that the bytes are not those of such a file. */
async function damagedUnless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FailureError
      ? error
      : new FailureError('unreadable-input', pkcs12Sentences.notPkcs12, { cause: error });
  }
}

async function passphraseUnless(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new FailureError('wrong-passphrase', pkcs12Sentences.passphrase, { cause: error });
  }
}
