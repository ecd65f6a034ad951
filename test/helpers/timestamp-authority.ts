/** A time stamp authority of the tests' own: openssl, with a root and a certificate in a folder. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CONFIG = `
[req]
distinguished_name = none
prompt = no
[none]
CN = None
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamp]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[mail]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,emailProtection
[tsa]
default_tsa = authority
[authority]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
`;

export interface AuthorityOptions {
  /** Key of the certificate: a curve, or RSA. */
  readonly key?: 'P-256' | 'P-384' | 'RSA';
  /** Section of the certificate's extensions. */
  readonly uses?: 'stamp' | 'mail';
  /** The same for the root, which should have its own. */
  readonly rootUses?: 'root' | 'stamp';
  readonly name?: string;
  /** Certificates hashed with SHA-1 in the signature, as older authorities do. */
  readonly hash?: 'sha1' | 'sha256';
  readonly digest?: 'sha256' | 'sha512';
  readonly days?: number;
}

export interface Authority {
  readonly rootFile: string;
  /** Signs a statement as it is, whatever it states; a token. */
  readonly sign: (statement: Uint8Array) => Buffer;
  /** Answers a request; the bytes of a TimeStampResp, or of the token alone. */
  readonly reply: (request: Uint8Array, options?: { readonly bare?: boolean }) => Buffer;
}

/** @param folder empty */
export function timestampAuthority(folder: string, options: AuthorityOptions = {}): Authority {
  const { key = 'P-256', uses = 'stamp', name = 'Example Time', hash = 'sha256', digest = 'sha256' } = options;
  const { days = 7300, rootUses = 'root' } = options;
  const config = `${CONFIG}ess_cert_id_alg = ${hash}\n`.replace('signer_digest = sha256', `signer_digest = ${digest}`);
  writeFileSync(join(folder, 'ca.cnf'), config);
  writeFileSync(join(folder, 'serial'), '01\n');
  const run = (...words: string[]) => openssl(folder, words);
  const newKey = key === 'RSA' ? ['-newkey', 'rsa:2048'] : ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${key}`];
  const request = ['req', '-config', 'ca.cnf', '-nodes'];
  const subject = ['-subj', `/O=Example Laboratory/CN=${name} Root`];
  run(
    ...request,
    '-x509',
    '-days',
    '7300',
    '-extensions',
    rootUses,
    ...newKey,
    ...subject,
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
  );
  run(...request, ...newKey, '-subj', `/O=Example Laboratory/CN=${name} 1`, '-keyout', 'tsa.key', '-out', 'tsa.csr');
  const issue = ['x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'];
  run(...issue, '-days', String(days), '-extfile', 'ca.cnf', '-extensions', uses, '-out', 'tsa.pem');
  return {
    rootFile: join(folder, 'root.pem'),
    sign: (statement) => {
      writeFileSync(join(folder, 'statement.der'), statement);
      const how = ['-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-outform', 'DER', '-nosmimecap'];
      const signer = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-econtent_type', '1.2.840.113549.1.9.16.1.4'];
      run('cms', ...how, ...signer, '-in', 'statement.der', '-out', 'token.der');
      return readFileSync(join(folder, 'token.der'));
    },
    reply: (bytes, { bare = false } = {}) => {
      writeFileSync(join(folder, 'asked.tsq'), bytes);
      const signer = ['-signer', 'tsa.pem', '-inkey', 'tsa.key'];
      const form = bare ? ['-token_out'] : [];
      run('ts', '-reply', '-config', 'ca.cnf', '-queryfile', 'asked.tsq', ...signer, ...form, '-out', 'answer.tsr');
      return readFileSync(join(folder, 'answer.tsr'));
    },
  };
}

/** Runs openssl and gives what it said; throws where it fails. */
export function openssl(folder: string, words: readonly string[]): string {
  const ran = tryOpenssl(folder, words);
  if (ran.status !== 0) {
    throw new Error(`openssl ${words.join(' ')}: ${ran.said}`);
  }
  return ran.said;
}

export function tryOpenssl(folder: string, words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** Runs a command as a person would type it. */
export function tryShell(folder: string, command: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}
