import type { ByteString, Span } from '../../email/types';
import { type FileFacts, joinFacts, NO_FACTS } from './file-facts';
import { inflate } from './inflate';
import { type XmlNames, xmlFacts, xmlNames } from './xml-values';
import { listedHeaders, type ZipEntry, zipEntries } from './zip-entries';
import { zipTimes } from './zip-times';

/**
 * Zip archives, and the documents that are such archives: Office Open XML (ECMA-376 part 2 section 11) and OpenDocument
 * (ODF 1.3 part 3 section 4.3).
 */

const PROPERTIES: ReadonlyMap<ByteString, XmlNames> = new Map([
  [
    'docProps/core.xml',
    xmlNames({
      'dcterms:created': { kind: 'ooxml.created' },
      'dcterms:modified': { kind: 'ooxml.modified' },
      'cp:lastPrinted': { kind: 'ooxml.printed' },
      'dc:creator': { role: 'author' },
      'cp:lastModifiedBy': { role: 'last-author' },
    }),
  ],
  ['docProps/app.xml', xmlNames({ Application: { role: 'program' }, Company: { role: 'company' } })],
  [
    'meta.xml',
    xmlNames({
      'meta:creation-date': { kind: 'odf.created' },
      'dc:date': { kind: 'odf.modified' },
      'meta:print-date': { kind: 'odf.printed' },
      'meta:initial-creator': { role: 'author' },
      'dc:creator': { role: 'last-author' },
      'meta:generator': { role: 'program' },
    }),
  ],
]);

/** Packed bytes that are looked at, and what may come out of them. */
const MOST_BYTES = 128 << 10;
const STORED = 0;
const DEFLATE = 8;

export function zipFacts(content: ByteString): FileFacts {
  const entries = zipEntries(content);
  const properties = [...PROPERTIES].flatMap(([name, names]) => {
    const entry = entries.find((each) => each.name === name && !each.isEncrypted);
    return entry === undefined ? [] : [propertyFacts(content, entry, names)];
  });
  return joinFacts([...properties, zipTimes(content, [...entries, ...listedHeaders(content)])]);
}

/** Values of a packed part have no bytes of their own: they stand at the part's header. */
function propertyFacts(content: ByteString, entry: ZipEntry, names: XmlNames): FileFacts {
  const start = entry.dataStart;
  const data = content.slice(start, start + Math.min(entry.dataLength ?? MOST_BYTES, MOST_BYTES));
  if (entry.method === STORED) {
    const exact = (range: Span): Span => ({ start: start + range.start, end: start + range.end });
    return xmlFacts(data, names, exact);
  }
  return entry.method === DEFLATE ? xmlFacts(inflate(data, 'raw', MOST_BYTES), names, () => entry.place) : NO_FACTS;
}
