/** PEM texts (RFC 7468): one strict form for what this program writes, a patient one for files from elsewhere. */
const PEM = /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]+)\n-----END CERTIFICATE-----\n?$/;
const LINE = 64;
/** More text than a chain of certificates ever has. */
const MAX_TEXT = 1 << 20;

/** The DER bytes of a PEM text that holds exactly one certificate and nothing else; undefined when it does not. */
export function certificateDer(pem: string): Uint8Array | undefined {
  const body = pem.length > MAX_TEXT ? undefined : PEM.exec(pem)?.[1];
  return body === undefined ? undefined : fromBase64(body.replaceAll('\n', ''));
}

/**
 * Every block with this label, in the order of the text; what stands between blocks is passed over, as openssl writes
 * names there (RFC 7468 section 2). Undefined when a block is not whole or is not base64.
 *
 * @param label such as `CERTIFICATE`, `CERTIFICATE REQUEST`, `X509 CRL`
 */
export function pemBlocks(text: string, label: string): readonly Uint8Array[] | undefined {
  if (text.length > MAX_TEXT) {
    return undefined;
  }
  const [, ...openings] = text.replaceAll('\r\n', '\n').split(`-----BEGIN ${label}-----\n`);
  const blocks = openings.map((rest) => blockBefore(rest, label));
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function blockBefore(rest: string, label: string): Uint8Array | undefined {
  const end = rest.indexOf(`-----END ${label}-----`);
  const body = end === -1 ? '' : rest.slice(0, end).replace(/[ \t\n]/g, '');
  return body === '' ? undefined : fromBase64(body);
}

/** A block as this program writes it: lines of 64 characters, one line end behind the last. */
export function toPem(der: Uint8Array, label = 'CERTIFICATE'): string {
  const text = toBase64(der);
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bytes of a base64 text with its padding; undefined for any other text. */
export function fromBase64(text: string): Uint8Array | undefined {
  return BASE64.test(text) ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) : undefined;
}

export function toBase64(bytes: Uint8Array): string {
  // By pieces: a call takes only so many arguments.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}
