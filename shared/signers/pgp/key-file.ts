/** Files of OpenPGP keys: armoured blocks (RFC 9580 section 6.2) or bare packets. */
import { PGP_TAG, packetsIn } from '../../analysis/signatures/pgp-packets';
import { decodeBase64 } from '../../email/base64';
import { fromByteString, toByteString } from '../../email/byte-string';
import type { ByteString } from '../../email/types';
import { keyBlockPlaces, readKey } from './key-block';

export const KEY_FORMAT = 'openpgp-keys';

const BEGIN = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
const END = '-----END PGP PUBLIC KEY BLOCK-----';
const MAX_BLOCKS = 10_000;
/** Every person of an office has one or two. */
export const MAX_KEYS = 20_000;

/** Whether a file's beginning is that of keys. */
export function looksLikeKeys(head: Uint8Array): boolean {
  const [first, second] = packetsIn(head);
  const at = (head[0] ?? 0) >= 0x80 ? -1 : toByteString(head).indexOf(BEGIN);
  const isArmoured = at === 0 || (at > 0 && head[at - 1] === LF);
  const isBare = first?.tag === PGP_TAG.publicKey && readKey(first) !== undefined && BEHIND.has(second?.tag ?? 0);
  return isArmoured || isBare;
}

const LF = 10;
/** A signature, a trust mark, a name, a subkey, a picture; 0 where the head ends before it. */
const BEHIND: ReadonlySet<number> = new Set([0, 2, 12, 13, 14, 17]);

/** One of the keys in a file, with all that belongs to it. */
export interface FoundBlock {
  readonly bytes: Uint8Array;
  readonly numbers: readonly string[];
}

export interface KeyFile {
  readonly keys: readonly FoundBlock[];
  /** Blocks in which no key of version 4 was found. */
  readonly strange: number;
}

export function readKeyFile(bytes: Uint8Array): KeyFile {
  const blocks = (bytes[0] ?? 0) >= 0x80 ? [bytes] : armouredKeys(toByteString(bytes));
  const keys: FoundBlock[] = [];
  let strange = 0;
  for (const block of blocks) {
    const places = keyBlockPlaces(block, MAX_KEYS - keys.length);
    strange += Number(places.length === 0);
    for (const { start, end, numbers } of places) {
      keys.push({ bytes: block.subarray(start, end), numbers });
    }
  }
  return { keys, strange };
}

function armouredKeys(text: ByteString): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = text.indexOf(BEGIN);
  while (at !== -1 && found.length < MAX_BLOCKS) {
    const next = text.indexOf(BEGIN, at + BEGIN.length);
    const block = text.slice(at + BEGIN.length, next === -1 ? text.length : next);
    const end = block.indexOf(END);
    if (end !== -1) found.push(decodeBase64(fromByteString(armourData(block.slice(0, end)))));
    at = next;
  }
  return found;
}

/** Without the fields before the first empty line and the check sum behind the data. */
function armourData(block: ByteString): ByteString {
  const [head] = /^[ \t]*\r?\n(?:[A-Za-z]{1,20}: ?[^\r\n]*\r?\n)*[ \t]*\r?\n/.exec(block) ?? [];
  const data = block.slice(head?.length ?? 0);
  const sum = data.lastIndexOf('\n=');
  return sum === -1 ? data : data.slice(0, sum);
}
