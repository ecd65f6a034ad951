/** An address written so that no program makes a link of it: `hxxps://tracker[.]example/pixel`. */
export function defang(address: string): string {
  const [, scheme = '', rest = address] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(address) ?? [];
  const safeScheme = scheme.replace(/^http/i, 'hxxp');
  const [, slashes = '', host = '', path = ''] = /^(\/{0,2})([^/?#]*)(.*)$/s.exec(rest) ?? [];
  const safeHost = `${slashes}${host.replaceAll('.', '[.]')}`;
  return `${scheme === '' ? '' : `${safeScheme}:`}${safeHost}${path}`;
}
