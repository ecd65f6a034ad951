import { fieldsNamed } from '../../email/anatomy';
import { decodeBase64 } from '../../email/base64';
import { fromByteString } from '../../email/byte-string';
import type { Anatomy, ByteString, HeaderField, Span } from '../../email/types';
import { rememberLast } from '../../text/remember';
import { type FactAt, placedFact } from './fact-at';
import { PGP_TAG, readPackets, uint } from './pgp-packets';

/** The key that a mail program sends along in each header (Autocrypt Level 1 1.1, section 2.1). */
export interface AutocryptKey {
  /** Whose key it is, as the field says; in lower case. */
  readonly address: FactAt<string>;
  /** When the key was made: milliseconds since 1970 UTC, by the clock of whoever made it. */
  readonly created: FactAt<number>;
  /** The packets. */
  readonly data: Uint8Array;
}

const ADDRESS = /(?:^|;)[ \t\r\n]*addr[ \t\r\n]*=[ \t\r\n]*([^\s;<>]{3,254})/;
/** The last attribute: the key in base64, folded as it may be. */
const KEY = /;[ \t\r\n]*keydata[ \t\r\n]*=[ \t\r\n]*/;
/** Attributes before the key are short; keys of 8192 bits with many names have some ten thousand signs. */
const LONGEST_ATTRIBUTES = 1000;
const LONGEST_KEY = 60_000;
const MOST_FIELDS = 4;

/** Fields whose key is whole enough to tell its time; read once. */
export const autocryptKeys = rememberLast((anatomy: Anatomy): readonly AutocryptKey[] =>
  fieldsNamed(anatomy, 'autocrypt')
    .slice(0, MOST_FIELDS)
    .flatMap((field) => keyIn(field) ?? []),
);

function keyIn(field: HeaderField): AutocryptKey | undefined {
  const attributes = field.body.slice(0, LONGEST_ATTRIBUTES);
  const [address, key] = [ADDRESS.exec(attributes), KEY.exec(attributes)];
  const created = key === null ? undefined : timeIn(field.body, key.index + key[0].length);
  if (address === null || created === undefined) return undefined;
  const [whole, value = ''] = address;
  const end = address.index + whole.length;
  const placeOf = ({ start: first, end: last }: Span): Span => ({
    start: field.bodySpan.start + first,
    end: field.bodySpan.start + last,
  });
  return {
    address: placedFact({ value: value.toLowerCase(), place: { start: end - value.length, end } }, placeOf),
    created: placedFact(created, placeOf),
    data: created.data,
  };
}

/** The key with the time of the first packet, which has to be a whole public key, with the signs of the field's body that hold it. */
function timeIn(body: ByteString, from: number): (FactAt<number> & Pick<AutocryptKey, 'data'>) | undefined {
  const text = body.slice(from, from + LONGEST_KEY);
  const data = decodeBase64(fromByteString(text));
  const [packet] = readPackets(data);
  if (packet?.tag !== PGP_TAG.publicKey || !VERSIONS.has(packet.body[0] ?? 0) || packet.body.length < 6)
    return undefined;
  const time = packet.start + 1;
  // Of the base64 signs, without folds: four hold three bytes.
  const [first, last] = [Math.floor((time * 4) / 3), Math.ceil(((time + 4) * 4) / 3) - 1];
  const signs = [...text.slice(0, READ_SIGNS).matchAll(/[A-Za-z0-9+/]/g)].map(({ index }) => from + index);
  const [start, end] = [signs[first], signs[last]];
  return start === undefined || end === undefined
    ? undefined
    : { value: uint(packet.body, 1, 4) * 1000, place: { start, end: end + 1 }, data };
}

/** The time stands within the first fifteen signs; folds and blanks may lie between them. */
const READ_SIGNS = 400;
/** RFC 4880 section 5.5.2 and RFC 9580: the versions whose time follows their number. */
const VERSIONS: ReadonlySet<number> = new Set([4, 5, 6]);
