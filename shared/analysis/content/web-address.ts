/**
 * The parts of an address as browsers read it, without a URL parser of the platform: tolerant, pure, linear.
 *
 * What browsers pass over (tabs and line ends inside, blanks around) is taken out first and can be asked for.
 */
export interface WebAddress {
  /** In lower case, without the colon; empty for an address without a scheme. */
  readonly scheme: string;
  readonly userInfo: string;
  /** In lower case, percent escapes undone, without port; empty where there is none. */
  readonly host: string;
  readonly port: string;
  readonly path: string;
  /** Behind the question mark, with its parameters; without the fragment. */
  readonly query: string;
}

const MAX_ADDRESS = 8000;

/** Takes an address apart. `http:\\host`, `//host` and blanks are read as browsers read them. */
export function readWebAddress(written: string): WebAddress {
  const text = cleanAddress(written);
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(text) ?? [];
  const isWeb = scheme === '' || /^(?:https?|ftp|wss?)$/i.test(scheme);
  const rest = text.slice(scheme === '' ? 0 : scheme.length + 1);
  if (!isWeb) return { ...NONE, scheme: scheme.toLowerCase(), path: rest };
  const straight = rest.split(/[?#]/, 1)[0]?.replaceAll('\\', '/') ?? '';
  const slashes = /^\/*/.exec(straight)?.[0].length ?? 0;
  const hasAuthority = scheme === '' ? slashes >= 2 : true;
  const authorityEnd = straight.indexOf('/', slashes);
  const authority = hasAuthority ? straight.slice(slashes, authorityEnd < 0 ? straight.length : authorityEnd) : '';
  const at = authority.lastIndexOf('@');
  const hostPort = authority.slice(at + 1);
  const [, host = hostPort, port = ''] = /^(\[[^\]]*\]|[^:]*):(\d{1,6})$/.exec(hostPort) ?? [];
  const question = rest.indexOf('?');
  const query = question < 0 ? '' : (rest.slice(question + 1).split('#', 1)[0] ?? '');
  return {
    scheme: scheme.toLowerCase(),
    userInfo: at < 0 ? '' : authority.slice(0, at),
    host: percentDecoded(host).toLowerCase().replace(/\.$/, ''),
    port,
    path: hasAuthority ? (authorityEnd < 0 ? '' : straight.slice(authorityEnd)) : straight,
    query,
  };
}

const NONE: WebAddress = { scheme: '', userInfo: '', host: '', port: '', path: '', query: '' };

/** Without what browsers pass over. */
export function cleanAddress(written: string): string {
  return written
    .slice(0, MAX_ADDRESS)
    .replace(/[\t\r\n]/g, '')
    .trim();
}

/** Percent escapes undone as UTF-8; what is no valid escape stays as it is. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      // Not UTF-8: byte for byte.
      return escapes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}

/** The value of a parameter of a query, percent escapes undone. */
export function parameterOf(query: string, ...names: readonly string[]): string | undefined {
  for (const pair of query.split(/[&;]/, 100)) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(0, equals)).replace(/^amp;/, '');
    if (equals > 0 && names.includes(name)) return percentDecoded(pair.slice(equals + 1));
  }
  return undefined;
}
