/** The last look before a redacted packet is signed: no file of it may hold a value in any encoding. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { FailureError } from '../../../shared/contract/failure';
import { VERIFY_PAGE } from '../../../shared/packet-format/packet-layout';
import type { DigestTools } from '../../../shared/redaction/needles';
import type { RedactedPerson } from '../../../shared/redaction/person';
import { findResidue, type Residue, type Sought, soughtOf } from '../../../shared/redaction/residue/residue';
import type { Unpacker } from '../../../shared/redaction/residue/unpack';
import { residueSentence } from '../../../shared/wording/redaction';
import { throwIfCancelled } from '../packet/cancelled';

/** The hashes under which lists of addresses are traded. */
const digestTools: DigestTools = {
  digests: (bytes) => ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes).digest()),
};

export function soughtFor(persons: readonly RedactedPerson[]): Sought {
  return soughtOf(persons, digestTools);
}

/** What a file unpacks to in all: an attachment is made by somebody else. */
const UNPACKED_MAX = 32 << 20;

interface BoundedUnpacker extends Unpacker {
  /** Whether something was left packed. */
  readonly isExhausted: () => boolean;
}

function boundedUnpacker(most: number): BoundedUnpacker {
  let left = most;
  let isExhausted = false;
  return {
    isExhausted: () => isExhausted,
    inflate: (bytes, form) => {
      const unpack = { zlib: inflateSync, raw: inflateRawSync, gzip: gunzipSync }[form];
      try {
        const content = unpack(bytes, { maxOutputLength: Math.max(1, left) });
        left -= content.length;
        return content;
      } catch (error) {
        // Not packed so: searched as it is. Beyond the bound: whoever asked is told.
        isExhausted ||= error instanceof RangeError;
        return undefined;
      }
    },
  };
}

/** Whether a file holds a value, or may hold one in what it packs beyond all bounds. */
export function holdsValue(bytes: Uint8Array, sought: Sought): boolean {
  const unpacker = boundedUnpacker(UNPACKED_MAX);
  return findResidue(bytes, sought, unpacker) !== undefined || unpacker.isExhausted();
}

/** Files of a packet are the program's own. */
const OWN_UNPACKED_MAX = 1 << 30;
const SHOWN = 5;

/**
 * @param paths below `folder`; their names are searched too
 * @throws FailureError `bad-request` naming files, encodings and tokens, never a value; `cancelled`
 */
export async function assertNoResidue(
  folder: string,
  paths: readonly string[],
  sought: Sought,
  signal: AbortSignal | undefined,
): Promise<void> {
  const found: { path: string; residue: Residue }[] = [];
  for (const path of paths) {
    throwIfCancelled(signal);
    const residue = await residueIn(folder, path, sought);
    if (residue !== undefined) {
      found.push({ path, residue });
    }
    await setImmediate();
  }
  if (found.length > 0) {
    throw new FailureError('bad-request', residueSentence(found.slice(0, SHOWN), found.length));
  }
}

async function residueIn(folder: string, path: string, sought: Sought): Promise<Residue | undefined> {
  const named = findResidue(Buffer.from(path, 'utf8'), sought, boundedUnpacker(0));
  if (named !== undefined) {
    return { ...named, inside: 'name' };
  }
  // The page is the same in every packet of a release and knows nothing of the case.
  return path === VERIFY_PAGE
    ? undefined
    : findResidue(await readFile(join(folder, ...path.split('/'))), sought, boundedUnpacker(OWN_UNPACKED_MAX));
}
