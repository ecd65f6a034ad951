import { unquoteFrom } from '../../authentication/body-hash';

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32] as const;

/**
 * How the bytes of a signed part may have stood when they were signed, the likeliest first: with the network's line ends
 * (RFC 8551 section 3.1.1, RFC 3156 section 5), as they lie, and with the quoting of a mailbox file undone.
 */
export function* signedForms(bytes: Uint8Array): Generator<Uint8Array> {
  const network = withNetworkLineEnds(bytes);
  yield network;
  if (network.length !== bytes.length) yield bytes;
  const unquoted = unquoteFrom(bytes);
  if (unquoted !== undefined) yield withNetworkLineEnds(unquoted);
}

/** Every LF by itself as CRLF. */
export function withNetworkLineEnds(bytes: Uint8Array): Uint8Array {
  let bare = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    bare += Number(bytes[at - 1] !== CR);
  }
  if (bare === 0) return bytes;
  const out = new Uint8Array(bytes.length + bare);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LF && bytes[at - 1] !== CR) {
      out[to] = CR;
      to += 1;
    }
    out[to] = byte;
    to += 1;
  }
  return out;
}

/** Blanks at the ends of lines taken away (RFC 9580 section 7.1), tabs too unless told otherwise; a CR counts as part of its line end only. */
export function withoutTrailingBlanks(bytes: Uint8Array, withTabs = true): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let [to, kept] = [0, 0];
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === undefined || byte === LF || (byte === CR && bytes[at + 1] === LF)) to = kept;
    if (byte === undefined) break;
    out[to] = byte;
    to += 1;
    if (byte !== SPACE && !(withTabs && byte === TAB)) kept = to;
  }
  return out.subarray(0, to);
}
