/** Time stamps in a packet: checked by us and by openssl, and against a forger who holds the signer's key. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { treeOf } from '../../../electron/engine/custody/journal-tree';
import { stampedContent } from '../../../electron/engine/custody/stamped-content';
import type { Signer } from '../../../electron/engine/identity/signer';
import type { PacketContent } from '../../../electron/engine/packet/packet-content';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { tempFolder } from '../../helpers/temp-folder';
import { type Authority, timestampAuthority, tryShell } from '../../helpers/timestamp-authority';
import { sampleContent } from '../../unit/packet/sample';
import { makeFit } from './make-fit';
import { appendEntry, buildIn, contentOver, makeJournal, makeLabSigner, sha256, withFolder } from './packet-lab';
import { stampedTwice } from './stamped-packet';

const FOLDER = 'data/custody/timestamps';

let signer: Signer;
let authority: Authority;
let content: PacketContent;

beforeAll(async () => {
  signer = await makeLabSigner();
  authority = timestampAuthority(tempFolder('authority'));
  content = await stampedTwice(signer, authority);
});

/** The failing checks of a packet that was changed and made to fit with the signer's key; none: it verifies. */
async function failuresAfter(change: (packet: string) => Promise<void>): Promise<readonly string[]> {
  return await withFolder(async (folder) => {
    const { path } = await buildIn(folder, signer, content);
    await change(path);
    await makeFit(path, signer);
    const { checks } = await verifyPacket(path, { trusted: [signer.fingerprint] });
    return checks.filter(({ ok, name }) => !ok && name !== 'Result').map(({ name, detail }) => `${name}: ${detail}`);
  });
}

describe('a packet whose journal was stamped', () => {
  test('carries each answer with what it is over, and verifies', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildIn(folder, signer, content);
      const verification = await verifyPacket(path, { trusted: [signer.fingerprint] });
      const description = JSON.parse(await readFile(join(path, 'data/packet.json'), 'utf8'));

      expect(verification.ok).toBe(true);
      const detail = verification.checks.find(({ name }) => name === 'Time stamps')?.detail;
      expect(detail).toContain('the first 4 entries existed at');
      expect(detail).toContain('"Example Time 1" (issued under "Example Time Root"');
      expect(detail).toContain('"Example Time 1" (issuer not known here)');
      expect(description.timestamps).toMatchObject([
        { path: `${FOLDER}/entry-000004.tsr`, checkpoint: `${FOLDER}/entry-000004.txt`, entry: 4, size: 4 },
        { path: `${FOLDER}/entry-000005.tsr`, entry: 5, size: 5 },
      ]);
    });
  });

  test('is checked by openssl with the commands that README.txt prints', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildIn(folder, signer, content);
      const readme = await readFile(join(path, 'README.txt'), 'utf8');
      const commands = readme.replaceAll('\\\n', '').match(/^ {4}openssl ts .*$/gm) ?? [];
      await cp(authority.rootFile, join(path, 'ROOT.pem'));
      const said = commands.map((command) => tryShell(path, command).said);
      await writeFile(join(path, FOLDER, 'entry-000004.txt'), 'chainmail/other\n4\n');
      const changed = tryShell(path, commands[0] ?? '').said;

      expect(said).toEqual([expect.stringContaining('Verification: OK'), expect.stringContaining('Verification: OK')]);
      expect(changed).toContain('message imprint mismatch');
    });
  });
});

describe('a forger with the key', () => {
  test('who changes nothing is found out in nothing', async () => {
    expect(await failuresAfter(async () => undefined)).toEqual([]);
  });

  test.each<[what: string, says: string, change: (packet: string) => Promise<void>]>([
    [
      'cuts an answer off',
      'entry-000004.tsr is not the time stamp that entry 4 records',
      async (packet) => {
        const file = join(packet, FOLDER, 'entry-000004.tsr');
        await writeFile(file, (await readFile(file)).subarray(0, -9));
      },
    ],
    [
      'puts another answer of the same authority in its place',
      'entry-000005.tsr is not the time stamp that entry 5 records',
      async (packet) => await cp(join(packet, FOLDER, 'entry-000004.tsr'), join(packet, FOLDER, 'entry-000005.tsr')),
    ],
    [
      'changes what it is said to be over',
      'entry-000004.txt is not the state of the journal',
      async (packet) => await cp(join(packet, FOLDER, 'entry-000005.txt'), join(packet, FOLDER, 'entry-000004.txt')),
    ],
    [
      'takes an answer away',
      'entry-000004.tsr is missing',
      async (packet) => await rm(join(packet, FOLDER, 'entry-000004.tsr')),
    ],
    [
      'adds one that the journal does not record',
      'entry-000003.tsr is no time stamp that the journal records',
      async (packet) => await cp(join(packet, FOLDER, 'entry-000004.tsr'), join(packet, FOLDER, 'entry-000003.tsr')),
    ],
  ])('%s', async (_, says, change) => {
    const failures = await failuresAfter(change);

    expect(failures).toEqual([expect.stringContaining(says)]);
    expect(failures[0]).toMatch(/^Time stamps: /);
  });

  test('writes the journal anew and cannot have it stamped in the past', async () => {
    const [old] = content.timestamps;
    const anew = await makeJournal(signer);
    const object = { sha256: sha256(old?.answer ?? ''), bytes: old?.answer.length ?? 0 };
    const subject = { size: 4, time: old?.time ?? '', response: object, request: object };
    const journal = await appendEntry(anew, signer, { act: 'custody.timestamp', subject });
    const checkpoint = Buffer.from(stampedContent(sampleContent().case.id, treeOf(anew.bytes), 4)).toString('utf8');
    const forged = {
      ...(await contentOver(journal, signer)),
      timestamps: old === undefined ? [] : [{ ...old, checkpoint }],
    };

    await withFolder(async (folder) => {
      const { path } = await buildIn(folder, signer, forged);
      const { firstFailure } = await verifyPacket(path, { trusted: [signer.fingerprint] });

      expect(firstFailure).toContain('the time stamp of entry 4 is over something else');
    });
  });
});
