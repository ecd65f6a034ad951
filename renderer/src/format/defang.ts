/**
 * Writes an address so that no program and no hurried hand follows it: `hxxps://example[.]com/a`.
 *
 * The path stays as it is: only what makes the text a link is changed, so that it can be compared and searched.
 */
export function defang(address: string): string {
  const found = /^\s*([a-z][a-z0-9+.-]*):(\/\/)?/i.exec(address);
  if (found === null) {
    return defangHost(address);
  }
  const scheme = found[1] ?? '';
  const rest = address.slice(found[0].length);
  return found[2] === undefined ? `${scheme}[:]${defangDots(rest)}` : `${cripple(scheme)}//${defangHost(rest)}`;
}

/** `http` → `hxxp:`, `https` → `hxxps:`, `ftp` → `fxp:`; any other scheme has its colon set apart. */
function cripple(scheme: string): string {
  const lower = scheme.toLowerCase();
  if (lower === 'http' || lower === 'https') {
    return `${lower.replace('tt', 'xx')}:`;
  }
  return lower === 'ftp' ? 'fxp:' : `${scheme}[:]`;
}

function defangHost(rest: string): string {
  const hostEnd = rest.search(/[/?#]/);
  return hostEnd < 0 ? defangDots(rest) : defangDots(rest.slice(0, hostEnd)) + rest.slice(hostEnd);
}

function defangDots(text: string): string {
  return text.replaceAll('.', '[.]');
}
