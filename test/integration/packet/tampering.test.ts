/** Every way to touch a packet that we could think of: each is caught, and the place is named. */
import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pointOf, signForSsh } from '../../../electron/engine/identity/sign-for-ssh';
import type { Signer } from '../../../electron/engine/identity/signer';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { formatManifest, parseManifest } from '../../../shared/packet-format/manifest';
import { allowedSigners } from '../../../shared/packet-format/sshsig';
import fc from '../../helpers/properties';
import { MESSAGE, sampleExhibit } from '../../unit/packet/sample';
import { buildIn, filesBelow, makeContent, makeLabSigner, sha256, textOf, withBytes, withFolder } from './packet-lab';

const run = promisify(execFile);
const SIGNED_AT = new Date(Date.UTC(2026, 10, 23));
const OTHER = Buffer.from(`X-Other: 1\r\n${MESSAGE.toString('latin1')}`, 'latin1');

let lab = '';
let original = '';
let signer: Signer;
let release: () => void = () => undefined;
let labDone: Promise<void> = Promise.resolve();

beforeAll(async () => {
  signer = await makeLabSigner();
  await new Promise<void>((ready, failed) => {
    labDone = withFolder(async (folder) => {
      lab = folder;
      const exhibit = sampleExhibit('B');
      const view = { ...exhibit.message, sha256: sha256(OTHER), contentSha256: sha256(OTHER), length: OTHER.length };
      const content = await makeContent(signer, [
        withBytes(sampleExhibit('A'), MESSAGE),
        withBytes({ ...exhibit, message: view }, OTHER),
      ]);
      original = (await buildIn(folder, signer, content)).path;
      ready();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }).catch(failed);
  });
});

afterAll(async () => {
  release();
  await labDone;
});

/** A copy of the packet that may be spoiled. */
async function withCopy<T>(work: (copy: string) => Promise<T>): Promise<T> {
  return await withFolder(async (folder) => {
    const copy = join(folder, 'packet');
    await cp(original, copy, { recursive: true });
    return await work(copy);
  });
}

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 0x01;
  await writeFile(path, bytes);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

/** Makes both lists fit again after a change, as a careful forger without the key would. */
async function relist(packet: string): Promise<void> {
  const all = await filesBelow(packet);
  const entry = async (path: string) => ({ path, sha256: sha256(await readFile(join(packet, path))) });
  const payload = all.filter((path) => path.startsWith('data/'));
  await writeFile(join(packet, 'manifest-sha256.txt'), formatManifest(await Promise.all(payload.map(entry))));
  const tags = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'README.txt'];
  await writeFile(join(packet, 'tagmanifest-sha256.txt'), formatManifest(await Promise.all(tags.map(entry))));
}

async function resign(packet: string, by: Signer): Promise<void> {
  const list = await readFile(join(packet, 'tagmanifest-sha256.txt'));
  await writeFile(join(packet, 'tagmanifest-sha256.txt.p7s'), await by.signDetached(list, SIGNED_AT));
  await writeFile(join(packet, 'tagmanifest-sha256.txt.sshsig'), await signForSsh(by, list));
}

interface Tampering {
  readonly what: string;
  readonly spoil: (packet: string) => Promise<void>;
  /** The check that fails, and a word that its sentence names. */
  readonly check: string;
  readonly names: string;
}

const at = (packet: string, path: string) => join(packet, path);

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'a byte of an exhibit',
    spoil: (p) => flip(at(p, 'data/exhibits/A.eml'), 40),
    check: 'List of files',
    names: 'data/exhibits/A.eml',
  },
  {
    what: 'a byte of the report',
    spoil: (p) => flip(at(p, 'data/report/briefing.pdf'), 4000),
    check: 'List of files',
    names: 'briefing.pdf',
  },
  {
    what: 'bytes after the end of the report',
    spoil: (p) => appendFile(at(p, 'data/report/briefing.pdf'), '%later'),
    check: 'List of files',
    names: 'briefing.pdf',
  },
  {
    what: 'a byte of the journal',
    spoil: (p) => flip(at(p, 'data/custody/journal.jsonl'), 30),
    check: 'List of files',
    names: 'journal.jsonl',
  },
  {
    what: 'a digit of the manifest',
    spoil: (p) => edit(at(p, 'manifest-sha256.txt'), (t) => t.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
    check: 'List of lists',
    names: 'manifest-sha256.txt',
  },
  {
    what: 'a digit of the tag manifest',
    spoil: (p) => edit(at(p, 'tagmanifest-sha256.txt'), (t) => t.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
    check: 'Signature',
    names: 'tagmanifest-sha256.txt',
  },
  {
    what: 'a byte of the signature',
    spoil: (p) => flip(at(p, 'tagmanifest-sha256.txt.p7s'), -5),
    check: 'Signature',
    names: '.p7s',
  },
  {
    what: 'a byte of the second signature',
    spoil: (p) => edit(at(p, 'tagmanifest-sha256.txt.sshsig'), (t) => t.replace(/.(?=..\n-----END)/, swapLetter)),
    check: 'Second signature',
    names: '.sshsig',
  },
  {
    what: 'a line end behind the second signature',
    spoil: (p) => appendFile(at(p, 'tagmanifest-sha256.txt.sshsig'), '\n'),
    check: 'Second signature',
    names: '.sshsig',
  },
  {
    what: 'the second signature removed',
    spoil: (p) => rm(at(p, 'tagmanifest-sha256.txt.sshsig')),
    check: 'File names',
    names: '.sshsig',
  },
  {
    what: 'the second signature by another key',
    spoil: async (p) => {
      const list = await readFile(at(p, 'tagmanifest-sha256.txt'));
      await writeFile(at(p, 'tagmanifest-sha256.txt.sshsig'), await signForSsh(await makeLabSigner(), list));
    },
    check: 'Second signature',
    names: 'examiner.crt',
  },
  {
    what: 'the root replaced',
    spoil: async (p) => {
      await writeFile(at(p, 'data/keys/root.crt'), (await makeLabSigner()).issuersPem[0] ?? '');
    },
    check: 'Certificate',
    names: 'not signed by',
  },
  {
    what: 'the key for ssh-keygen replaced and the lists signed again',
    spoil: async (p) => {
      const other = await makeLabSigner();
      await writeFile(at(p, 'data/keys/allowed_signers'), allowedSigners(pointOf(other.certificatePem)));
      await relist(p);
      await resign(p, signer);
    },
    check: 'Second signature',
    names: 'allowed_signers',
  },
  {
    what: 'made to look like an older packet',
    spoil: makeLookOld,
    check: 'Description',
    names: 'version 2',
  },
  {
    what: 'a byte behind the signature',
    spoil: (p) => appendFile(at(p, 'tagmanifest-sha256.txt.p7s'), '\0'),
    check: 'Signature',
    names: '.p7s',
  },
  {
    what: 'the signature taken out of the report, all else signed again by the same key',
    spoil: (p) => withReport(p, (pdf) => pdf.subarray(0, pdf.indexOf('%%EOF\n') + 6)),
    check: 'Report',
    names: 'is not signed',
  },
  {
    what: 'something appended to the report, all else signed again by the same key',
    spoil: (p) => withReport(p, (pdf) => Buffer.concat([pdf, Buffer.from('% later\n%%EOF\n')])),
    check: 'Report',
    names: 'whole file',
  },
  {
    what: 'a byte of the report changed, all else signed again by the same key',
    spoil: (p) => withReport(p, (pdf) => Buffer.from(pdf).fill('x', 4_000, 4_001)),
    check: 'Report',
    names: 'changed after it was signed',
  },
  {
    what: 'the description',
    spoil: (p) => edit(at(p, 'data/packet.json'), (t) => t.replace('EC-2020-001', 'EC-2020-002')),
    check: 'List of files',
    names: 'packet.json',
  },
  {
    what: 'the README',
    spoil: (p) => edit(at(p, 'README.txt'), (t) => t.replace('telephone', 'email')),
    check: 'List of lists',
    names: 'README.txt',
  },
  {
    what: 'the bag declaration',
    spoil: (p) => edit(at(p, 'bagit.txt'), (t) => t.replace('1.0', '0.9')),
    check: 'List of lists',
    names: 'bagit.txt',
  },
  {
    what: 'the certificate',
    spoil: (p) => flip(at(p, 'data/keys/examiner.crt'), 200),
    check: 'Signature',
    names: 'examiner.crt',
  },
  {
    what: 'a file added in data/',
    spoil: (p) => writeFile(at(p, 'data/extra.txt'), 'x'),
    check: 'Nothing unlisted',
    names: 'data/extra.txt',
  },
  {
    what: 'a file added at the top',
    spoil: (p) => writeFile(at(p, 'verify-me.sh'), 'x'),
    check: 'Nothing unlisted',
    names: 'verify-me.sh',
  },
  {
    what: 'a hidden file added',
    spoil: (p) => writeFile(at(p, '.hidden'), 'x'),
    check: 'File names',
    names: '.hidden',
  },
  {
    what: 'a second manifest',
    spoil: (p) => writeFile(at(p, 'manifest-md5.txt'), ''),
    check: 'Nothing unlisted',
    names: 'manifest-md5.txt',
  },
  {
    what: 'an empty folder',
    spoil: async (p) => void (await mkdir(at(p, 'data/empty'))),
    check: 'File names',
    names: 'data/empty',
  },
  {
    what: 'an exhibit removed',
    spoil: (p) => rm(at(p, 'data/exhibits/B.eml')),
    check: 'List of files',
    names: 'data/exhibits/B.eml',
  },
  {
    what: 'the report removed',
    spoil: (p) => rm(at(p, 'data/report/briefing.pdf')),
    check: 'File names',
    names: 'briefing.pdf',
  },
  {
    what: 'the signature removed',
    spoil: (p) => rm(at(p, 'tagmanifest-sha256.txt.p7s')),
    check: 'File names',
    names: '.p7s',
  },
  {
    what: 'an exhibit renamed',
    spoil: (p) => rename(at(p, 'data/exhibits/A.eml'), at(p, 'data/exhibits/C.eml')),
    check: 'List of files',
    names: 'data/exhibits/A.eml',
  },
  { what: 'two exhibits swapped', spoil: swapExhibits, check: 'List of files', names: 'data/exhibits/A.eml' },
  {
    what: 'a link in place of an exhibit',
    spoil: async (p) => {
      await rm(at(p, 'data/exhibits/A.eml'));
      await symlink('/etc/passwd', at(p, 'data/exhibits/A.eml'));
    },
    check: 'File names',
    names: 'data/exhibits/A.eml',
  },
  {
    what: 'an exhibit cut short',
    spoil: (p) => truncate(at(p, 'data/exhibits/A.eml'), 100),
    check: 'List of files',
    names: 'data/exhibits/A.eml',
  },
  {
    what: 'a journal line removed',
    spoil: (p) => edit(at(p, 'data/custody/journal.jsonl'), (t) => t.split('\n').toSpliced(1, 1).join('\n')),
    check: 'Journal',
    names: 'entry 1',
  },
  {
    what: 'a journal line edited',
    spoil: (p) => edit(at(p, 'data/custody/journal.jsonl'), (t) => t.replace('"seq":2', '"seq":9')),
    check: 'Journal',
    names: 'entr',
  },
  {
    what: 'the last journal line removed, lists made to fit',
    spoil: async (p) => {
      await edit(at(p, 'data/custody/journal.jsonl'), (t) => `${t.trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
      await relist(p);
      await resign(p, signer);
    },
    check: 'Journal',
    names: 'journal.jsonl',
  },
  {
    what: 'an exhibit changed and the lists made to fit',
    spoil: async (p) => {
      await flip(at(p, 'data/exhibits/A.eml'), 40);
      await relist(p);
    },
    check: 'Signature',
    names: 'tagmanifest-sha256.txt',
  },
  {
    what: 'an exhibit changed, lists fit, signed again by another key',
    spoil: async (p) => {
      await flip(at(p, 'data/exhibits/A.eml'), 40);
      await relist(p);
      await resign(p, await makeLabSigner());
    },
    check: 'Signature',
    names: 'examiner.crt',
  },
  {
    what: 'signed again by another key with its certificate put in',
    spoil: forgeSigner,
    check: 'Signer',
    names: 'packet.json',
  },
  {
    what: 'an exhibit changed and signed again by the same key',
    spoil: async (p) => {
      await flip(at(p, 'data/exhibits/A.eml'), 40);
      await relist(p);
      await resign(p, signer);
    },
    check: 'Exhibits',
    names: 'data/exhibits/A.eml',
  },
  {
    what: 'an exhibit slipped in and signed by the same key',
    spoil: async (p) => {
      await writeFile(at(p, 'data/exhibits/Z.eml'), 'x');
      await relist(p);
      await resign(p, signer);
    },
    check: 'Exhibits',
    names: 'Z.eml',
  },
  {
    what: 'a manifest line repeated',
    spoil: async (p) => {
      await edit(at(p, 'manifest-sha256.txt'), (t) => `${t}${t.split('\n')[0]}\n`);
    },
    check: 'List of files',
    names: 'of manifest-sha256.txt is not as this program writes it',
  },
  {
    what: 'a climbing name in the manifest',
    spoil: (p) => edit(at(p, 'manifest-sha256.txt'), (t) => t.replace('data/case/', '../case/')),
    check: 'List of files',
    names: '../case',
  },
];

async function swapExhibits(packet: string): Promise<void> {
  const [a, b] = [at(packet, 'data/exhibits/A.eml'), at(packet, 'data/exhibits/B.eml')];
  await rename(a, `${a}.x`);
  await rename(b, a);
  await rename(`${a}.x`, b);
}

/** Another report under lists and signatures that fit again. */
async function withReport(packet: string, change: (pdf: Buffer) => Buffer): Promise<void> {
  const path = at(packet, 'data/report/briefing.pdf');
  await writeFile(path, change(await readFile(path)));
  await relist(packet);
  await resign(packet, signer);
}

/** The new files taken away, all else made to fit by the key's holder. */
async function makeLookOld(packet: string): Promise<void> {
  await rename(at(packet, 'data/keys/examiner.crt'), at(packet, 'data/keys/signer.crt'));
  await rm(at(packet, 'data/keys/root.crt'));
  await rm(at(packet, 'data/keys/allowed_signers'));
  await relist(packet);
  await resign(packet, signer);
  await rm(at(packet, 'tagmanifest-sha256.txt.sshsig'));
}

const swapLetter = (letter: string) => (letter === 'A' ? 'B' : 'A');

/** The best that somebody without the key can do: everything fits, but the signer is another. */
async function forgeSigner(packet: string): Promise<void> {
  const forger = await makeLabSigner('J. Doe');
  await flip(at(packet, 'data/exhibits/A.eml'), 40);
  await writeFile(at(packet, 'data/keys/examiner.crt'), forger.certificatePem);
  await writeFile(at(packet, 'data/keys/root.crt'), forger.issuersPem.at(-1) ?? '');
  await writeFile(at(packet, 'data/keys/allowed_signers'), allowedSigners(pointOf(forger.certificatePem)));
  await relist(packet);
  await resign(packet, forger);
}

describe('a packet that was touched', () => {
  test('the untouched one is intact', async () => {
    expect((await verifyPacket(original)).checks.filter((check) => !check.ok)).toEqual([]);
  });

  test.each(TAMPERINGS)('$what is caught by "$check"', async ({ spoil, check, names }) => {
    await withCopy(async (copy) => {
      await spoil(copy);

      const verification = await verifyPacket(copy, { trusted: [signer.fingerprint] });

      expect([verification.ok, verification.state]).toEqual([false, 'not-intact']);
      expect(verification.checks.find((line) => line.name === check)).toMatchObject({
        ok: false,
        detail: expect.stringContaining(names),
      });
      expect(verification.firstFailure).not.toBeNull();
    });
  });

  test('any single bit flipped in any file is caught', async () => {
    await withCopy(async (copy) => {
      const paths = await filesBelow(copy);
      const anywhere = fc.tuple(fc.constantFrom(...paths), fc.nat(), fc.integer({ min: 0, max: 7 }));
      await fc.assert(
        fc.asyncProperty(anywhere, async ([path, offset, bit]) => {
          const bytes = await readFile(at(copy, path));
          const spoilt = Buffer.from(bytes);
          const index = offset % bytes.length;
          spoilt[index] = (bytes[index] ?? 0) ^ (1 << bit);
          await writeFile(at(copy, path), spoilt);
          const { ok } = await verifyPacket(copy);
          await writeFile(at(copy, path), bytes);
          return !ok;
        }),
        { numRuns: 120 },
      );
      expect((await verifyPacket(copy)).ok).toBe(true);
    });
  });

  test('sha256sum and openssl catch what they can', async () => {
    await withCopy(async (copy) => {
      await flip(at(copy, 'data/exhibits/A.eml'), 40);
      await flip(at(copy, 'tagmanifest-sha256.txt'), 3);

      const sums = await run('sha256sum', ['-c', 'manifest-sha256.txt'], { cwd: copy }).catch(
        (error: unknown) => error,
      );
      const cms = await run(
        'openssl',
        [
          'cms',
          '-verify',
          '-inform',
          'DER',
          '-binary',
          '-in',
          'tagmanifest-sha256.txt.p7s',
          '-content',
          'tagmanifest-sha256.txt',
          '-CAfile',
          'data/keys/root.crt',
          '-purpose',
          'any',
          '-out',
          '/dev/null',
        ],
        { cwd: copy },
      ).catch((error: unknown) => error);

      expect(sums).toMatchObject({ code: 1, stdout: expect.stringContaining('data/exhibits/A.eml: FAILED') });
      expect(cms).toMatchObject({ code: 4 });
    });
  });

  test('its manifest is one that the strict reader takes', async () => {
    expect(parseManifest(await textOf(original, 'manifest-sha256.txt'))).toMatchObject({ ok: true });
  });

  test('the folder lies where it was built', () => {
    expect(original.startsWith(lab)).toBe(true);
  });
});
