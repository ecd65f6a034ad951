/**
 * The identity file: a certificate with those of its issuers in plain and the private key sealed, as JSON, mode 0600.
 *
 * An examiner's identity and a laboratory's root have files of the same shape under different formats. `check` tells a
 * damaged file from a wrong passphrase; what protects the content is the seal, which binds all of it. Version 1 had no
 * issuers: its certificate is self-signed.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { FailureError } from '../../../shared/contract/failure';
import { sha256Schema } from '../../../shared/contract/model';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { identitySentences } from '../../../shared/wording/identity';
import { errorCode } from '../fs/error-code';
import { keyFingerprint } from './key-pair';
import { sealedKeySchema } from './sealed-key';

export const IDENTITY_VERSION = 2;

export const EXAMINER_FORMAT = 'chainmail-identity';
export const ROOT_FORMAT = 'chainmail-root';
export type IdentityFormat = typeof EXAMINER_FORMAT | typeof ROOT_FORMAT;

const publicShape = {
  format: z.enum([EXAMINER_FORMAT, ROOT_FORMAT]),
  version: z.union([z.literal(1), z.literal(IDENTITY_VERSION)]),
  name: z.string(),
  organisation: z.string(),
  fingerprint: sha256Schema,
  /** PEM. */
  certificate: z.string(),
  /** From the certificate's issuer up to the root, PEM; absent in version 1. */
  issuers: z.optional(z.array(z.string()).check(z.maxLength(7))),
  createdAt: z.string(),
};

const publicSchema = z.strictObject(publicShape);
const fileSchema = z.strictObject({ ...publicShape, key: sealedKeySchema, check: sha256Schema });

export type IdentityPublicPart = z.infer<typeof publicSchema>;
export type IdentityFile = z.infer<typeof fileSchema>;

/** What the seal binds: everything that stands in plain beside it. */
export function boundText(part: IdentityPublicPart): string {
  const { format, version, name, organisation, fingerprint, certificate, issuers, createdAt } = part;
  const bound = { format, version, name, organisation, fingerprint, certificate, createdAt };
  return canonicalJson(issuers === undefined ? bound : { ...bound, issuers });
}

export function serialiseIdentity(content: Omit<IdentityFile, 'check'>): string {
  return `${JSON.stringify({ ...content, check: checkOf(content) }, null, 2)}\n`;
}

function checkOf(content: Omit<IdentityFile, 'check'>): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/**
 * @param format the kind of file that is wanted; either where left out
 * @throws FailureError `no-identity` when there is no such file; `unreadable-input` when it is damaged, of a later
 *   version or of the other kind
 */
export async function loadIdentityFile(file: string, format?: IdentityFormat): Promise<IdentityFile> {
  const value = parseJson(file, await readText(file));
  refuseNewer(file, value);
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success || (parsed.data.version === 1) !== (parsed.data.issuers === undefined)) {
    throw damaged(file, identitySentences.lacks);
  }
  const { check, ...content } = parsed.data;
  if (check !== checkOf(content) || keyFingerprint(content.certificate) !== content.fingerprint) {
    throw damaged(file, identitySentences.changed);
  }
  refuseOtherKind(file, content.format, format);
  return parsed.data;
}

async function readText(file: string): Promise<string> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      throw new FailureError('no-identity', identitySentences.missing(file), { cause: error });
    }
    throw damaged(file, identitySentences.unreadable(String(errorCode(error))), error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, identitySentences.notWhole, error);
  }
}

function refuseNewer(file: string, value: unknown): void {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > IDENTITY_VERSION) {
    throw new FailureError('unreadable-input', identitySentences.newer(file));
  }
}

function refuseOtherKind(file: string, found: IdentityFormat, wanted: IdentityFormat | undefined): void {
  if (wanted !== undefined && found !== wanted) {
    const sentence = found === ROOT_FORMAT ? identitySentences.isRoot(file) : identitySentences.isExaminer(file);
    throw new FailureError('unreadable-input', sentence);
  }
}

export function damaged(file: string, how: string, cause?: unknown): FailureError {
  return new FailureError('unreadable-input', identitySentences.damaged(file, how), { cause });
}
