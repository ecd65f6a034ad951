/** SPF macros (RFC 7208 section 7). */

export interface MacroValues {
  readonly sender: string;
  readonly localPart: string;
  readonly senderDomain: string;
  /** The domain whose record is being evaluated. */
  readonly domain: string;
  /** `192.0.2.3`, or 32 nibbles with dots for IPv6. */
  readonly dottedIp: string;
  readonly readableIp: string;
  readonly isIpv6: boolean;
  readonly helo: string;
  /** The validated name of the client: asked for only where a macro names it. */
  readonly clientName: () => string;
}

const EXPANSION = /%(?:\{([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)\}|([%_-]))/gi;

/** A macro string with its values put in. The text must have been checked by its grammar. */
export function expandMacros(text: string, values: MacroValues): string {
  return text.replace(
    EXPANSION,
    (_, letter: string | undefined, digits = '', reversed = '', delimiters = '', literal = '') => {
      if (letter === undefined) {
        return literal === '%' ? '%' : literal === '_' ? ' ' : '%20';
      }
      const shaped = reshape(letterValue(letter.toLowerCase(), values), digits, reversed !== '', delimiters);
      return letter === letter.toUpperCase() ? escapeForUrl(shaped) : shaped;
    },
  );
}

/** Whether a macro asks for something that cannot be (a count of zero). */
export function hasBadMacro(text: string): boolean {
  return [...text.matchAll(EXPANSION)].some(([, , digits = '']) => digits !== '' && Number(digits) === 0);
}

function letterValue(letter: string, values: MacroValues): string {
  switch (letter) {
    case 's':
      return values.sender;
    case 'l':
      return values.localPart;
    case 'o':
      return values.senderDomain;
    case 'd':
      return values.domain;
    case 'i':
      return values.dottedIp;
    case 'p':
      return values.clientName();
    case 'v':
      return values.isIpv6 ? 'ip6' : 'in-addr';
    case 'h':
      return values.helo;
    case 'c':
      return values.readableIp;
    case 't':
      return '0';
    default:
      return 'unknown';
  }
}

function reshape(value: string, digits: string, isReversed: boolean, delimiters: string): string {
  if (digits === '' && !isReversed && delimiters === '') {
    return value;
  }
  const separators = delimiters === '' ? '.' : delimiters;
  const parts = [...value].reduce<string[]>(
    (pieces, sign) => {
      if (separators.includes(sign)) {
        pieces.push('');
      } else {
        pieces[pieces.length - 1] += sign;
      }
      return pieces;
    },
    [''],
  );
  const ordered = isReversed ? parts.reverse() : parts;
  return (digits === '' ? ordered : ordered.slice(-Math.min(Number(digits), 1_000))).join('.');
}

/** What is not unreserved (RFC 3986 section 2.3) as %XX. */
function escapeForUrl(text: string): string {
  return text.replace(
    /[^A-Za-z0-9\-._~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
