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
  const payload = await listed(
    packet,
    (await filesBelow(packet)).filter((path) => path.startsWith('data/')),
  );
  const oxum = oxumText({ bytes: payload.reduce((sum, { bytes }) => sum + bytes, 0), files: payload.length });
  const info = await readFile(join(packet, 'bag-info.txt'), 'utf8');
  await writeFile(join(packet, 'bag-info.txt'), info.replace(/\d+\.\d+(?=\n$)/, oxum));
  await writeFile(join(packet, 'manifest-sha256.txt'), formatManifest(payload));
  const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'README.txt', 'verify.html'];
  const tagList = formatManifest(await listed(packet, tags));
  await writeFile(join(packet, 'tagmanifest-sha256.txt'), tagList);
  const list = Buffer.from(tagList);
  await writeFile(join(packet, 'tagmanifest-sha256.txt.p7s'), await signer.signDetached(list, SIGNED_AT));
  await writeFile(join(packet, 'tagmanifest-sha256.txt.sshsig'), await signForSsh(signer, list));
}

/** Hash and size of each file, one after the other: there may be more files than can be open at once. */
async function listed(packet: string, paths: readonly string[]) {
  const files: { readonly path: string; readonly sha256: string; readonly bytes: number }[] = [];
  for (const path of paths) {
    const content = await readFile(join(packet, path));
    files.push({ path, sha256: sha256(content), bytes: content.length });
  }
  return files;
}
