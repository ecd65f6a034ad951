/** Where everything lies in a packet. Names are part of the format: docs/packet-format.md. */
export const PACKET_FORMAT = 'chainmail-packet';
export const PACKET_VERSION = 1;

export const BAG_DECLARATION = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const SIGNATURE = 'tagmanifest-sha256.txt.p7s';
export const README = 'README.txt';

export const DESCRIPTION = 'data/packet.json';
export const REPORT = 'data/report/briefing.pdf';
export const EXHIBIT_TABLE = 'data/exhibits.csv';
export const FINDING_LIST = 'data/findings.jsonl';
export const JOURNAL = 'data/custody/journal.jsonl';
export const LEDGER = 'data/custody/journal.csv';
/** The signed state of the journal that the packet carries; packets of before have none. */
export const CHECKPOINT = 'data/custody/checkpoint.txt';
export const PROOF_FOLDER = 'data/custody/proofs/';
export const SIGNER_CERTIFICATE = 'data/keys/signer.crt';

/** Files that no manifest lists: the tag manifest cannot list itself, the signature signs it. */
export const UNLISTED: ReadonlySet<string> = new Set([TAG_MANIFEST, SIGNATURE]);

/** Files that every packet of this version has, beside its exhibits. */
export const REQUIRED: readonly string[] = [
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
  SIGNER_CERTIFICATE,
];

/** Files of the bag itself (RFC 8493 section 2.2): listed in the tag manifest. */
export const TAG_FILES: readonly string[] = [BAG_DECLARATION, BAG_INFO, MANIFEST, README];
