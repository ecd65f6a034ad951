/** Authorities, signers and signed mail made by OpenSSL, in a folder of their own. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../../helpers/temp-folder';

export interface Made {
  readonly certificate: string;
  readonly key: string;
}

export type KeyKind = 'P-256' | 'P-384' | 'rsa:2048' | 'ed25519';

export interface CertificateChoices {
  readonly kind?: KeyKind;
  /** The subject's common name; the file's name where there is none. */
  readonly name?: string;
  /** Lines of an extension section. */
  readonly extensions?: readonly string[];
  /** `YYYYMMDDHHMMSSZ`. */
  readonly from?: string;
  readonly until?: string;
}

const AUTHORITY = [
  'basicConstraints=critical,CA:true',
  'keyUsage=critical,keyCertSign,cRLSign',
  'subjectKeyIdentifier=hash',
];
export const MAIL = [
  'basicConstraints=CA:false',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=emailProtection',
  'subjectAltName=email:anna@example.org',
  'subjectKeyIdentifier=hash',
];

const CONFIG = `[ca]
default_ca=d
[d]
dir=.
database=index.txt
new_certs_dir=.
rand_serial=yes
default_md=sha256
default_crl_days=3000
policy=p
unique_subject=no
email_in_dn=no
copy_extensions=none
[p]
commonName=supplied
[req]
distinguished_name=n
[n]
[x]
authorityKeyIdentifier=keyid
`;

export class OpensslAuthority {
  readonly folder = tempFolder('authority');
  #made = 0;

  constructor() {
    writeFileSync(this.at('ca.cnf'), CONFIG);
    writeFileSync(this.at('index.txt'), '');
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  /** @throws where OpenSSL refuses */
  run(...words: readonly string[]): string {
    const { status, stderr, stdout } = spawnSync('openssl', words, { cwd: this.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  key(kind: KeyKind): string {
    this.#made += 1;
    const file = this.at(`key-${this.#made}.pem`);
    const of: Readonly<Record<KeyKind, readonly string[]>> = {
      'P-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
      'P-384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
      'rsa:2048': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
      ed25519: ['-algorithm', 'ED25519'],
    };
    this.run('genpkey', ...of[kind], '-out', file);
    return file;
  }

  /** A certificate issued by another, or by itself. */
  issue(issuer: Made | undefined, choices: CertificateChoices = {}): Made {
    const { kind = 'P-256', extensions = AUTHORITY, from = '20200101000000Z', until = '20990101000000Z' } = choices;
    const key = this.key(kind);
    const base = key.replace('.pem', '');
    const { name = base.slice(base.lastIndexOf('/') + 1) } = choices;
    this.run('req', '-new', '-config', 'ca.cnf', '-key', key, '-subj', `/CN=${name}`, '-out', `${base}.csr`);
    writeFileSync(`${base}.ext`, `[e]\n${extensions.join('\n')}\n`);
    const certificate = `${base}.crt`;
    const by =
      issuer === undefined ? ['-selfsign', '-keyfile', key] : ['-cert', issuer.certificate, '-keyfile', issuer.key];
    const dates = ['-startdate', from, '-enddate', until, '-extfile', `${base}.ext`, '-extensions', 'e'];
    const digest = kind === 'ed25519' && issuer === undefined ? ['-md', 'null'] : [];
    this.run(
      'ca',
      '-batch',
      '-notext',
      '-config',
      'ca.cnf',
      ...by,
      ...dates,
      ...digest,
      '-in',
      `${base}.csr`,
      '-out',
      certificate,
    );
    return { certificate, key };
  }

  revoke(issuer: Made, { certificate }: Made): void {
    this.run('ca', '-config', 'ca.cnf', '-cert', issuer.certificate, '-keyfile', issuer.key, '-revoke', certificate);
  }

  /** The issuer's list, of every certificate that was revoked so far. Version 1 has no extensions. */
  revocationList(issuer: Made, version: 1 | 2 = 2): string {
    this.#made += 1;
    const file = this.at(`list-${this.#made}.crl`);
    this.run(
      'ca',
      '-config',
      'ca.cnf',
      '-cert',
      issuer.certificate,
      '-keyfile',
      issuer.key,
      '-gencrl',
      '-out',
      file,
      ...(version === 2 ? ['-crlexts', 'x'] : []),
    );
    return file;
  }

  /** A signed message from Anna with a Date; the time of signing is now. */
  sign(signer: Made, companions: readonly Made[], further: readonly string[] = []): Buffer {
    this.#made += 1;
    const [part, out] = [this.at(`part-${this.#made}`), this.at(`mail-${this.#made}`)];
    writeFileSync(part, 'Content-Type: text/plain; charset=us-ascii\r\n\r\nGood morning\r\n');
    const bundle = this.at(`chain-${this.#made}`);
    writeFileSync(bundle, companions.map(({ certificate }) => readFileSync(certificate, 'utf8')).join('\n'));
    const chain = companions.length === 0 ? [] : ['-certfile', bundle];
    const who = ['-signer', signer.certificate, '-inkey', signer.key, ...chain];
    this.run('cms', '-sign', '-md', 'sha256', '-in', part, ...who, '-out', out, ...further);
    const head =
      'From: Anna <anna@example.org>\r\nTo: ben@example.net\r\nSubject: Minutes\r\nDate: Thu, 20 May 2021 16:15:55 +0200\r\n';
    return Buffer.concat([Buffer.from(head), readFileSync(out)]);
  }

  /** Whether OpenSSL verifies signature and chain for mail, at this time (seconds since 1970) or now. */
  accepts(mail: Uint8Array, roots: readonly string[], further: readonly string[] = []): boolean {
    const [file, bundle] = [this.at('checked.eml'), this.at('roots.pem')];
    writeFileSync(file, mail);
    writeFileSync(bundle, roots.map((one) => readFileSync(one, 'utf8')).join('\n'));
    const words = ['cms', '-verify', '-in', file, '-inform', 'SMIME', '-CAfile', bundle, '-purpose', 'smimesign'];
    const { status } = spawnSync('openssl', [...words, '-no-CApath', '-no-CAstore', ...further, '-out', '/dev/null'], {
      cwd: this.folder,
    });
    return status === 0;
  }
}
