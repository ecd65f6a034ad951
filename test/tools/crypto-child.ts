/**
 * A child program for keys and signatures, run by Node and by Electron as Node: `make FOLDER` makes an identity and signs,
 * `check FOLDER` opens and verifies what lies there, whoever made it, and prints its verdict as JSON.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { systemEnvironment as env } from '../../electron/engine/environment';
import { createIdentity } from '../../electron/engine/identity/create-identity';
import { requestCertificate } from '../../electron/engine/identity/install-certificate';
import { readPkcs12 } from '../../electron/engine/identity/read-pkcs12';
import { revocationListsIn, revokeCertificate } from '../../electron/engine/identity/revoke-certificate';
import { signForSsh } from '../../electron/engine/identity/sign-for-ssh';
import { signRequest } from '../../electron/engine/identity/sign-request';
import { unlockIdentity } from '../../electron/engine/identity/unlock-identity';
import { verifyDetached } from '../../electron/engine/identity/verify-detached';
import { verifyIssued } from '../../electron/engine/identity/verify-issued';
import { PACKET_TOOLS } from '../../electron/engine/packet/packet-tools';
import { chainProblem, revocationOf } from '../../shared/packet-format/certificate-chain';
import { readCertificate } from '../../shared/packet-format/certificate-fields';
import { readCms } from '../../shared/packet-format/cms-signature';
import { toBase64 } from '../../shared/packet-format/pem';
import { parseSshSignature, sshSignedBytes } from '../../shared/packet-format/sshsig';

const PASSPHRASE = 'Gr\u00fc\u00dfe aus K\u00f6ln';
const CONTENT = Buffer.from('a list of lists\nwith two lines\n');

const [mode = '', folder = '.'] = argv.slice(2);
const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');

async function make(): Promise<void> {
  const made = await createIdentity({ name: 'Dana', organisation: 'Lab', passphrase: PASSPHRASE }, at('id.json'), env);
  const signer = await unlockIdentity(made.file, PASSPHRASE);
  writeFileSync(at('content.p7s'), await signer.signDetached(CONTENT, new Date(env.now())));
  writeFileSync(at('content.sshsig'), await signForSsh(signer, CONTENT));
  writeFileSync(at('request.csr'), await requestCertificate(made.file, PASSPHRASE));
  const order = { certificateText: made.certificatePem, reason: 'lost', rootFile: made.root.file } as const;
  await revokeCertificate({ ...order, passphrase: PASSPHRASE, listFile: at('root.crl') }, env);
}

async function check(): Promise<Record<string, unknown>> {
  const signer = await unlockIdentity(at('id.json'), PASSPHRASE.normalize('NFD'));
  const chain = [signer.certificatePem, ...signer.issuersPem]
    .map((pem) => readCertificate(new X509Certificate(pem).raw))
    .filter((fields) => fields !== undefined);
  const cms = readCms(readFileSync(at('content.p7s')));
  const ssh = parseSshSignature(text('content.sshsig'));
  const fits = (bytes: Uint8Array | undefined, signature: Uint8Array | undefined) =>
    PACKET_TOOLS.verifySignature(bytes ?? CONTENT, toBase64(signature ?? new Uint8Array()), signer.certificatePem);
  const issued = await signRequest(text('request.csr'), at('id-root.json'), PASSPHRASE, env);
  return {
    cms: await fits(cms?.signedBytes, cms?.signature),
    certificates: cms?.certificates.length,
    library: verifyDetached(CONTENT, readFileSync(at('content.p7s'))).ok,
    changed: verifyDetached(Buffer.from('another'), readFileSync(at('content.p7s'))).ok,
    ssh: await fits(sshSignedBytes(createHash('sha512').update(CONTENT).digest()), ssh?.signature),
    sshChanged: await fits(sshSignedBytes(createHash('sha512').update('another').digest()), ssh?.signature),
    chain: (await chainProblem(chain, verifyIssued)) ?? 'holds',
    withoutRoot: (await chainProblem(chain.slice(0, 1), verifyIssued))?.kind,
    revoked: (await revocationOf(chain, revocationListsIn(text('root.crl')), verifyIssued))?.reason,
    issued: issued.fingerprint === signer.fingerprint,
    pkcs12: await pkcs12(),
  };
}

/** The key in a PKCS #12 file, where the test put one. */
async function pkcs12(): Promise<string> {
  if (!existsSync(at('file.p12'))) {
    return 'none';
  }
  const { privateKey, certificates } = await readPkcs12(readFileSync(at('file.p12')), 'file');
  return `${privateKey.asymmetricKeyType}, ${certificates.length}`;
}

if (mode === 'make') {
  await make();
} else {
  stdout.write(JSON.stringify(await check()));
}
