import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signForSsh } from '../../../electron/engine/identity/sign-for-ssh';
import type { Signer } from '../../../electron/engine/identity/signer';
import { oxumText } from '../../../shared/packet-format/bag';
import { formatManifest } from '../../../shared/packet-format/manifest';
import { filesBelow, sha256 } from './packet-lab';

const SIGNED_AT = new Date('2026-11-23T19:07:59Z');

/** What a forger does who holds the signer's key: makes every list fit the files as they are, and signs anew. */
export async function makeFit(packet: string, signer: Signer): Promise<void> {
  const all = await filesBelow(packet);
  const payload = all.filter((path) => path.startsWith('data/'));
  const sizes = await Promise.all(payload.map(async (path) => (await readFile(join(packet, path))).length));
  const oxum = oxumText({ bytes: sizes.reduce((sum, size) => sum + size, 0), files: payload.length });
  const info = await readFile(join(packet, 'bag-info.txt'), 'utf8');
  await writeFile(join(packet, 'bag-info.txt'), info.replace(/\d+\.\d+(?=\n$)/, oxum));
  const entry = async (path: string) => ({ path, sha256: sha256(await readFile(join(packet, path))) });
  await writeFile(join(packet, 'manifest-sha256.txt'), formatManifest(await Promise.all(payload.map(entry))));
  const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'README.txt', 'verify.html'];
  const tagList = formatManifest(await Promise.all(tags.map(entry)));
  await writeFile(join(packet, 'tagmanifest-sha256.txt'), tagList);
  const list = Buffer.from(tagList);
  await writeFile(join(packet, 'tagmanifest-sha256.txt.p7s'), await signer.signDetached(list, SIGNED_AT));
  await writeFile(join(packet, 'tagmanifest-sha256.txt.sshsig'), await signForSsh(signer, list));
}
