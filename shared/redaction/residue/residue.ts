/** Whether a file still holds a value of a person on the list, in whatever encoding, also inside of what it packs. */
import type { Encoding } from '../decoders';
import { type FoundValue, findInReading, findValues } from '../find-values';
import { type DigestTools, type Needle, needlesOf } from '../needles';
import type { RedactedPerson } from '../person';
import { plainReading, without } from '../reading';
import { encodedValues, type ResidueEncoding } from './encoded-values';
import { PieceSearch } from './piece-search';
import { type Layer, layersOf, type Unpacker } from './unpack';

export interface Residue {
  readonly token: string;
  readonly encodings: readonly (Encoding | ResidueEncoding | 'wrapped')[];
  /** Where in the file: empty for the file itself, `packed`, `stream` or `drawn` text of a PDF. */
  readonly inside: string;
}

/** Everything that is looked for. */
export interface Sought {
  readonly needles: readonly Needle[];
  /** Those of them that are looked for across the ends of lines too, where a text is wrapped anywhere. */
  readonly wrapped: readonly Needle[];
  readonly pieces: PieceSearch;
}

export function soughtOf(persons: readonly RedactedPerson[], tools: DigestTools): Sought {
  const needles = needlesOf(persons, tools);
  return {
    needles,
    wrapped: needles.filter(({ form }) => form === 'address' || form === 'hash'),
    pieces: new PieceSearch(encodedValues(persons)),
  };
}

/** The first value found; undefined where there is none. */
export function findResidue(bytes: Uint8Array, sought: Sought, unpacker: Unpacker): Residue | undefined {
  for (const layer of layersOf(bytes, unpacker)) {
    const found = inLayer(layer, sought);
    if (found !== undefined) {
      return { ...found, inside: layer.inside };
    }
  }
  return undefined;
}

const NOISE_LENGTH = 6;

function inLayer(
  { text, bytes, isNoise, inside }: Layer,
  { needles, wrapped, pieces }: Sought,
): Omit<Residue, 'inside'> | undefined {
  const found = firstValue(text, needles, isNoise ? NOISE_LENGTH : 1);
  if (found !== undefined) {
    return { token: found.token, encodings: found.encodings };
  }
  const piece = pieces.findIn(bytes);
  if (piece !== undefined) {
    return { token: piece.token, encodings: [piece.encoding] };
  }
  return inside === 'drawn' ? inWrapped(text, wrapped) : undefined;
}

/** A long text is searched piece by piece; each begins before the end of the last one. */
const PIECE = 1 << 20;
const OVERLAP = 8_192;

function firstValue(text: string, needles: readonly Needle[], shortest: number): FoundValue | undefined {
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(Math.max(0, at - OVERLAP), at + PIECE);
    const found = findValues(piece, needles).find(({ start, end }) => end - start >= shortest);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Drawn text is wrapped anywhere. */
function inWrapped(text: string, needles: readonly Needle[]): Omit<Residue, 'inside'> | undefined {
  const [found] = findInReading(without(plainReading(text), /\s+/g), needles);
  return found === undefined ? undefined : { token: found.token, encodings: ['wrapped'] };
}
