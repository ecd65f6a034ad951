/** What is said about keys and certificates: made, requested, installed, revoked, and why not. */
import { plainLine } from '../text/visible-text';

const UNTOUCHED = 'Nothing was changed.';

export const identitySentences = {
  needsBoth: 'An identity needs a name and a passphrase. Nothing was written. Give both and try again.',
  exists: (path: string) =>
    `There is already an identity at "${path}". It was not touched. Use it, or name another file for the new one.`,
  missing: (path: string) =>
    `There is no identity at "${path}". ${UNTOUCHED} Create an identity first, or name the file of an existing one.`,
  damaged: (path: string, how: string) =>
    `The identity file "${path}" is damaged: ${how}. ${UNTOUCHED} Cases and packets are not affected. Bring the file back from a copy, or create a new identity.`,
  newer: (path: string) =>
    `The identity file "${path}" was written by a later version of Chainmail. It was not changed. Use that version or a later one.`,
  isRoot: (path: string) =>
    `"${path}" is a laboratory\u2019s root, not an examiner\u2019s identity. ${UNTOUCHED} A root signs certificates; name the examiner\u2019s own file.`,
  isExaminer: (path: string) =>
    `"${path}" is an examiner\u2019s identity, not a laboratory\u2019s root. ${UNTOUCHED} Name the root\u2019s file; its name usually ends in -root.json.`,
  what: 'the identity file',
  lacks: 'it lacks something that belongs to an identity',
  changed: 'some of its bytes were changed',
  notWhole: 'it is not whole',
  unreadable: (code: string) => `it cannot be read (${code})`,
  otherKey: 'its key is not the one of its certificate',
  wrongPassphrase:
    'The passphrase does not open this identity. Nothing was changed. Type it again; upper and lower case matter.',
  wrongPassphraseForm:
    'The passphrase does not open this identity. Nothing was changed. It holds characters in a compatibility form, such as full-width letters, joined letters or raised digits: type the plain ones if those were used when it was set.',
  samePassphrase: 'The new passphrase is empty or the old one. Nothing was changed. Choose another.',
} as const;

export const requestSentences = {
  what: 'the certificate request',
  certificate: 'the certificate',
  notRequest: `The file is not a certificate request (PKCS#10, PEM). ${UNTOUCHED} Make one with "chainmail identity request".`,
  otherKind: `The request is for a key that is not ECDSA on P-256. ${UNTOUCHED} Only such keys sign journal, packets and reports.`,
  notProven: `The request was not signed with the key that it names, or it was changed on the way. ${UNTOUCHED} Ask for it again.`,
  nameless: `The request names nobody. ${UNTOUCHED} Ask for one with a name.`,
} as const;

export const chainSentences = {
  notCertificates: `The file holds no certificates that can be read (PEM). ${UNTOUCHED} Ask for the certificate and those of its issuers as PEM text.`,
  keyMismatch: `None of the certificates is for this identity\u2019s key. ${UNTOUCHED} The certificate must be made from a request of this identity.`,
  unknownIssuer: (name: string) =>
    `The issuer of the certificate of "${plainLine(name)}" is not known here: its own certificate is not in the file. ${UNTOUCHED} Add the certificates up to the root.`,
  broken: (name: string, issuer: string) =>
    `The chain is broken: the certificate of "${plainLine(name)}" was not signed by "${plainLine(issuer)}". ${UNTOUCHED} Ask for the file again.`,
  noAuthority: (name: string) =>
    `"${plainLine(name)}" may not issue this certificate. ${UNTOUCHED} Ask for a certificate of an authority.`,
  unknownRule: (name: string) =>
    `The certificate of "${plainLine(name)}" carries a binding rule that this program does not know. ${UNTOUCHED} Ask for one without.`,
  wrongUse: (name: string) =>
    `The certificate of "${plainLine(name)}" is not one for signing. ${UNTOUCHED} Ask for one with the use digitalSignature or nonRepudiation.`,
  expired: (name: string, day: string) =>
    `The certificate of "${plainLine(name)}" expired on ${day}. ${UNTOUCHED} Ask for a new one.`,
  notYetValid: (name: string, day: string) =>
    `The certificate of "${plainLine(name)}" is not valid before ${day}. ${UNTOUCHED} Wait until then, or check this computer\u2019s clock.`,
} as const;

export const pkcs12Sentences = {
  notPkcs12: `The file is not a PKCS#12 file, or it is damaged. ${UNTOUCHED}`,
  form: (what: string) =>
    `This form of PKCS#12 is not supported: ${what}. ${UNTOUCHED} Make the file again in the present form, with AES and PBKDF2: openssl pkcs12 -export does so from version 3 on.`,
  oldEncryption: 'it is encrypted in an old way (RC2, 3DES or RC4)',
  otherMac: 'its check sum is of an unknown kind',
  noMac: 'it has no check sum',
  greedy: 'it asks for more rounds of hashing than any honest file',
  nested: 'it is sealed for a certificate, not by a passphrase',
  passphrase: `The passphrase does not open the PKCS#12 file. ${UNTOUCHED} Set CHAINMAIL_PKCS12_PASSPHRASE and try again.`,
  keys: (count: number) =>
    `The PKCS#12 file holds ${count === 0 ? 'no private key' : `${count} private keys`}; exactly one is needed. ${UNTOUCHED}`,
  otherKey: `The private key in the PKCS#12 file is not ECDSA on P-256. ${UNTOUCHED} Only such keys sign journal, packets and reports.`,
} as const;

export const revocationSentences = {
  what: 'the list of revoked certificates',
  otherReason: (known: readonly string[]) => `--reason takes one of: ${known.join(', ')}. ${UNTOUCHED}`,
  notOwn: `The certificate was not issued by this root. ${UNTOUCHED} Name the root that issued it.`,
  already: `The certificate is on the list already. ${UNTOUCHED}`,
  notList: (path: string) =>
    `"${path}" is not a list of revoked certificates of this root. It was not touched. Name another file, or move it away.`,
} as const;

/** What is told after each act on an identity. */
export const identityTold = {
  made: (name: string, file: string) => `The identity of ${name} was made and sealed in ${file}`,
  rootMade: (file: string) =>
    `The laboratory\u2019s root, which vouches for it, was sealed in ${file} under the same passphrase. It is needed only to issue or revoke certificates: move it to another medium and keep that in a safe place.`,
  rootOnly: (file: string) =>
    `The laboratory\u2019s root was made and sealed in ${file}. Keep it on a medium of its own in a safe place.`,
  fingerprint: (groups: string) => `Fingerprint, to compare by telephone: ${groups}`,
  sshFingerprint: (text: string) => `As ssh-keygen names the key: ${text}`,
  rootFingerprint: (groups: string) => `Fingerprint of the root: ${groups}`,
  link: (name: string, issuer: string, from: string, until: string) =>
    `Certificate of ${name}, issued by ${name === issuer ? 'itself' : issuer}, valid from ${from} to ${until}`,
  secretMissing: (variable: string) =>
    `A passphrase is missing. Nothing was done. Set ${variable} and run the command again.`,
  fileMissing: (path: string) => `The file "${path}" could not be read. Nothing was done. Check its name.`,
  fileLarge: (path: string) => `The file "${path}" is far larger than such a file can be. Nothing was done.`,
  otherNotice: (known: readonly string[]) => `--about takes one of: ${known.join(', ')}. Nothing was done.`,
  notFingerprint: (word: string) =>
    `"${plainLine(word)}" is not a fingerprint, which has 64 hexadecimal digits. Nothing was done.`,
  notRevocations: (path: string) =>
    `"${plainLine(path)}" holds no list of revoked certificates that can be read. Nothing was done.`,
  notBeside: (path: string) =>
    `"${plainLine(path)}" is neither a list of revoked certificates nor a checkpoint that can be read. The packet was not checked; nothing was changed.`,
  requested: (file: string) =>
    `The request was written to ${file}. Take it to whoever holds the root, and compare the fingerprint by telephone.`,
  issued: (name: string, file: string) =>
    `The certificate for ${name} was written to ${file}, with the root\u2019s behind it. It is no secret. Its holder installs it with "chainmail identity install".`,
  installed: (issuer: string) => `The certificate was installed. It was issued by ${issuer}.`,
  imported: (file: string) => `The key was taken over and sealed in ${file}`,
  passphrase: (file: string) =>
    `The passphrase of ${file} was changed. Copies made before still open with the old one: destroy them.`,
  revoked: (name: string, file: string) =>
    `The certificate of ${name} is revoked. The list, signed by the root, is ${file}; hand it to those who verify. Packets signed before stay valid.`,
} as const;
