/** What a key says of itself by its own signatures: its names, until when it is good, which subkeys belong to it (RFC 9580 section 5.2.3). */
import { uint } from '../../analysis/signatures/pgp-packets';
import { keyOf } from '../../analysis/signatures/pgp-signature';
import { readSignaturePacket, type SignaturePacket, SUBPACKET } from '../../analysis/signatures/pgp-signature-packet';
import { decodeBytes } from '../../email/byte-string';
import { rememberBy } from '../../text/remember';
import type { SchemeVerifier } from '../scheme';
import type { SignerBudget } from '../signer-budget';
import { checkCost, checkPacket } from './check-packet';
import type { KeyBlock, PgpKey, PgpName, PgpSubkey } from './key-block';

/** Section 5.2.1. */
const TYPE = {
  lowestName: 0x10,
  highestName: 0x13,
  subkey: 0x18,
  primary: 0x19,
  direct: 0x1f,
  keyRevoked: 0x20,
  subkeyRevoked: 0x28,
} as const;
const MAY_SIGN = 0x02;
const LONGEST_NAME = 1_000;

export interface SigningKey {
  readonly key: PgpKey;
  /** Names that the primary key signed itself, as text; none for a key that does not belong to it. */
  readonly names: readonly string[];
  /** Why the key, or its belonging to the primary one, is not in order. */
  readonly problems: readonly KeyProblem[];
}

export type KeyProblem =
  /** The primary key did not sign that the subkey is its own, or the subkey not that it belongs to it. */
  | 'not-bound'
  | 'not-for-signing'
  /** No name of it is signed by itself. */
  | 'no-name'
  /** At the time of signing. */
  | 'expired'
  | 'revoked'
  | 'made-later'
  /** More signatures than are checked for one message: what else is said of the key may be wrong. */
  | 'too-many';

/** The key of the block whose fingerprint or number this is, with what is said of it at that time; undefined where there is none. */
export function signingKey(
  block: KeyBlock,
  wanted: string,
  at: number | undefined,
  verify: SchemeVerifier,
  budget: SignerBudget,
): SigningKey | undefined {
  const isWanted = ({ fingerprint }: PgpKey): boolean => wanted.length >= 16 && fingerprint.endsWith(wanted);
  const subkey = block.subkeys.find(({ key }) => isWanted(key));
  const key = isWanted(block.primary) ? block.primary : subkey?.key;
  if (key === undefined) return undefined;
  const own = new OwnSignatures(block, verify, budget);
  const named = block.names.flatMap((name) => own.named(name));
  const problems: readonly KeyProblem[] = [
    ...own.primaryProblems(
      named.map(({ packet }) => packet),
      at,
      key === block.primary,
    ),
    ...(key === block.primary || subkey === undefined ? [] : own.subkeyProblems(subkey, at)),
    ...(at !== undefined && at < key.created ? (['made-later'] as const) : []),
    ...(own.isCut ? (['too-many'] as const) : []),
  ];
  // Names are the primary key's: they are a subkey's only where both keys say so.
  const names = problems.includes('not-bound') ? [] : named.map(({ name }) => name);
  return { key, names, problems: [...new Set(problems)] };
}

class OwnSignatures {
  readonly #block: KeyBlock;
  readonly #verify: SchemeVerifier;
  readonly #budget: SignerBudget;
  /** Whether a signature was left out because there are too many. */
  isCut = false;

  constructor(block: KeyBlock, verify: SchemeVerifier, budget: SignerBudget) {
    this.#block = block;
    this.#verify = verify;
    this.#budget = budget;
  }

  /** The newest signature of the key over one of its names. */
  named({ name, signatures }: PgpName): readonly { readonly name: string; readonly packet: SignaturePacket }[] {
    const { primary } = this.#block;
    const length = Uint8Array.of(0xb4, ...[24, 16, 8, 0].map((shift) => (name.length >>> shift) & 0xff));
    const isOne = ({ type }: SignaturePacket): boolean => type >= TYPE.lowestName && type <= TYPE.highestName;
    const packet = this.#newest(signatures, isOne, [primary.hashed, length, name]);
    return packet === undefined ? [] : [{ name: decodeBytes(name.subarray(0, LONGEST_NAME)), packet }];
  }

  /** @param isSigning it made the signature itself, and not one of its subkeys */
  primaryProblems(
    named: readonly SignaturePacket[],
    at: number | undefined,
    isSigning: boolean,
  ): readonly KeyProblem[] {
    const { primary, direct } = this.#block;
    const whole = this.#newest(direct, ofType(TYPE.direct), [primary.hashed]);
    const revoked = this.#newest(direct, ofType(TYPE.keyRevoked), [primary.hashed]);
    const said = [...named, ...(whole === undefined ? [] : [whole])].sort((a, b) => timeOf(b) - timeOf(a));
    const [newest] = said;
    const expires = newest === undefined ? undefined : expiry(newest, primary);
    const flags = said.map(flagsOf).find((value) => value !== undefined);
    return [
      ...(named.length === 0 ? (['no-name'] as const) : []),
      ...(isSigning && flags !== undefined && (flags & MAY_SIGN) === 0 ? (['not-for-signing'] as const) : []),
      ...(isPast(expires, at) ? (['expired'] as const) : []),
      ...(isRevoked(revoked, at) ? (['revoked'] as const) : []),
    ];
  }

  subkeyProblems({ key, signatures }: PgpSubkey, at: number | undefined): readonly KeyProblem[] {
    const over = [this.#block.primary.hashed, key.hashed];
    const binding = this.#newest(signatures, ofType(TYPE.subkey), over);
    const revoked = this.#newest(signatures, ofType(TYPE.subkeyRevoked), over);
    if (binding === undefined) return ['not-bound'];
    const flags = flagsOf(binding);
    return [
      ...(flags !== undefined && (flags & MAY_SIGN) === 0 ? (['not-for-signing'] as const) : []),
      ...(this.#isBoundBack(binding, key, over) ? [] : (['not-bound'] as const)),
      ...(isPast(expiry(binding, key), at) ? (['expired'] as const) : []),
      ...(isRevoked(revoked, at) ? (['revoked'] as const) : []),
    ];
  }

  /** A subkey that signs has signed that it belongs to the key (section 10.1.5): else anybody could call it their own. */
  #isBoundBack({ hashed, unhashed }: SignaturePacket, key: PgpKey, over: readonly Uint8Array[]): boolean {
    return [...hashed, ...unhashed]
      .filter(({ type }) => type === SUBPACKET.embedded)
      .slice(0, MOST_EMBEDDED)
      .map(({ value }) => readSignaturePacket(value))
      .some((packet) => packet?.type === TYPE.primary && this.#isGood(packet, key, over));
  }

  #isGood(packet: SignaturePacket, key: PgpKey, over: readonly Uint8Array[]): boolean {
    const isThere = this.#budget.takeCheck(checkCost(key));
    this.isCut ||= !isThere;
    return isThere && checkPacket(packet, key, over, this.#verify) === 'good';
  }

  /** The newest of the wanted ones that the primary key made. */
  #newest(
    signatures: readonly SignaturePacket[],
    isWanted: (packet: SignaturePacket) => boolean,
    over: readonly Uint8Array[],
  ): SignaturePacket | undefined {
    const { primary } = this.#block;
    return ownOnes({ signatures, primary })
      .filter(isWanted)
      .find((packet) => this.#isGood(packet, primary, over));
  }
}

const ofType =
  (wanted: number) =>
  ({ type }: SignaturePacket): boolean =>
    type === wanted;

/** Those that the key itself made, by the number that they name, the newest first: asked for with each signature of a message. */
const ownOnes = rememberBy(
  ({ signatures }: { readonly signatures: readonly SignaturePacket[]; readonly primary: PgpKey }) => signatures,
  ({ signatures, primary }) =>
    signatures.filter((packet) => isBy(packet, primary)).toSorted((a, b) => timeOf(b) - timeOf(a)),
);

const MOST_EMBEDDED = 4;

function isBy(packet: SignaturePacket, { fingerprint }: PgpKey): boolean {
  return packet.version === 4 && fingerprint.endsWith(keyOf([...packet.hashed, ...packet.unhashed]));
}

/** Milliseconds since 1970; 0 where it does not tell. */
function timeOf({ hashed }: SignaturePacket): number {
  const created = hashed.find(({ type }) => type === SUBPACKET.created);
  return created?.value.length === 4 ? uint(created.value, 0, 4) * 1000 : 0;
}

/** When the key expires, in milliseconds since 1970: seconds after it was made; 0 is never (section 5.2.3.13). */
function expiry({ hashed }: SignaturePacket, { created }: PgpKey): number | undefined {
  const seconds = hashed.find(({ type }) => type === SUBPACKET.keyExpires);
  const after = seconds?.value.length === 4 ? uint(seconds.value, 0, 4) : 0;
  return after === 0 ? undefined : created + after * 1000;
}

function flagsOf({ hashed }: SignaturePacket): number | undefined {
  return hashed.find(({ type }) => type === SUBPACKET.keyFlags)?.value[0];
}

function isPast(time: number | undefined, at: number | undefined): boolean {
  return time !== undefined && at !== undefined && at >= time;
}

/** A key that was lost, or for no told reason revoked, is so for all of its time; one that was replaced, from then on (section 5.2.3.31). */
function isRevoked(packet: SignaturePacket | undefined, at: number | undefined): boolean {
  if (packet === undefined) return false;
  const reason = packet.hashed.find(({ type }) => type === SUBPACKET.reason)?.value[0] ?? 0;
  return !REPLACED.has(reason) || at === undefined || at >= timeOf(packet);
}

/** Superseded, retired. */
const REPLACED: ReadonlySet<number> = new Set([1, 3]);
