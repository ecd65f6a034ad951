import { decodeBytes, fromByteString } from '../../email/byte-string';
import type { ByteString, Span } from '../../email/types';
import { readFileDate } from './file-date';
import { type FileFacts, type FileName, joinFacts, nameFact, timeFact } from './file-facts';

/** Values of elements and attributes that are looked for by name in XML, without reading the rest of it. */

/** What a value is: the decoder id of a time, or the role of a name. */
export type XmlMeaning = { readonly kind: string } | { readonly role: FileName['role'] };

/** A value of an element or attribute of that name, with its prefix: `<dcterms:created …>VALUE<` or `xmp:CreateDate="VALUE"`. */
function pattern(name: string): RegExp {
  return new RegExp(`<${name}(?:\\s[^<>]{0,200})?>([^<]{1,300})<|\\s${name}\\s?=\\s?["']([^"'<]{1,300})["']`, 'd');
}

export type XmlNames = readonly (readonly [RegExp, XmlMeaning])[];

export function xmlNames(meanings: Readonly<Record<string, XmlMeaning>>): XmlNames {
  return Object.entries(meanings).map(([name, meaning]) => [pattern(name), meaning]);
}

/** The first value of each name. `placeOf` gives the bytes of the file that hold a range of the XML. */
export function xmlFacts(xml: ByteString, names: XmlNames, placeOf: (range: Span) => Span): FileFacts {
  return joinFacts(
    names.map(([value, meaning]) => {
      const { indices } = value.exec(xml) ?? {};
      const [start, end] = indices?.[1] ?? indices?.[2] ?? [0, 0];
      const text = withoutEntities(decodeBytes(fromByteString(xml.slice(start, end))));
      const place = placeOf({ start, end });
      return 'kind' in meaning
        ? timeFact(meaning.kind, readFileDate(text), place)
        : nameFact(meaning.role, text, place);
    }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
}
