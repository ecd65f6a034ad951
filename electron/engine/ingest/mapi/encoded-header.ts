/** Text for header fields: line ends and other controls never get in, other than ASCII is encoded (RFC 2047). */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

export function plainText(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}

/** Halves of characters, which have no bytes in UTF-8, become replacement characters. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** One encoded word holds 45 bytes at most, whole characters only. */
export function encodedWords(text: string): string {
  const plain = wellFormed(plainText(text));
  if (/^[\x20-\x7e]*$/.test(plain) && !plain.includes('=?')) {
    return foldWords(plain);
  }
  const words: string[] = [];
  let word = '';
  for (const sign of plain) {
    if (Buffer.byteLength(word + sign) > 45) {
      words.push(word);
      word = '';
    }
    word += sign;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

/** A display name: as it is, in quotation marks, or encoded. */
export function displayName(name: string): string {
  const plain = plainText(name);
  if (!/^[\x20-\x7e]*$/.test(plain) || plain.includes('=?')) {
    return encodedWords(plain);
  }
  return /^[\w !#$%&'*+/=?^`{|}~-]*$/.test(plain) ? plain : `"${plain.slice(0, 900).replace(/["\\]/g, '\\$&')}"`;
}

function foldWords(text: string): string {
  return text.length <= 900 ? text : text.replace(/(.{1,70})(?: |$)/g, '$1\r\n ').trimEnd();
}
