import type { DecodedBody } from '../../email/decoded-body';
import type { Anatomy } from '../../email/types';
import { rememberBy } from '../../text/remember';
import { contentOf } from '../content/message-content';
import type { AttachedKey, MessageSignature } from './message-signature';
import { BEGIN_PGP } from './pgp-armour';
import { attachedKeys, partSignatures, textSignatures } from './pgp-parts';
import { type PlacedPart, placedParts } from './placed-parts';
import { detachedSignatures, opaqueSignatures } from './smime-parts';

/** The signatures and keys in a message, and what they say of themselves. */
export interface SignedParts {
  readonly signatures: readonly MessageSignature[];
  readonly keys: readonly AttachedKey[];
}

interface Message {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
}

const MAX_READ = 20;

type Reader = (message: Message, placed: PlacedPart) => Partial<SignedParts>;

/** One line for each media type that holds a signature or a key (RFC 8551 section 3.2, RFC 3156 sections 5 and 7). */
const READERS: Readonly<Record<string, Reader>> = {
  'application/pkcs7-signature': ({ bytes }, placed) => ({ signatures: detachedSignatures(bytes, placed) }),
  'application/x-pkcs7-signature': ({ bytes }, placed) => ({ signatures: detachedSignatures(bytes, placed) }),
  'application/pkcs7-mime': ({ bytes }, placed) => ({ signatures: opaqueSignatures(bytes, placed) }),
  'application/x-pkcs7-mime': ({ bytes }, placed) => ({ signatures: opaqueSignatures(bytes, placed) }),
  'application/pgp-signature': ({ bytes }, placed) => ({ signatures: partSignatures(bytes, placed) }),
  'application/pgp-keys': ({ bytes }, placed) => ({ keys: attachedKeys(bytes, placed.part) }),
};

/** Read once: times and rules ask. A message without such parts costs a walk over its parts and a search of its texts. */
export const signedParts = rememberBy(
  ({ anatomy }: Message) => anatomy,
  (message): SignedParts => {
    const placed = placedParts(message.anatomy.structure);
    const found = placed
      .flatMap((each) => {
        const read = READERS[each.part.mediaType];
        return read === undefined ? [] : [{ each, read }];
      })
      .slice(0, MAX_READ)
      .map(({ each, read }) => read(message, each));
    return {
      signatures: [...found.flatMap(({ signatures = [] }) => signatures), ...inText(message, placed)],
      keys: found.flatMap(({ keys = [] }) => keys),
    };
  },
);

function inText(message: Message, placed: readonly PlacedPart[]): readonly MessageSignature[] {
  const signed = (body: DecodedBody): boolean => body.content.includes(`${BEGIN_PGP}SIGNED MESSAGE-----`);
  return contentOf(message)
    .texts.filter(({ body }) => signed(body))
    .slice(0, MAX_READ)
    .flatMap(({ part, body }) =>
      textSignatures(part, body, placed.find((each) => each.part === part)?.isEnclosed ?? true),
    );
}
