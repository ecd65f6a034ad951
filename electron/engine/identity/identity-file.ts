/**
 * The identity file: an examiner's certificate in plain and the private key sealed, as JSON, mode 0600.
 *
 * `check` tells a damaged file from a wrong passphrase; what protects the content is the seal, which binds all of it.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { FailureError } from '../../../shared/contract/failure';
import { sha256Schema } from '../../../shared/contract/model';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import { errorCode } from '../fs/error-code';
import { keyFingerprint } from './key-pair';
import { sealedKeySchema } from './sealed-key';

export const IDENTITY_VERSION = 1;

const publicShape = {
  format: z.literal('chainmail-identity'),
  version: z.literal(IDENTITY_VERSION),
  name: z.string(),
  organisation: z.string(),
  fingerprint: sha256Schema,
  /** PEM. */
  certificate: z.string(),
  createdAt: z.string(),
};

const publicSchema = z.strictObject(publicShape);
const fileSchema = z.strictObject({ ...publicShape, key: sealedKeySchema, check: sha256Schema });

export type IdentityPublicPart = z.infer<typeof publicSchema>;
export type IdentityFile = z.infer<typeof fileSchema>;

/** What the seal binds: everything that stands in plain beside it. */
export function boundText(part: IdentityPublicPart): string {
  const { format, version, name, organisation, fingerprint, certificate, createdAt } = part;
  return canonicalJson({ format, version, name, organisation, fingerprint, certificate, createdAt });
}

export function serialiseIdentity(content: Omit<IdentityFile, 'check'>): string {
  return `${JSON.stringify({ ...content, check: checkOf(content) }, null, 2)}\n`;
}

function checkOf(content: Omit<IdentityFile, 'check'>): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/**
 * @throws FailureError `no-identity` when there is no such file; `unreadable-input` when it is damaged or of a later
 *   version
 */
export async function loadIdentityFile(file: string): Promise<IdentityFile> {
  const value = parseJson(file, await readText(file));
  refuseNewer(file, value);
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    throw damaged(file, 'it lacks something that belongs to an identity');
  }
  const { check, ...content } = parsed.data;
  if (check !== checkOf(content) || keyFingerprint(content.certificate) !== content.fingerprint) {
    throw damaged(file, 'some of its bytes were changed');
  }
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
      throw new FailureError(
        'no-identity',
        `There is no identity at "${file}". Nothing was changed. Create an identity first, or name the file of an existing one.`,
        { cause: error },
      );
    }
    throw damaged(file, `it cannot be read (${errorCode(error)})`, error);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, 'it is not whole', error);
  }
}

function refuseNewer(file: string, value: unknown): void {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > IDENTITY_VERSION) {
    throw new FailureError(
      'unreadable-input',
      `The identity file "${file}" was written by a later version of Chainmail. It was not changed. Use that version or a later one.`,
    );
  }
}

export function damaged(file: string, how: string, cause?: unknown): FailureError {
  return new FailureError(
    'unreadable-input',
    `The identity file "${file}" is damaged: ${how}. Nothing was changed; cases and packets are not affected. Bring the file back from a copy, or create a new identity.`,
    { cause },
  );
}
