import { CONFUSABLES } from './confusables-table';

/**
 * What a text looks like, in a to z and digits (Unicode Technical Standard 39 section 4, further reduced): two texts with
 * the same skeleton can be taken for each other.
 *
 * Beyond the standard, accents are dropped, and what a reader takes for one sign is one: 0 and o, 1 and l, rn and m, vv and w.
 */
export function skeletonOf(text: string): string {
  const short = text.slice(0, longest);
  const plain = ascii.test(short) ? short.toLowerCase() : unify(short);
  return plain.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('rn', 'm').replaceAll('vv', 'w');
}

const longest = 1000;
const ascii = /^[ -~]*$/;

const letters: ReadonlyMap<string, string> = new Map(
  CONFUSABLES.flatMap(([target, signs]) => [...signs].map((sign): [string, string] => [sign, target])),
);

function unify(text: string): string {
  const composed = [...text.normalize('NFC')].map((sign) => letters.get(sign) ?? sign).join('');
  const decomposed = composed.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  return [...decomposed]
    .map((sign) => letters.get(sign) ?? sign)
    .join('')
    .toLowerCase();
}
