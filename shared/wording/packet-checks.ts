/** What a packet's verification says: one plain sentence a check, the failing file named. */
import { plainLine } from '../text/visible-text';
import { counted } from './packet-numbers';

export const checkWords = {
  namesOk: (files: number) => `All ${counted(files, 'name', 'names')} in the packet are plain and unique.`,
  requiredMissing: (path: string) => `The file ${path} is missing.`,
  unsafeName: (name: string) => `The name "${name}" may not be in a packet.`,
  twins: (name: string) => `The name "${name}" appears in the packet twice.`,
  bagOk: 'The bag declaration and the totals fit.',
  bagDeclaration: 'The file bagit.txt is not that of a BagIt 1.0 folder.',
  bagTotals: 'The total in bag-info.txt is not that of the files in data/.',
  unreadable: (path: string) => `The file ${path} could not be read.`,
  tooLarge: (path: string) => `The file ${path} is larger than such a file can be.`,
  signatureOk: 'The signature over tagmanifest-sha256.txt fits.',
  signatureForm: 'The file tagmanifest-sha256.txt.p7s is not a signature in the form of this packet.',
  signatureContent: 'The signature does not fit: tagmanifest-sha256.txt was changed after it was signed.',
  signatureCertificate: (path: string) => `The certificate in tagmanifest-sha256.txt.p7s is not the one in ${path}.`,
  signatureIssuers: 'The certificates in tagmanifest-sha256.txt.p7s are not those in data/keys/.',
  signatureWrong: (path: string) => `The signature in tagmanifest-sha256.txt.p7s was not made by the key in ${path}.`,
  sshOk: 'The second signature over tagmanifest-sha256.txt, for ssh-keygen, fits too.',
  sshForm: 'The file tagmanifest-sha256.txt.sshsig is not a signature in the form of this packet.',
  sshKey: (path: string) => `The key in tagmanifest-sha256.txt.sshsig is not the one in ${path}.`,
  sshAllowed: 'The file data/keys/allowed_signers does not name the signer\u2019s key, or names others too.',
  sshWrong:
    'The second signature in tagmanifest-sha256.txt.sshsig does not fit: the list was changed after it was signed, or another key made it.',
  listMalformed: (path: string, line: number) => `Line ${line} of ${path} is not as this program writes it.`,
  listOk: (path: string, files: number) =>
    `${counted(files, 'file', 'files')} listed in ${path} ${files === 1 ? 'is' : 'are'} unchanged.`,
  listMissing: (path: string, list: string) => `The file ${path} is listed in ${list} and missing.`,
  listChanged: (path: string) => `The file ${path} was changed: its SHA-256 is not the listed one.`,
  listStray: (path: string, list: string) => `${list} lists ${path}, which does not belong there.`,
  listLacks: (path: string, list: string) => `${list} does not list ${path}.`,
  unlistedOk: 'Every file in the packet is listed.',
  unlisted: (path: string) => `The file ${path} is in no list: it was added.`,
  descriptionOk: (packetId: string) => `The description names packet ${packetId}.`,
  descriptionForm: 'The file data/packet.json is not the description of a packet.',
  descriptionNewer: (version: number) =>
    `The packet has version ${version}, which is newer than this program. Nothing was changed. Use a newer Chainmail.`,
  signerOk: (fingerprint: string) => `The signer is the one that the description names. Fingerprint ${fingerprint}.`,
  signerKey: (path: string) => `The file ${path} is not a certificate with a P-256 key.`,
  signerOther: (path: string) => `The key in ${path} is not the signer that data/packet.json names.`,
  certificateOk: (issuer: string) => `The certificate was valid when it signed. It was issued by ${quoted(issuer)}.`,
  certificateSelfSigned:
    'The certificate is signed by its own key: nobody vouches for it, and only its fingerprint counts.',
  certificateExpiredSince: (name: string, day: string, issuer: string) =>
    `Valid when signed. The certificate of ${quoted(name)} expired since, on ${day}; the packet stays valid. It was issued by ${quoted(issuer)}.`,
  certificateRevokedSince: (name: string, day: string, reason: string, signed: string) =>
    `Valid when signed, on ${signed} by the signer\u2019s own word. The certificate of ${quoted(name)} was revoked since, on ${day}: ${reason}. Ask for a sign from elsewhere that the packet is that old.`,
  certificateRevoked: (name: string, day: string, reason: string, signed: string) =>
    `The certificate of ${quoted(name)} was revoked on ${day}: ${reason}. The packet was signed after that, on ${signed}.`,
  certificateExpired: (name: string, day: string, signed: string) =>
    `The certificate of ${quoted(name)} had expired on ${day} when the packet was signed, on ${signed}.`,
  certificateNotYet: (name: string, day: string, signed: string) =>
    `The certificate of ${quoted(name)} is valid from ${day}; the packet was signed before that, on ${signed}.`,
  certificateUnknownIssuer: (name: string) =>
    `The issuer of the certificate of ${quoted(name)} is unknown: its own certificate is not in the packet.`,
  certificateBroken: (name: string, issuer: string) =>
    `The chain of certificates is broken: that of ${quoted(name)} was not signed by ${quoted(issuer)}.`,
  certificateNoAuthority: (name: string) =>
    `The chain of certificates is broken: ${quoted(name)} may not issue certificates.`,
  certificateUnknownRule: (name: string) =>
    `The certificate of ${quoted(name)} carries a binding rule that this program does not know.`,
  certificateWrongUse: (name: string) => `The certificate of ${quoted(name)} is not one for signing.`,
  certificateForm: 'A certificate in data/keys/ could not be read.',
  certificateNoTime: 'The signature does not say when it was made.',
  descriptionVersion: (version: number) =>
    `The description states version ${version} of the format; the files are those of another.`,
  exhibitUnchosen: (path: string) =>
    `The redacted copy ${path} names an original that the custody journal did not choose as this exhibit.`,
  exhibitsOk: (count: number) =>
    `${counted(count, 'exhibit', 'exhibits')} ${count === 1 ? 'is' : 'are'} byte for byte as described.`,
  exhibitMissing: (path: string) => `The exhibit ${path} is described in data/packet.json and missing.`,
  exhibitChanged: (path: string) => `The exhibit ${path} is not the one that data/packet.json describes.`,
  exhibitStray: (path: string) => `The file ${path} is no exhibit that data/packet.json describes.`,
  journalOk: (entries: number) =>
    `The custody journal holds ${counted(entries, 'entry', 'entries')}; chain and signatures fit.`,
  journalBroken: (detail: string) => `The custody journal is broken: ${detail}.`,
  journalHead: 'The last entry of data/custody/journal.jsonl is not the one that data/packet.json names.',
  checkpointOk: (size: number, signatures: number) =>
    `The checkpoint states this journal of ${counted(size, 'entry', 'entries')} and is signed by the packet\u2019s signer${
      signatures > 1 ? ` and ${counted(signatures - 1, 'other examiner', 'other examiners')}` : ''
    }.`,
  checkpointNone: 'The packet was made before packets carried a checkpoint.',
  checkpointStray: 'The file data/custody/checkpoint.txt is there, and data/packet.json names no checkpoint.',
  checkpointForm: (path: string, problem: string) => `The file ${path} ${problem}.`,
  checkpointOther: 'The checkpoint in data/custody/checkpoint.txt is not the one that data/packet.json names.',
  checkpointJournal: (size: number, found: number) =>
    `The checkpoint states a journal of ${counted(size, 'entry', 'entries')} that is not data/custody/journal.jsonl, which holds ${found}.`,
  checkpointSignature:
    'A signature in data/custody/checkpoint.txt does not fit, is by a key that is not in the packet, or the packet\u2019s signer has not signed it.',
  givenOk: (count: number) =>
    `The journal continues ${count === 1 ? 'the given checkpoint' : `all ${count} given checkpoints`}.`,
  proofsOk: (count: number) =>
    `${counted(count, 'proof', 'proofs')} of single journal entries ${count === 1 ? 'leads' : 'lead'} to the checkpoint.`,
  proofsNone: 'The packet was made before packets carried proofs.',
  proofStray: (path: string) => `The file ${path} is no proof that data/packet.json names.`,
  proofMissing: (entry: number) => `The proof of journal entry ${entry} is missing.`,
  proofWrong: (path: string, entry: number) =>
    `The proof ${path} does not show entry ${entry} of data/custody/journal.jsonl.`,
  timestampsOk: (stamps: string) =>
    `Time stamps: ${stamps}. That an authority is what its name says is for the reader to find out.`,
  timestampStray: (path: string) => `The file ${path} is no time stamp that the journal records.`,
  timestampText: (path: string) =>
    `The file ${path} is not the state of the journal that the time stamp is said to be over.`,
  timestampSwapped: (path: string, entry: number) =>
    `The file ${path} is not the time stamp that entry ${entry} records.`,
  timestampProblem: (problem: string) => `In the packet, ${problem}.`,
  reportOk: 'The report is there.',
  reportSigned: 'The report is there, and signed inside its own file by the same key, from its first byte to its last.',
  reportSignature: {
    unsigned: 'The file data/report/briefing.pdf is not signed.',
    partial: 'The signature in data/report/briefing.pdf does not cover the whole file: something was added after it.',
    malformed: 'The signature in data/report/briefing.pdf is not in the form of this packet.',
    otherSigner: 'The signature in data/report/briefing.pdf was not made by the key of the packet\u2019s signer.',
    changed: 'The signature in data/report/briefing.pdf does not fit: the report was changed after it was signed.',
  },
  reportForm: 'The file data/report/briefing.pdf is not a whole PDF.',
  trusted: 'The packet is intact and signed by a key you trust.',
  unknownSigner: (fingerprint: string) =>
    `The packet is intact. The signer is not known here: compare this fingerprint by telephone. ${fingerprint}`,
  refusedSigner: 'The packet is intact, but its signature does not count: see \u201cCertificate\u201d.',
  notIntact: 'The packet is not intact.',
} as const;

/** A name that stands in a certificate: whoever made it chose it. */
function quoted(name: string): string {
  return `"${plainLine(name).slice(0, 80)}"`;
}

/** What the reader of an archive or a folder can object to. */
export const sourceWords = {
  link: (path: string) => `The packet holds a link in place of a file: ${path}.`,
  special: (path: string) => `The packet holds something that is not a file: ${path}.`,
  tooMany: 'The packet holds more files than this program reads.',
  tooDeep: (path: string) => `The packet holds folders too deep to read: ${path}.`,
  emptyFolder: (path: string) => `The packet holds an empty folder: ${path}.`,
  roots: 'The archive does not hold exactly one folder.',
  headerMismatch: (path: string) => `The archive states two different names for ${path}.`,
  overlap: (path: string) => `Entries of the archive overlap or hide bytes between them: ${path}.`,
  method: (path: string) => `The archive packs ${path} in a way that is not used in packets.`,
  bomb: 'The archive would unpack to far more than a packet can hold.',
  twin: (path: string) => `The archive holds ${path} twice.`,
  broken: 'The archive is damaged: its list of entries could not be read.',
} as const;
