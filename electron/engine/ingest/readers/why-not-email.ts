/** Why a file was not read as mail, in words that are true and tell what it seems to be. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['425a68', 'a bzip2 archive: kept whole, not read by this version'],
  ['fd377a585a00', 'an xz archive: kept whole, not read by this version'],
  ['504b0304', 'an office document or a program, packed as zip: kept whole, not an email'],
  ['377abcaf271c', 'a 7-Zip archive: kept whole, not read by this version'],
  ['526172211a07', 'a RAR archive: kept whole, not read by this version'],
  ['25504446', 'a PDF document: not an email'],
  ['89504e470d0a1a0a', 'a PNG image: not an email'],
  ['ffd8ff', 'a JPEG image: not an email'],
  ['474946383', 'a GIF image: not an email'],
  ['53514c69746520666f726d6174', 'a SQLite database: not an email'],
  ['fffe', 'text in UTF-16: kept whole, not read by this version'],
  ['feff', 'text in UTF-16: kept whole, not read by this version'],
];

export function whyNotEmail(head: Uint8Array): string {
  if (head.length === 0) {
    return 'empty file';
  }
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  if (known !== undefined) {
    return known[1];
  }
  return head.includes(0)
    ? 'no header fields found: binary data, not an email'
    : 'no header fields found: not an email';
}
