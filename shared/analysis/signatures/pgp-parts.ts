import { fromByteString } from '../../email/byte-string';
import { type DecodedBody, readDecodedBody } from '../../email/decoded-body';
import type { ByteString, MimePart, Span } from '../../email/types';
import type { DigestBudget } from './digest';
import { placedFact } from './fact-at';
import type { AttachedKey, KeyPackets, MessageSignature, SignedContent } from './message-signature';
import { type ArmouredBlock, armouredBlocks, BEGIN_SIGNED_TEXT } from './pgp-armour';
import { PGP_TAG, readPackets, uint } from './pgp-packets';
import { type PgpSignature, readPgpSignatures } from './pgp-signature';
import type { PlacedPart } from './placed-parts';
import { signedForms, withNetworkLineEnds, withoutTrailingBlanks } from './signed-forms';
import { besideOf } from './signed-sibling';

/** Signatures and keys by OpenPGP, in parts of their own (RFC 3156) and in a text (RFC 9580 section 7). */

const MAX_ARMOUR = 512 << 10;
const SIGNATURE = 'SIGNATURE';

/** `application/pgp-signature`: over the part before it. */
export function partSignatures(
  bytes: Uint8Array,
  placed: PlacedPart,
  budget: DigestBudget,
): readonly MessageSignature[] {
  const { covers, isDeclared } = besideOf(placed);
  const body = readDecodedBody(bytes, placed.part, MAX_ARMOUR);
  const forms = () => (covers === undefined ? [] : partForms(bytes.subarray(covers.start, covers.end)));
  const state = (block: ArmouredBlock, signature: PgpSignature): SignedContent =>
    covers === undefined ? 'not-determined' : stateOf(signature, forms(), isDeclared && isWhole(block), budget);
  return blocksOf(body, SIGNATURE).flatMap((block) =>
    readPgpSignatures(block.bytes).map((signature) => ({
      ...signatureFacts(placed.part, body, block, signature),
      isOwn: isDeclared && !placed.isEnclosed,
      covers,
      content: state(block, signature),
      forms,
    })),
  );
}

/** A signature whose own armour is damaged tells nothing about the part. */
const isWhole = ({ hasRightSum }: ArmouredBlock): boolean => hasRightSum !== false;

/** Blanks at the ends of lines are to be taken away before, which not every program does (RFC 3156 section 5). */
function* partForms(bytes: Uint8Array): Generator<Uint8Array> {
  for (const form of signedForms(bytes)) {
    yield form;
    const bare = withoutTrailingBlanks(form);
    if (bare.length !== form.length) yield bare;
  }
}

/** Texts that are signed in themselves. Only one that the body begins with is this message's own; others may be quoted. */
export function textSignatures(
  body: DecodedBody,
  { part, isEnclosed }: Pick<PlacedPart, 'part' | 'isEnclosed'>,
  budget: DigestBudget,
): readonly MessageSignature[] {
  const { content, isCut } = body;
  return blocksOf(body, SIGNATURE).flatMap((block) => {
    const start = startOfText(content, block.span.start);
    const text = start === undefined ? undefined : clearText(content, start, block.span.start);
    if (start === undefined || text === undefined) return [];
    return readPgpSignatures(block.bytes).map((signature) => ({
      ...signatureFacts(part, body, block, signature),
      isOwn: !isEnclosed && content.slice(0, start).trim() === '',
      covers: body.place(start, block.span.start),
      content: isCut ? 'not-determined' : stateOf(signature, textForms(text), isWhole(block), budget),
      forms: () => (isCut ? [] : textForms(text)),
    }));
  });
}

/** Where the signed text that ends at `end` begins, at the beginning of a line. */
function startOfText(content: ByteString, end: number): number | undefined {
  const at = content.lastIndexOf(BEGIN_SIGNED_TEXT, end);
  return at === 0 || (at > 0 && content[at - 1] === '\n') ? at : undefined;
}

/** Blanks at the ends of lines do not count; PGP 6.5 let tabs count (seen in two messages). */
function* textForms(text: Uint8Array): Generator<Uint8Array> {
  const bare = withoutTrailingBlanks(text);
  yield bare;
  const withTabs = withoutTrailingBlanks(text, false);
  if (withTabs.length !== bare.length) yield withTabs;
}

/** The text as it was signed: without the lines around it, the escaping of dashes undone, with the network's line ends. */
function clearText(content: ByteString, start: number, end: number): Uint8Array | undefined {
  const framed = content.slice(start, end);
  const [head] = /^[^\n]*\n(?:Hash: ?[^\n]*\n)*[ \t]*\r?\n/.exec(framed) ?? [];
  if (head === undefined) return undefined;
  const text = framed
    .slice(head.length)
    .replace(/\r?\n$/, '')
    .replace(/^- /gm, '');
  return withNetworkLineEnds(fromByteString(text));
}

/** @param maySayChanged where the message declares that this was signed, and the signature is whole */
function stateOf(
  { fits }: PgpSignature,
  forms: Iterable<Uint8Array>,
  maySayChanged: boolean,
  budget: DigestBudget,
): SignedContent {
  for (const form of forms) {
    if (!budget.take(form.length)) return 'not-determined';
    const answer = fits(form);
    if (answer === undefined) return 'not-determined';
    if (answer) return 'unchanged';
  }
  return maySayChanged ? 'changed' : 'not-determined';
}

type Facts = Omit<MessageSignature, 'isOwn' | 'covers' | 'content' | 'forms'>;

function signatureFacts(part: MimePart, body: DecodedBody, block: ArmouredBlock, signature: PgpSignature): Facts {
  const placeOf = placeIn(body, block);
  const { created, address, addressPlace, key, hash } = signature;
  return {
    form: 'pgp',
    part,
    span: body.place(block.span.start, block.span.end),
    signedAt: created === undefined ? undefined : placedFact(created, placeOf),
    hash,
    signer: key,
    addresses: address === '' ? [] : [address],
    addressSpan: addressPlace === undefined ? undefined : placeOf(addressPlace),
    certificate: undefined,
    cms: undefined,
    pgp: signature,
  };
}

const MAX_KEYS = 10;

/** `application/pgp-keys`: a key is older than the message that it came with. */
export function attachedKeys(bytes: Uint8Array, part: MimePart): AttachedKeys {
  const body = readDecodedBody(bytes, part, MAX_ARMOUR);
  const blocks = blocksOf(body, 'PUBLIC KEY BLOCK').slice(0, MAX_KEYS);
  const keys = blocks
    .flatMap((block) =>
      readPackets(block.bytes)
        .filter(({ tag, body: { length } }) => isKey(tag) && length >= 6)
        .map((packet) => {
          const place = { start: packet.start + 1, end: packet.start + 5 };
          return { part, created: placedFact({ value: uint(packet.body, 1, 4) * 1000, place }, placeIn(body, block)) };
        }),
    )
    .slice(0, MAX_KEYS);
  return { keys, keyPackets: blocks };
}

interface AttachedKeys {
  readonly keys: readonly AttachedKey[];
  readonly keyPackets: readonly KeyPackets[];
}

const isKey = (tag: number): boolean => tag === PGP_TAG.publicKey || tag === PGP_TAG.publicSubkey;

/** Armoured, or as bare packets, which programs write too. */
function blocksOf({ content }: DecodedBody, label: string): readonly ArmouredBlock[] {
  const blocks = armouredBlocks(content).filter((block) => block.label === label);
  const isBare = blocks.length === 0 && content.charCodeAt(0) >= 0x80;
  const span = { start: 0, end: content.length };
  return isBare
    ? [{ label, span, bytes: fromByteString(content), placeOf: (range) => range, hasRightSum: undefined }]
    : blocks;
}

function placeIn(body: DecodedBody, block: ArmouredBlock): (range: Span) => Span {
  return (range) => {
    const { start, end } = block.placeOf(range);
    return body.place(start, end);
  };
}
