/**
 * Control characters made visible.
 *
 * Text decoded from a header must never hold a raw CR, LF or NUL: written on into another file it would start a new
 * header field, a new log line or a new table row (CWE-93, CWE-117). Unicode has pictures for them (U+2400 block).
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is looked for
const unsafe = /[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, to ask first
const anyUnsafe = /[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]/;

/** Replaces C0 controls but the tab, DEL, NEL and the Unicode line and paragraph separators by visible pictures. */
export function showControls(text: string): string {
  if (!anyUnsafe.test(text)) return text;
  return text.replace(unsafe, (unit) => {
    const code = unit.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\u2424';
  });
}
