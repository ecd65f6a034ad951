/** Keys and signatures made by GnuPG, in a folder of its own. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../../helpers/temp-folder';

/** `20210520T120000!`: a time that stands still. */
export type FakedTime = `${number}T${number}!`;

export class GpgLab {
  readonly folder = tempFolder('gpg');
  #made = 0;

  constructor() {
    chmodSync(this.folder, 0o700);
  }

  /** Ends the agent that was started for this folder. */
  close(): void {
    spawnSync('gpgconf', ['--kill', 'gpg-agent'], { env: this.#env() });
  }

  #env(): NodeJS.ProcessEnv {
    return { ...process.env, GNUPGHOME: this.folder };
  }

  /** @throws where GnuPG refuses */
  run(words: readonly string[], input?: string | Buffer): Buffer {
    const { status, stdout, stderr } = this.#spawn(words, input);
    if (status !== 0) throw new Error(`gpg ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  #spawn(words: readonly string[], input: string | Buffer = '') {
    const quiet = ['--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', ''];
    return spawnSync('gpg', [...quiet, ...words], { env: this.#env(), input });
  }

  /** The fingerprint of a new key. */
  key(user: string, kind: string, { usage = 'sign', expires = 'never', at }: KeyChoices = {}): string {
    this.run([...faked(at), '--quick-gen-key', user, kind, usage, expires]);
    return this.#fingerprints(user).at(-1) ?? '';
  }

  /** The fingerprint of a new subkey. */
  subkey(key: string, kind: string, { usage = 'sign', expires = 'never', at }: KeyChoices = {}): string {
    this.run([...faked(at), '--quick-add-key', key, kind, usage, expires]);
    return this.#fingerprints(key).at(-1) ?? '';
  }

  #fingerprints(user: string): readonly string[] {
    const text = this.run(['--with-colons', '--with-subkey-fingerprint', '--list-keys', user]).toString('latin1');
    return [...text.matchAll(/^fpr:+([0-9A-F]{40}):/gm)].map(([, one = '']) => one.toLowerCase());
  }

  detached(key: string, part: string, { at, digest = 'SHA256' }: SignChoices = {}): string {
    return this.run(
      [...faked(at), '--digest-algo', digest, '--armor', '-u', `${key}!`, '--detach-sign'],
      Buffer.from(part, 'latin1'),
    ).toString('latin1');
  }

  clearSigned(key: string, text: string): string {
    return this.run(['--clearsign', '-u', `${key}!`], Buffer.from(text, 'latin1')).toString('latin1');
  }

  exported(key: string, ...further: readonly string[]): Buffer {
    return this.run([...further, '--export', key]);
  }

  /** Words of GnuPG's verdict, such as GOODSIG, BADSIG, EXPKEYSIG, REVKEYSIG, NO_PUBKEY. */
  verdict(signature: string, part?: string): readonly string[] {
    this.#made += 1;
    const [one, other] = [join(this.folder, `sig-${this.#made}`), join(this.folder, `part-${this.#made}`)];
    writeFileSync(one, signature, 'latin1');
    if (part !== undefined) writeFileSync(other, part, 'latin1');
    const { stdout } = this.#spawn(['--status-fd', '1', '--verify', one, ...(part === undefined ? [] : [other])]);
    return [...stdout.toString('latin1').matchAll(/^\[GNUPG:\] ([A-Z_]+)/gm)].map(([, word = '']) => word);
  }

  /** The revocation that GnuPG writes beside a new key. */
  revoke(key: string): void {
    const file = join(this.folder, 'openpgp-revocs.d', `${key.toUpperCase()}.rev`);
    this.run(['--import'], readFileSync(file, 'latin1').replace(':-----BEGIN', '-----BEGIN'));
  }
}

interface KeyChoices {
  readonly usage?: string;
  readonly expires?: string;
  readonly at?: FakedTime;
}

interface SignChoices {
  readonly at?: FakedTime;
  readonly digest?: string;
}

const faked = (at: FakedTime | undefined): readonly string[] => (at === undefined ? [] : ['--faked-system-time', at]);
