/**
 * Addresses of the envelope that carry another address inside: rewritten by a forwarder (SRS), signed against forged
 * bounces (BATV), or made for one recipient (VERP).
 *
 * Sources: Sender Rewriting Scheme, draft of Shevek 2004 (libsrs2); draft-levine-smtp-batv-01; Bernstein, “Variable
 * Envelope Return Paths”, 1997.
 */
export type EnvelopeReading =
  | {
      readonly scheme: 'srs';
      /** The sender before the forwarding. */
      readonly original: string;
      readonly forwarder: string;
      /** Days modulo 1024 since 1970 at which it was rewritten; undefined where it does not stand there (SRS1). */
      readonly dayNumber: number | undefined;
    }
  | { readonly scheme: 'batv'; readonly original: string; readonly dayNumber: number | undefined }
  | { readonly scheme: 'verp'; readonly original: string; readonly recipient: string };

const longest = 320;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Reads an address; undefined where it carries no other. */
export function readEnvelopeAddress(address: string): EnvelopeReading | undefined {
  if (address.length > longest) return undefined;
  const at = address.lastIndexOf('@');
  if (at <= 0) return undefined;
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  return readSrs(local, domain) ?? readBatv(local, domain) ?? readVerp(local, domain);
}

/** `SRS0=HHH=TT=example.org=anna@forwarder.example`, `SRS1=HHH=first.example==HHH=TT=example.org=anna@…`. */
function readSrs(local: string, domain: string): EnvelopeReading | undefined {
  const match = /^SRS([01])[=+-](.*)$/i.exec(local);
  if (match === null) return undefined;
  const rest = match[1] === '1' ? (/==(.*)$/.exec(match[2] ?? '')?.[1] ?? '') : (match[2] ?? '');
  const inner = /^[^=]{1,32}=([A-Z2-7]{2})=([^=@]{1,255})=([^@]{1,255})$/i.exec(rest);
  if (inner === null) return undefined;
  const [, stamp = '', host = '', user = ''] = inner;
  return { scheme: 'srs', original: `${user}@${host}`, forwarder: domain, dayNumber: dayOf(stamp) };
}

function dayOf(stamp: string): number | undefined {
  const [high, low] = [...stamp.toUpperCase()].map((sign) => base32.indexOf(sign));
  return high === undefined || low === undefined || high < 0 || low < 0 ? undefined : high * 32 + low;
}

/** `prvs=4567abcdef=anna@example.org`; some write the parts the other way round. */
function readBatv(local: string, domain: string): EnvelopeReading | undefined {
  const tagged =
    /^(?:prvs|btv1)=(?:(\d)(\d{3})([0-9a-f]{6})=([^=]{1,200})|([^=]{1,200})=(\d)(\d{3})([0-9a-f]{6}))$/i.exec(local);
  if (tagged === null) return undefined;
  const user = tagged[4] ?? tagged[5] ?? '';
  return { scheme: 'batv', original: `${user}@${domain}`, dayNumber: Number(tagged[2] ?? tagged[7] ?? '') };
}

/**
 * What stands before the recipient. A name can hold hyphens, so that programs whose form is known come first: mlmmj
 * (`list+bounces-12-`), ezmlm and Yahoo (`list-return-12-`, `sentto-1-2-3-`), Mailgun (`bounce+0a1b2c.3d4-`).
 */
const VERP_BASES: readonly RegExp[] = [
  /^([\w.-]{1,100}\+bounces-\d{1,12})-(.*)$/i,
  /^([\w.-]{1,100}?-return-\d{1,12})-(.*)$/i,
  /^(sentto(?:-\d{1,12}){2,4})-(.*)$/i,
  /^(bounce\+[0-9a-f]{4,12}\.[0-9a-f]{1,12})-(.*)$/i,
  /^([\w.-]{1,100})[+-]([^=]*=.*)$/,
];

/** `bounces+anna=example.org@list.example`. */
function readVerp(local: string, domain: string): EnvelopeReading | undefined {
  const parts = VERP_BASES.map((base) => base.exec(local)).find((found) => found !== null);
  const inner = /^([^=@\s]{1,100})=((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})$/i.exec(parts?.[2] ?? '');
  if (inner === null) return undefined;
  const [, user = '', host = ''] = inner;
  const base = parts?.[1] ?? '';
  return { scheme: 'verp', original: `${base}@${domain}`, recipient: `${user}@${host}` };
}

/** The day that a day number stands for, the one nearest to an instant. Milliseconds since 1970 UTC. */
export function nearestDay(dayNumber: number, modulus: number, nearMs: number): number {
  const day = Math.floor(nearMs / 86_400_000);
  const behind = (((day - dayNumber) % modulus) + modulus) % modulus;
  return (behind > modulus / 2 ? day - behind + modulus : day - behind) * 86_400_000;
}
