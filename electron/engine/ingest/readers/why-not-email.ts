/** Why a file was not read as mail, in words that are true and tell what it seems to be: by its first bytes alone. */
const NOT_READ = 'kept whole, not read by this version';

/** How a file begins, in hexadecimal digits, and what begins so. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^425a683[1-9](?:314159265359|177245385090)/, `a bzip2 archive: ${NOT_READ}`],
  [/^fd377a585a00/, `an xz archive: ${NOT_READ}`],
  [/^377abcaf271c/, `a 7-Zip archive: ${NOT_READ}`],
  [/^526172211a07/, `a RAR archive: ${NOT_READ}`],
  [/^28b52ffd/, `a Zstandard archive: ${NOT_READ}`],
  [/^1f9d/, `an archive of the Unix program "compress": ${NOT_READ}`],
  [/^4d534346/, `a Windows cabinet archive: ${NOT_READ}`],
  [/^cfad12fe/, `a mail folder of Outlook Express: ${NOT_READ}`],
  [/^1a0000040000/, `a database of Lotus Notes: ${NOT_READ}`],
  [/^.{8}efcdab89/, `a database of Exchange or Windows: ${NOT_READ}`],
  [/^424142594c204f5054494f4e53/, 'a mailbox of Emacs (RMAIL, Babyl): no message in it could be read'],
  [/^504b0304/, 'an office document or a program, packed as zip: kept whole, not an email'],
  [/^25504446/, 'a PDF document: not an email'],
  [/^7b5c727466/, 'an RTF document: not an email'],
  [/^89504e470d0a1a0a/, 'a PNG image: not an email'],
  [/^ffd8ff/, 'a JPEG image: not an email'],
  [/^474946383[79]61/, 'a GIF image: not an email'],
  [/^53514c69746520666f726d6174/, 'a SQLite database: not an email'],
  [/^7f454c46/, 'a program for Unix: not an email'],
  [/^4d5a.{116}/, 'a program for Windows: not an email'],
  [/^(?:fffe0000|0000feff)/, 'text in UTF-32 without header fields: not an email'],
  [/^(?:fffe|feff)/, 'text in UTF-16 without header fields: not an email'],
  [/^2d2d2d2d2d424547494e20/, 'a key, a certificate or an encrypted text: not an email'],
  [
    /^(?:efbbbf)?3c(?:3f786d6c20|21[46]4[46]f[46]3[57]4[57]9[57]0[46]5|[46]8[57]4[46]d[46]c)/,
    'a web page or XML: not an email',
  ],
];

const LOOK_BYTES = 64;

export function whyNotEmail(head: Uint8Array): string {
  if (head.length === 0) {
    return 'empty file';
  }
  const hex = Buffer.from(head.subarray(0, LOOK_BYTES)).toString('hex');
  const known = BEGINNINGS.find(([beginning]) => beginning.test(hex));
  if (known !== undefined) {
    return known[1];
  }
  return head.includes(0)
    ? 'no header fields found: binary data, not an email'
    : 'no header fields found: not an email';
}
