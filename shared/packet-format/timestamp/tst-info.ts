/** What an authority states: TSTInfo (RFC 3161 section 2.4.2). */
import { DER, type DerNode, hexOf, membersOf, wholeElement } from '../der';
import { imprintOf, nonceOf } from './request';

export interface TstInfo {
  /** SHA-256 of what was stamped. */
  readonly imprint: Uint8Array;
  /** Hexadecimal. */
  readonly serial: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** By its digits; undefined when there is none. */
  readonly nonce: Uint8Array | undefined;
}

const ACCURACY = DER.sequence;
const TSA_NAME = DER.context0;
const EXTENSIONS = 0xa1;

/** Reads the statement; undefined for another version or digest, and where it carries a binding extension. Never throws. */
export function readTstInfo(bytes: Uint8Array): TstInfo | undefined {
  const [version, policy, imprint, serial, time, ...rest] = membersOf(wholeElement(bytes), DER.sequence) ?? [];
  const hash = imprintOf(imprint);
  const stated = statedTime(time);
  const isWhole = version?.tag === DER.integer && hexOf(version.content) === '01' && policy?.tag === DER.oid;
  if (!isWhole || hash === undefined || stated === undefined || serial?.tag !== DER.integer || !isInOrder(rest)) {
    return undefined;
  }
  const nonce = rest.find(({ tag }) => tag === DER.integer);
  const digits = nonceOf(nonce);
  const extensions = rest.find(({ tag }) => tag === EXTENSIONS);
  return (nonce !== undefined && digits === undefined) || isBinding(extensions)
    ? undefined
    : { imprint: hash, serial: hexOf(serial.content), time: stated, nonce: digits };
}

const ORDER = [ACCURACY, DER.boolean, DER.integer, TSA_NAME, EXTENSIONS];

/** Each of the optional fields once at most, in the order of the standard. */
function isInOrder(fields: readonly DerNode[]): boolean {
  const places = fields.map(({ tag }) => ORDER.indexOf(tag));
  return places.every((place, index) => place !== -1 && place > (places[index - 1] ?? -1));
}

function isBinding(extensions: DerNode | undefined): boolean {
  const list = extensions === undefined ? [] : membersOf(extensions, EXTENSIONS);
  return (
    list === undefined ||
    list.some((extension) => {
      const [, flag] = membersOf(extension, DER.sequence) ?? [];
      return flag?.tag === DER.boolean && flag.content[0] !== 0;
    })
  );
}

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,8}[1-9]))?Z$/;
const TIME_MAX = 24;

/** A GeneralizedTime in UTC, with a fraction where there is one; a second finer than a thousandth is cut. */
function statedTime(node: DerNode | undefined): number | undefined {
  if (node?.tag !== DER.generalizedTime || node.content.length > TIME_MAX) {
    return undefined;
  }
  const match = TIME.exec(String.fromCharCode(...node.content));
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`;
  const time = Date.parse(text);
  // A day that the calendar lacks is refused, or would have been carried over.
  return Number.isNaN(time) || new Date(time).toISOString() !== text ? undefined : time;
}
