/** Certificates and lists of revoked ones that a case holds, found by name without being read all for each message. */
import { namesCertificate } from '../analysis/signatures/cms';
import { readBer } from '../packet-format/ber';
import { DER, equalBytes, hexOf, membersOf } from '../packet-format/der';
import { joinBytes } from '../text/join-bytes';
import type { CertificateFile } from './certificate-file';
import type { ChainLink, HeldFrom } from './chain-link';
import { type PathCertificate, readPathCertificate } from './path-certificate';
import { type HeldList, listIssuer } from './revocations';

/** Where one lies in the bytes of all. Names are told as numbers (FNV-1a): what is found is read and compared. */
export interface HeldPlace {
  /** The subject of a certificate, the issuer of a list. */
  readonly name: number;
  /** Issuer and serial number together, and the number of the key: how a signature names its certificate. */
  readonly serial: number;
  readonly key: number;
  readonly start: number;
  readonly end: number;
  readonly held: HeldFrom;
}

/** What goes to a worker with each message. */
export interface HeldCertificates {
  readonly bytes: Uint8Array;
  readonly certificates: readonly HeldPlace[];
  readonly lists: readonly HeldPlace[];
}

export const NO_CERTIFICATES: HeldCertificates = { bytes: new Uint8Array(0), certificates: [], lists: [] };

/** Several certificates of one name are usual where an authority changed its key; so many are not. */
const MAX_OF_A_NAME = 20;
/** Read for one look-up, where a file was made so that names share a number. */
const MAX_READ = 200;

export interface CollectorLimit {
  readonly certificates: number;
  readonly bytes: number;
}

/** Gathers files into one; each certificate once, by the first item that brought it. */
export class CertificateCollector {
  readonly #pieces: Uint8Array[] = [];
  readonly #certificates: HeldPlace[] = [];
  readonly #lists: HeldPlace[] = [];
  readonly #seen = new Set<string>();
  #length = 0;

  readonly #limit: CollectorLimit;
  readonly #digest: (bytes: Uint8Array) => string;

  constructor(limit: CollectorLimit, digest: (bytes: Uint8Array) => string) {
    this.#limit = limit;
    this.#digest = digest;
  }

  add({ certificates, lists }: CertificateFile, held: HeldFrom): void {
    for (const der of certificates) {
      const read = this.#certificates.length < this.#limit.certificates ? readPathCertificate(der) : undefined;
      if (read === undefined) continue;
      const { subject, issuer, serial, keyIdentifier } = read;
      const names = { name: numberOf(subject), serial: serialNumber(issuer, serial), key: textNumber(keyIdentifier) };
      this.#keep(der, this.#certificates, { ...names, held });
    }
    for (const der of lists) {
      const issuer = listIssuer(der);
      if (issuer !== undefined) this.#keep(der, this.#lists, { name: numberOf(issuer), serial: 0, key: 0, held });
    }
  }

  #keep(der: Uint8Array, list: HeldPlace[], place: Omit<HeldPlace, 'start' | 'end'>): void {
    const digest = this.#digest(der);
    if (this.#seen.has(digest) || this.#length + der.length > this.#limit.bytes) return;
    this.#seen.add(digest);
    this.#pieces.push(der);
    list.push({ ...place, start: this.#length, end: this.#length + der.length });
    this.#length += der.length;
  }

  collected(): HeldCertificates {
    return { bytes: joinBytes(this.#pieces), certificates: this.#certificates, lists: this.#lists };
  }
}

/** Looks certificates up for one signature: those that came with it, and those that the case holds. */
export class CertificateShelf {
  readonly #held: HeldCertificates;
  readonly #own: readonly PathCertificate[];

  constructor(held: HeldCertificates, companions: readonly Uint8Array[]) {
    this.#held = held;
    this.#own = companions.flatMap((der) => readPathCertificate(der) ?? []);
  }

  /** The certificate that a signature names: it came with it, or the case holds it. */
  signerOf(identifier: Uint8Array): ChainLink | undefined {
    const own = this.#own.find((certificate) => namesCertificate(identifier, certificate));
    if (own !== undefined) return this.#linkOf(own);
    const [node] = readBer(identifier);
    const [issuer, serial] = node?.tag === DER.sequence ? (membersOf(node, DER.sequence) ?? []) : [];
    const isNamed =
      issuer !== undefined && serial !== undefined
        ? bySerial(serialNumber(issuer.raw, hexOf(serial.content)))
        : byKey(textNumber(hexOf(node?.content ?? new Uint8Array(0))));
    return this.#heldOnes(isNamed).find(({ certificate }) => namesCertificate(identifier, certificate));
  }

  /** Those whose subject is the certificate's issuer; held ones come first, and where a key's number is told, the fitting ones. */
  issuersOf({ issuer, issuerKeyIdentifier }: PathCertificate): readonly ChainLink[] {
    const name = numberOf(issuer);
    const isIssuer = ({ certificate }: ChainLink): boolean => equalBytes(certificate.subject, issuer);
    const held = this.#heldOnes((place) => place.name === name).filter(isIssuer);
    const own = this.#own
      .filter(({ der }) => !held.some(({ certificate }) => equalBytes(certificate.der, der)))
      .map((certificate) => ({ certificate, held: undefined }))
      .filter(isIssuer);
    const all = [...held, ...own].slice(0, MAX_OF_A_NAME);
    const isLikely = ({ certificate }: ChainLink): boolean => certificate.keyIdentifier === issuerKeyIdentifier;
    return [...all.filter(isLikely), ...all.filter((link) => !isLikely(link))];
  }

  listsOf(issuer: Uint8Array): readonly HeldList[] {
    const name = numberOf(issuer);
    return this.#held.lists
      .filter((place) => place.name === name)
      .map(({ start, end, held }) => ({ der: this.#held.bytes.subarray(start, end), held }))
      .filter(({ der }) => equalBytes(listIssuer(der) ?? new Uint8Array(0), issuer));
  }

  #linkOf(certificate: PathCertificate): ChainLink {
    const name = numberOf(certificate.subject);
    const same = this.#heldOnes((place) => place.name === name).find((link) =>
      equalBytes(link.certificate.der, certificate.der),
    );
    return same ?? { certificate, held: undefined };
  }

  #heldOnes(isWanted: (place: HeldPlace) => boolean): readonly ChainLink[] {
    return this.#held.certificates
      .filter(isWanted)
      .slice(0, MAX_READ)
      .flatMap(({ start, end, held }) => {
        const certificate = readPathCertificate(this.#held.bytes.subarray(start, end));
        return certificate === undefined ? [] : [{ certificate, held }];
      });
  }
}

const bySerial = (serial: number) => (place: HeldPlace) => place.serial === serial;
const byKey = (key: number) => (place: HeldPlace) => place.key === key;

/** FNV-1a, 32 bits. */
function numberOf(bytes: Uint8Array, from = 0x811c9dc5): number {
  let sum = from;
  for (const byte of bytes) {
    sum = Math.imul(sum ^ byte, 0x01000193);
  }
  return sum >>> 0;
}

function textNumber(text: string, from?: number): number {
  return numberOf(new TextEncoder().encode(text), from);
}

/** @param serial hexadecimal */
function serialNumber(issuer: Uint8Array, serial: string): number {
  return textNumber(serial, numberOf(issuer));
}
