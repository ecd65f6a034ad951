import { decodeHeaderText } from './encoded-words';
import { readParameters } from './parameters';
import type { ByteString, HeaderField } from './types';

/** What else the declarations of a part can mean: every transfer encoding and every type that some program reads there. */

const encodingPatterns: readonly (readonly [string, RegExp])[] = [
  ['base64', /base[\s_-]*64/i],
  ['quoted-printable', /quoted[\s_-]*printable/i],
  ['x-uuencode', /(?:x-)?uu(?:encode|e)\b/i],
  ['8bit', /\b(?:[78]-?bit|binary)\b/i],
];

/** Every encoding that a Content-Transfer-Encoding field names in any form; 7bit, 8bit and binary count as one. */
export function encodingReadings(fields: readonly HeaderField[]): readonly string[] {
  const declared = fields.filter(({ key }) => key === 'content-transfer-encoding').slice(0, 20);
  const found = declared.flatMap(({ body }) => {
    const forms = formsOf(body.slice(0, 2000));
    return encodingPatterns
      .filter(([, pattern]) => forms.some((form) => pattern.test(form)))
      .map(([encoding]) => encoding);
  });
  return [...new Set(found)];
}

export interface TypeReading {
  readonly mediaType: string;
  readonly charset: string;
}

/** Every type that a Content-Type field names. */
export function typeReadings(fields: readonly HeaderField[]): readonly TypeReading[] {
  const declared = fields.filter(({ key }) => key === 'content-type').slice(0, 20);
  return declared.flatMap((field) => {
    const { written } = readParameters(field);
    const charsets = written.filter(({ name }) => name === 'charset').map(({ bytes }) => bytes.trim().toLowerCase());
    const types = formsOf(field.body.slice(0, 2000)).flatMap((form) => [
      ...form.toLowerCase().matchAll(/\b(?:text|multipart|message|application|image|audio|video)\/[a-z0-9.+-]{1,100}/g),
    ]);
    const names = [...new Set(types.map(([name]) => name))].slice(0, 20);
    return names.flatMap((mediaType) =>
      (charsets.length === 0 ? [''] : charsets.slice(0, 10)).map((charset) => ({ mediaType, charset })),
    );
  });
}

/** A field body with blanks, folds, NUL, quotes, comments and encoded words as different programs take them away. */
function formsOf(body: ByteString): readonly string[] {
  const plain = body.replace(/\r?\n/g, '');
  return [
    plain,
    plain.replaceAll('\0', ''),
    plain.replace(/["'\0\r]/g, ''),
    plain.replace(/\([^()]*\)/g, ''),
    plain.replace(/\s+/g, ''),
    ...(plain.includes('=?') ? [decodeHeaderText(plain)] : []),
  ];
}
