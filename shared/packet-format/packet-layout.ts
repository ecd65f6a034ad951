/** Where everything lies in a packet. Names are part of the format: docs/packet-format.md. */
export const PACKET_FORMAT = 'chainmail-packet';
export const PACKET_VERSION = 2;

export const BAG_DECLARATION = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const SIGNATURE = 'tagmanifest-sha256.txt.p7s';
export const SSH_SIGNATURE = 'tagmanifest-sha256.txt.sshsig';
export const README = 'README.txt';
/** The page that checks a packet in a browser: one constant file for each release. */
export const VERIFY_PAGE = 'verify.html';

export const DESCRIPTION = 'data/packet.json';
export const REPORT = 'data/report/briefing.pdf';
export const EXHIBIT_TABLE = 'data/exhibits.csv';
export const FINDING_LIST = 'data/findings.jsonl';
export const JOURNAL = 'data/custody/journal.jsonl';
export const LEDGER = 'data/custody/journal.csv';
/** The signed state of the journal that the packet carries; packets of before have none. */
export const CHECKPOINT = 'data/custody/checkpoint.txt';
export const PROOF_FOLDER = 'data/custody/proofs/';
export const TIMESTAMP_FOLDER = 'data/custody/timestamps/';
/** Only in a redacted packet. */
export const REDACTION_LOG = 'data/redaction/redaction-log.json';
/** For a person to read, correct and sign. */
export const FORMS = {
  certification14: 'data/forms/certification-902-14.pdf',
  certification13: 'data/forms/certification-902-13.pdf',
  custody: 'data/forms/custody-form.pdf',
  ic3: 'data/forms/ic3-paste-sheet.txt',
} as const;
/** For programs. */
export const MACHINE = {
  messages: 'data/messages.jsonl',
  /** Only where exhibits have something in common. */
  relations: 'data/relations.jsonl',
  findingTable: 'data/findings.csv',
  loadFile: 'data/loadfile/exhibits.dat',
  stix: 'data/stix/bundle.json',
  caseGraph: 'data/case/case.jsonld',
} as const;
/** The signer's certificate. */
export const EXAMINER_CERTIFICATE = 'data/keys/examiner.crt';
/** The last of its issuers; where the signer's certificate is self-signed, the same once more. */
export const ROOT_CERTIFICATE = 'data/keys/root.crt';
export const ALLOWED_SIGNERS = 'data/keys/allowed_signers';
/** Version 1 had the signer's certificate alone, here. */
export const OLD_SIGNER_CERTIFICATE = 'data/keys/signer.crt';

/** Certificates between the signer's and the root, from the signer's side, counted from 1. */
export function intermediateCertificate(number: number): string {
  return `data/keys/intermediate-${number}.crt`;
}

/** What differs between the versions of the format. */
export interface PacketLayout {
  readonly version: number;
  readonly signerCertificate: string;
  /** Files that every packet of this version has, beside its exhibits. */
  readonly required: readonly string[];
  /** Files that no manifest lists: the tag manifest cannot list itself, the signatures sign it. */
  readonly unlisted: ReadonlySet<string>;
}

const ALWAYS_REQUIRED: readonly string[] = [
  BAG_DECLARATION,
  BAG_INFO,
  MANIFEST,
  TAG_MANIFEST,
  SIGNATURE,
  README,
  DESCRIPTION,
  REPORT,
  EXHIBIT_TABLE,
  FINDING_LIST,
  JOURNAL,
  LEDGER,
];

export const LAYOUT: PacketLayout = {
  version: PACKET_VERSION,
  signerCertificate: EXAMINER_CERTIFICATE,
  required: [...ALWAYS_REQUIRED, SSH_SIGNATURE, EXAMINER_CERTIFICATE, ROOT_CERTIFICATE, ALLOWED_SIGNERS],
  unlisted: new Set([TAG_MANIFEST, SIGNATURE, SSH_SIGNATURE]),
};

const OLD_LAYOUT: PacketLayout = {
  version: 1,
  signerCertificate: OLD_SIGNER_CERTIFICATE,
  required: [...ALWAYS_REQUIRED, OLD_SIGNER_CERTIFICATE],
  unlisted: new Set([TAG_MANIFEST, SIGNATURE]),
};

/**
 * The layout by the files that are there: only version 1 has the signer's certificate in its old place. Taking files away
 * does not make a packet an older one: the lists still name them, and the description states its version.
 */
export function layoutOf(has: (path: string) => boolean): PacketLayout {
  return has(OLD_SIGNER_CERTIFICATE) && !has(EXAMINER_CERTIFICATE) ? OLD_LAYOUT : LAYOUT;
}

/** Files of the bag itself (RFC 8493 section 2.2): listed in the tag manifest. */
export const TAG_FILES: readonly string[] = [BAG_DECLARATION, BAG_INFO, MANIFEST, README];

/** Files of the bag that earlier packets do not have. */
export const LATER_TAG_FILES: readonly string[] = [VERIFY_PAGE];
