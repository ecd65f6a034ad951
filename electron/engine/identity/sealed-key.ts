/**
 * A private key under a passphrase: AES-256-GCM with a key from argon2id.
 *
 * Parameters: RFC 9106 section 4, second recommended setting (64 MiB, 3 passes, 4 lanes); measured 0.40 s. A file may
 * name others up to a cap, so that a forged one cannot take all memory.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import * as z from 'zod/mini';

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(4_096));

export const sealedKeySchema = z.strictObject({
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memoryKiB: z.int().check(z.gte(8 * 1024), z.lte(1024 * 1024)),
    iterations: z.int().check(z.gte(1), z.lte(16)),
    parallelism: z.int().check(z.gte(1), z.lte(16)),
    salt: base64,
  }),
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  /** Cipher text and, in its last 16 bytes, the tag. */
  sealed: base64,
});

export type SealedKey = z.infer<typeof sealedKeySchema>;

const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const SALT_BYTES = 16;
const SETTING = { name: 'argon2id', memoryKiB: 64 * 1024, iterations: 3, parallelism: 4 } as const;

/**
 * Seals `secret`. `bound` is what stands beside it in the file in plain: changed, the secret does not open.
 */
export async function sealKey(
  secret: Uint8Array,
  passphrase: string,
  bound: string,
  randomBytes: (count: number) => Uint8Array,
): Promise<SealedKey> {
  const kdf = { ...SETTING, salt: toBase64(randomBytes(SALT_BYTES)) };
  const nonce = randomBytes(NONCE_BYTES);
  const key = await deriveKey(passphrase, kdf);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(bound, 'utf8'));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  return { kdf, cipher: 'aes-256-gcm', nonce: toBase64(nonce), sealed: toBase64(sealed) };
}

/** The secret; null when the passphrase is wrong or something was changed. */
export async function openKey(sealed: SealedKey, passphrase: string, bound: string): Promise<Buffer | null> {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const bytes = Buffer.from(sealed.sealed, 'base64');
  if (passphrase === '' || nonce.length !== NONCE_BYTES || bytes.length <= TAG_BYTES) {
    return null;
  }
  const key = await deriveKey(passphrase, sealed.kdf);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound, 'utf8'));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    // The tag does not fit: the one way in which GCM says no.
    return null;
  } finally {
    key.fill(0);
  }
}

/** The same passphrase typed on another system may be composed differently: normalised first (NFC). */
async function deriveKey(passphrase: string, kdf: SealedKey['kdf']): Promise<Uint8Array> {
  return await argon2id({
    password: Buffer.from(passphrase.normalize('NFC'), 'utf8'),
    salt: Buffer.from(kdf.salt, 'base64'),
    parallelism: kdf.parallelism,
    iterations: kdf.iterations,
    memorySize: kdf.memoryKiB,
    hashLength: 32,
    outputType: 'binary',
  });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
