/** What the identity tests share: openssl in a folder, files in and out, failures by their sentence. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { tempFolder } from '../../helpers/temp-folder';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
export const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined;
export const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

export interface Workbench {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly read: (name: string) => string;
  /** Runs openssl there; throws with its own words when it fails. */
  readonly openssl: (...words: readonly string[]) => string;
}

export function workbench(label: string): Workbench {
  const folder = tempFolder(label);
  const path = (name: string) => join(folder, name);
  return {
    folder,
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    openssl: (...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', encoding: 'utf8' }),
  };
}

/** The code and sentence of a failure that a person can act on. */
export async function failureOf(work: Promise<unknown>): Promise<{ readonly code: string; readonly sentence: string }> {
  try {
    await work;
    return { code: 'accepted', sentence: '' };
  } catch (error) {
    return error instanceof FailureError ? error.failure : { code: 'not a failure', sentence: String(error) };
  }
}

/**
 * A certificate for a request by an authority of another make: a root with RSA, an issuing authority on P-384 below it.
 *
 * @returns the chain as PEM, in no order and with talk between; the root alone lies in `agency.crt`
 */
export function agencyBundle(bench: Workbench, request: string): string {
  const root = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', '/O=Agency/CN=Agency Root'];
  bench.openssl(...root, '-keyout', 'agency.key', '-out', 'agency.crt');
  const issuing = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes'];
  bench.openssl(...issuing, '-subj', '/O=Agency/CN=Agency Issuing', '-keyout', 'issuing.key', '-out', 'issuing.csr');
  bench.write('ca.ext', 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\n');
  bench.write('leaf.ext', 'keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n');
  const by = (issuer: string) => ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-CAcreateserial', '-days', '365'];
  const issue = ['x509', '-req', '-sha384'];
  bench.openssl(...issue, '-in', 'issuing.csr', ...by('agency'), '-extfile', 'ca.ext', '-out', 'issuing.crt');
  bench.openssl(...issue, '-in', request, ...by('issuing'), '-extfile', 'leaf.ext', '-out', 'examiner.crt');
  return ['agency.crt', 'examiner.crt', 'issuing.crt'].map(bench.read).join('some talk\n');
}
