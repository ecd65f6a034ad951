const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A file name as text: UTF-8 where it is, else with each byte above ASCII as `\xNN`, so that nothing is lost. */
export function readableName(name: Uint8Array): string {
  try {
    return STRICT.decode(name);
  } catch {
    return Buffer.from(name)
      .toString('latin1')
      .replace(/[\x80-\xff]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
  }
}

/** The name as a path string, or undefined when it is not UTF-8 and no string can name the file. */
export function pathString(place: Uint8Array): string | undefined {
  try {
    return STRICT.decode(place);
  } catch {
    return undefined;
  }
}
