/** Certificates and lists of revoked ones in a file: PEM blocks (RFC 7468), DER, or signed data that carries them (RFC 5652 section 5). */
import { decodeBase64 } from '../email/base64';
import { fromByteString, toByteString } from '../email/byte-string';
import type { ByteString } from '../email/types';
import { berMembers, readBer } from '../packet-format/ber';
import { DER, type DerNode, isOid, membersOf, readDer, wholeElement } from '../packet-format/der';
import { MAX_CERTIFICATE } from './path-certificate';
import { listIssuer } from './revocations';

export interface CertificateFile {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  /** Blocks that are neither. */
  readonly strange: number;
}

export const CERTIFICATE_FORMAT = 'certificates';

/** Every authority of the world's programs and their issuers are some ten thousand. */
const MAX_IN_FILE = 20_000;
const SIGNED_DATA = '2a864886f70d010702';
const LISTS = 0xa1;
const BLOCK = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE|PKCS7|CMS|X509 CRL)-----/;
const BEGIN = '-----BEGIN ';

/** Whether a file's beginning is that of certificates; a header of mail before them makes it mail. */
export function looksLikeCertificates(head: Uint8Array): boolean {
  if (head[0] === DER.sequence) return isCertificateHead(head);
  const text = toByteString(head);
  const at = text.search(BLOCK);
  return at === 0 || (at > 0 && text[at - 1] === '\n');
}

/** The head of a file may be cut: the outer element is looked into without its end. */
function isCertificateHead(head: Uint8Array): boolean {
  const first = head[1] ?? 0;
  const inside = head.subarray(first === 0x80 || first < 0x80 ? 2 : 2 + (first & 0x7f));
  const isData = inside[0] === DER.oid && isOid(readBer(inside.subarray(0, 2 + (inside[1] ?? 0)))[0], SIGNED_DATA);
  return isData || readCertificateFile(head).certificates.length > 0 || isListHead(inside);
}

/** A list may be longer than what is seen of it: version, algorithm, issuer, time (RFC 5280 section 5.1.2). */
function isListHead(inside: Uint8Array): boolean {
  const first = inside[1] ?? 0;
  if (inside[0] !== DER.sequence || first <= 0x80 || first > 0x84) return false;
  const [version, algorithm, issuer, time] = readBer(inside.subarray(2 + (first & 0x7f)));
  const isTime = time?.tag === DER.utcTime || time?.tag === DER.generalizedTime;
  return version?.tag === DER.integer && algorithm?.tag === DER.sequence && issuer?.tag === DER.sequence && isTime;
}

export function readCertificateFile(bytes: Uint8Array): CertificateFile {
  const blocks = bytes[0] === DER.sequence ? [bytes] : pemContents(toByteString(bytes));
  const found = { certificates: [] as Uint8Array[], lists: [] as Uint8Array[], strange: 0 };
  for (const block of blocks) {
    const { certificates, lists } = contentOf(block);
    found.certificates.push(...certificates.slice(0, MAX_IN_FILE - found.certificates.length));
    found.lists.push(...lists);
    found.strange += Number(certificates.length + lists.length === 0);
  }
  return found;
}

type Content = Pick<CertificateFile, 'certificates' | 'lists'>;

function contentOf(block: Uint8Array): Content {
  if (listIssuer(block) !== undefined) return { certificates: [], lists: [block] };
  const [type, wrapped] = berMembers(readBer(block)[0], DER.sequence);
  if (isOid(type, SIGNED_DATA)) return inSignedData(berMembers(wrapped, DER.context0)[0]);
  // Behind the certificate OpenSSL's trusted ones say what they are trusted for, which is not read.
  const whole = wholeElement(block) ?? readBer(block)[0];
  return { certificates: whole !== undefined && isCertificate(whole) ? [whole.raw] : [], lists: [] };
}

function inSignedData(signedData: DerNode | undefined): Content {
  const members = berMembers(signedData, DER.sequence);
  const inside = (tag: number): readonly DerNode[] =>
    members.filter((node) => node.tag === tag).flatMap(({ content }) => readDer(content) ?? readBer(content));
  return {
    certificates: inside(DER.context0)
      .filter(isCertificate)
      .map(({ raw }) => raw),
    lists: inside(LISTS).flatMap(({ raw }) => (listIssuer(raw) === undefined ? [] : [raw])),
  };
}

function isCertificate(node: DerNode): boolean {
  const [toBeSigned, algorithm, bits] = node.raw.length > MAX_CERTIFICATE ? [] : (membersOf(node, DER.sequence) ?? []);
  const isSigned = algorithm?.tag === DER.sequence && bits?.tag === DER.bitString;
  return isSigned && (membersOf(toBeSigned, DER.sequence) ?? []).length >= 6;
}

/** The bytes of each block, in the order of the text; what stands between blocks is passed over. */
function pemContents(text: ByteString): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = text.indexOf(BEGIN);
  while (at !== -1 && found.length < MAX_IN_FILE) {
    const next = text.indexOf(BEGIN, at + BEGIN.length);
    const piece = text.slice(at, next === -1 ? text.length : next);
    const end = piece.indexOf('-----END ');
    const [label = ''] = BLOCK.exec(piece.slice(0, 60)) ?? [];
    if (label !== '' && end !== -1) found.push(decodeBase64(fromByteString(piece.slice(label.length, end))));
    at = next;
  }
  return found;
}
