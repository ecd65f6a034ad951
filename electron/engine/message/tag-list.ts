/** Tags of a DKIM or ARC field (RFC 6376 section 3.2): the first of each name counts. */
export function readTagList(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const pair of text.split(';', 200)) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name !== '' && !tags.has(name)) {
      tags.set(name, pair.slice(equals + 1).trim());
    }
  }
  return tags;
}

/** A base64 value without the blanks that folding put in. */
export function base64Tag(tags: ReadonlyMap<string, string>, name: string): string {
  return (tags.get(name) ?? '').replace(/\s+/g, '');
}
