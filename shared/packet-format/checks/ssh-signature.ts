import { checkWords } from '../../wording/packet-checks';
import { p256Point } from '../certificate-chain';
import { readCertificate } from '../certificate-fields';
import { equalBytes } from '../der';
import { ALLOWED_SIGNERS, SSH_SIGNATURE, TAG_MANIFEST } from '../packet-layout';
import { toBase64 } from '../pem';
import { allowedSigners, parseSshSignature, sshSignedBytes } from '../sshsig';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The second signature of the tag manifest, for ssh-keygen, by the same key. Undefined in packets that had none. */
export async function checkSshSignature(packet: PacketInspection): Promise<Outcome | undefined> {
  const { signerCertificate, unlisted } = packet.layout;
  if (!unlisted.has(SSH_SIGNATURE)) {
    return undefined;
  }
  const signed = await packet.bytes(TAG_MANIFEST);
  const text = await packet.text(SSH_SIGNATURE);
  const pem = await packet.text(signerCertificate);
  if (signed === undefined || text === undefined || pem === undefined) {
    const path = signed === undefined ? TAG_MANIFEST : text === undefined ? SSH_SIGNATURE : signerCertificate;
    return failed(checkWords.unreadable(path));
  }
  const signature = parseSshSignature(text);
  if (signature === undefined) {
    return failed(checkWords.sshForm);
  }
  const [der = new Uint8Array()] = (await packet.chain()) ?? [];
  const point = p256Point(readCertificate(der)?.publicKey ?? new Uint8Array());
  if (point === undefined || !equalBytes(point, signature.point)) {
    return failed(checkWords.sshKey(signerCertificate));
  }
  if ((await packet.text(ALLOWED_SIGNERS)) !== allowedSigners(point)) {
    return failed(checkWords.sshAllowed);
  }
  const bytes = sshSignedBytes(await packet.tools.sha512(signed));
  const fits = await packet.tools.verifySignature(bytes, toBase64(signature.signature), pem);
  return fits ? passed(checkWords.sshOk) : failed(checkWords.sshWrong);
}
