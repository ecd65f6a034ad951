import type { DecodedBody } from '../../email/decoded-body';
import type { Anatomy } from '../../email/types';
import { rememberLastBy } from '../../text/remember';
import { contentOf } from '../content/message-content';
import { DigestBudget } from './digest';
import type { AttachedKey, KeyPackets, MessageSignature } from './message-signature';
import { BEGIN_SIGNED_TEXT } from './pgp-armour';
import { attachedKeys, partSignatures, textSignatures } from './pgp-parts';
import { type PlacedPart, placedParts } from './placed-parts';
import { detachedSignatures, opaqueSignatures } from './smime-parts';

/** The signatures and keys in a message, and what they say of themselves. */
export interface SignedParts {
  readonly signatures: readonly MessageSignature[];
  readonly keys: readonly AttachedKey[];
  /** The same keys, as they are encoded. */
  readonly keyPackets: readonly KeyPackets[];
}

interface Message {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
}

const MAX_READ = 20;

type Reader = (bytes: Uint8Array, placed: PlacedPart, budget: DigestBudget) => Partial<SignedParts>;

const detached: Reader = (...given) => ({ signatures: detachedSignatures(...given) });
const opaque: Reader = (...given) => ({ signatures: opaqueSignatures(...given) });

/** One line for each media type that holds a signature or a key (RFC 8551 section 3.2, RFC 3156 sections 5 and 7). */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ['application/pkcs7-signature', detached],
  ['application/x-pkcs7-signature', detached],
  ['application/pkcs7-mime', opaque],
  ['application/x-pkcs7-mime', opaque],
  ['application/pgp-signature', (...given) => ({ signatures: partSignatures(...given) })],
  ['application/pgp-keys', (bytes, { part }) => attachedKeys(bytes, part)],
]);

/** Read once: times and rules ask. A message without such parts costs a walk over its parts and a search of its texts. */
export const signedParts = rememberLastBy(
  ({ anatomy }: Message) => anatomy,
  (message): SignedParts => {
    const placed = placedParts(message.anatomy.structure);
    const budget = new DigestBudget();
    const found = placed
      .filter(({ part }) => READERS.has(part.mediaType))
      .slice(0, MAX_READ)
      .map((each) => READERS.get(each.part.mediaType)?.(message.bytes, each, budget) ?? {});
    return {
      signatures: [...found.flatMap(({ signatures = [] }) => signatures), ...inText(message, placed, budget)],
      keys: found.flatMap(({ keys = [] }) => keys),
      keyPackets: found.flatMap(({ keyPackets = [] }) => keyPackets),
    };
  },
);

function inText(message: Message, placed: readonly PlacedPart[], budget: DigestBudget): readonly MessageSignature[] {
  const signed = (body: DecodedBody): boolean => body.content.includes(BEGIN_SIGNED_TEXT);
  return contentOf(message)
    .texts.filter(({ body }) => signed(body))
    .slice(0, MAX_READ)
    .flatMap(({ part, body }) =>
      textSignatures(body, { part, isEnclosed: placed.find((each) => each.part === part)?.isEnclosed ?? true }, budget),
    );
}
