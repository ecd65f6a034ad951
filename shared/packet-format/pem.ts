const PEM = /^-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]+)\n-----END CERTIFICATE-----\n?$/;

/** The DER bytes of a PEM text that holds exactly one certificate (RFC 7468); undefined when it does not. */
export function certificateDer(pem: string): Uint8Array | undefined {
  const body = PEM.exec(pem)?.[1]?.replaceAll('\n', '');
  if (body === undefined || body.length % 4 !== 0) {
    return undefined;
  }
  try {
    return Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
  } catch {
    // Not base64.
    return undefined;
  }
}
