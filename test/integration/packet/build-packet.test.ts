import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { FailureError } from '../../../shared/contract/failure';
import { readPdfSignature } from '../../../shared/packet-format/pdf-signature';
import { MESSAGE, sampleExhibit } from '../../unit/packet/sample';
import { hasPdfsig, hasSshKeygen } from '../identity/lab';
import { buildIn, filesBelow, makeContent, makeLabSigner, sha256, textOf, withBytes, withFolder } from './packet-lab';

const run = promisify(execFile);

describe('a packet as a folder', () => {
  test('has the layout of the format, and its exhibits are the original bytes', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();

      const result = await buildIn(folder, signer, await makeContent(signer));

      expect(await filesBelow(result.path)).toEqual([
        'README.txt',
        'bag-info.txt',
        'bagit.txt',
        'data/case/case.jsonld',
        'data/custody/checkpoint.txt',
        'data/custody/journal.csv',
        'data/custody/journal.jsonl',
        'data/custody/proofs/entry-000001.tlog-proof',
        'data/custody/proofs/entry-000002.tlog-proof',
        'data/exhibits.csv',
        'data/exhibits/A.eml',
        'data/exhibits/B.eml',
        'data/findings.csv',
        'data/findings.jsonl',
        'data/forms/certification-902-13.pdf',
        'data/forms/certification-902-14.pdf',
        'data/forms/custody-form.pdf',
        'data/forms/ic3-paste-sheet.txt',
        'data/keys/allowed_signers',
        'data/keys/examiner.crt',
        'data/keys/root.crt',
        'data/loadfile/exhibits.dat',
        'data/messages.jsonl',
        'data/packet.json',
        'data/relations.jsonl',
        'data/report/briefing.pdf',
        'data/stix/bundle.json',
        'manifest-sha256.txt',
        'tagmanifest-sha256.txt',
        'tagmanifest-sha256.txt.p7s',
        'tagmanifest-sha256.txt.sshsig',
        'verify.html',
      ]);
      expect(await readFile(join(result.path, 'data/exhibits/A.eml'))).toEqual(MESSAGE);
      expect(result.manifestSha256).toBe(sha256(await readFile(join(result.path, 'manifest-sha256.txt'))));
      expect(await filesBelow(folder)).toHaveLength(result.files);
    });
  });

  test('passes its own verification, with the signer known or not', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));

      const unknown = await verifyPacket(path);
      const trusted = await verifyPacket(path, { trusted: [signer.fingerprint] });

      expect(unknown.checks.filter((check) => !check.ok)).toEqual([]);
      expect([unknown.ok, unknown.state, unknown.signer]).toEqual([
        true,
        'unknown-signer',
        { name: 'J. Doe', fingerprint: signer.fingerprint },
      ]);
      expect([trusted.ok, trusted.state]).toEqual([true, 'trusted']);
    });
  });

  test('passes sha256sum, openssl, ssh-keygen, pdfsig and find exactly as README.txt prints them', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const printed = commandsOf(await textOf(path, 'README.txt'));
      const script = withoutMissingTools(printed);

      const { stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: path });

      expect(stdout).toContain(signer.fingerprint);
      expect(stderr).toContain('CMS Verification successful');
      expect(/Good "evidence-packet" signature for examiner with ECDSA key SHA256:/.test(stdout)).toBe(hasSshKeygen);
      expect(/Total document signed[\s\S]*Signature is Valid/.test(stdout)).toBe(hasPdfsig);
      const named = /ECDSA key (SHA256:\S+)/.exec(stdout)?.[1] ?? '';
      expect(await textOf(path, 'README.txt')).toContain(named);
      expect(stdout.match(/: OK$/gm)).toHaveLength(24 + 5);
      expect(stdout).not.toContain('FAILED');
    });
  });

  test("by somebody else, with their own root put in and the examiner's certificate left, fails the printed commands", async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const forger = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const list = await readFile(join(path, 'tagmanifest-sha256.txt'));
      await writeFile(join(path, 'tagmanifest-sha256.txt.p7s'), await forger.signDetached(list, new Date()));
      await writeFile(join(path, 'data/keys/root.crt'), forger.issuersPem[0] ?? '');
      const printed = commandsOf(await textOf(path, 'README.txt'));
      const command = /^openssl cms [\s\S]*?\/dev\/null$/m.exec(printed)?.[0] ?? '';

      const ran = await run('bash', ['-c', command], { cwd: path }).catch((error: unknown) => error);

      expect(ran).toMatchObject({ code: 4, stderr: expect.stringContaining('signer certificate not found') });
      expect(await verifyPacket(path)).toMatchObject({ ok: false, state: 'not-intact' });
    });
  });

  test('has CAdES attributes that openssl accepts', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer));
      const command =
        'openssl cms -verify -cades -inform DER -binary -in tagmanifest-sha256.txt.p7s -content tagmanifest-sha256.txt -CAfile data/keys/root.crt -purpose any -out /dev/null';

      const { stderr } = await run('bash', ['-c', command], { cwd: path });

      expect(stderr).toContain('CAdES Verification successful');
    });
  });

  test('gives the same manifest for the same content, signatures in it aside', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const content = await makeContent(signer);
      await mkdir(join(folder, 'one'));
      await mkdir(join(folder, 'two'));

      const one = await buildIn(join(folder, 'one'), signer, content);
      const two = await buildIn(join(folder, 'two'), signer, content);

      const report = /^[0-9a-f]{64} {2}data\/report\/briefing\.pdf\n/m;
      const [first, second] = await Promise.all([one, two].map(({ path }) => textOf(path, 'manifest-sha256.txt')));
      expect(first?.replace(report, '')).toBe(second?.replace(report, ''));
      expect(await unsignedReport(one.path)).toEqual(await unsignedReport(two.path));
    });
  });
});

describe('a packet as a zip file', () => {
  test('passes unzip and the verification', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const { path } = await buildIn(folder, signer, await makeContent(signer), true);

      const { stdout } = await run('unzip', ['-t', path]);
      const listing = await run('unzip', ['-Z1', path]);
      const verification = await verifyPacket(path);

      expect(stdout).toContain('No errors detected');
      expect(listing.stdout.trim().split('\n')[0]).toBe('EC-2020-001_packet-0001/README.txt');
      expect([verification.ok, verification.firstFailure]).toEqual([true, null]);
    });
  });

  test.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('has the same entry times in zone %s', async (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      await withFolder(async (folder) => {
        const signer = await makeLabSigner();
        const { path } = await buildIn(folder, signer, await makeContent(signer), true);

        const { stdout } = await run('unzip', ['-Z', '-l', path]);

        expect(stdout).toContain('26-Nov-23 19:07');
      });
    } finally {
      process.env['TZ'] = before ?? '';
    }
  });
});

describe('what stands in the way of a packet', () => {
  test.each([false, true])('an existing target is refused and untouched (zip: %s)', async (zip) => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const target = join(folder, zip ? 'packet.zip' : 'packet');
      await writeFile(target, 'mine');

      const failure = await buildIn(folder, signer, await makeContent(signer), zip).catch((error: unknown) => error);

      expect(failure).toBeInstanceOf(FailureError);
      expect(failure).toMatchObject({ code: 'target-exists' });
      expect(await readFile(target, 'utf8')).toBe('mine');
      expect(await filesBelow(folder)).toHaveLength(1);
    });
  });

  test('no exhibits: a plain sentence', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();

      await expect(buildIn(folder, signer, await makeContent(signer, []))).rejects.toMatchObject({
        code: 'nothing-to-export',
      });
    });
  });

  test('a folder that does not exist: a plain sentence', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();

      await expect(buildIn(join(folder, 'no', 'such'), signer, await makeContent(signer))).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });

  test('an exhibit whose bytes changed is never handed over', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const content = await makeContent(signer, [withBytes(sampleExhibit('A'), Buffer.from('other bytes'))]);

      await expect(buildIn(folder, signer, content)).rejects.toMatchObject({ code: 'case-damaged' });
      expect(await filesBelow(folder)).toEqual([]);
    });
  });

  test.each(['Writing', 'Drawing', 'Signing', 'Packing'])('a cancel while %s leaves nothing behind', async (stage) => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const stop = new AbortController();

      const building = buildIn(folder, signer, await makeContent(signer), true, {
        signal: stop.signal,
        onProgress: (progress) => {
          if (progress.stage.startsWith(stage)) {
            stop.abort();
          }
        },
      });

      await expect(building).rejects.toMatchObject({ code: 'cancelled' });
      expect(await filesBelow(folder)).toEqual([]);
    });
  });

  test('a full disk is a plain sentence and leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      const signer = await makeLabSigner();
      const content = await makeContent(signer, [
        {
          ...sampleExhibit('A'),
          // The system's own error, thrown where the bytes are asked for: disks cannot be filled here without a mount.
          // biome-ignore lint/correctness/useYield: fails before its first piece
          bytes: async function* (): AsyncGenerator<Uint8Array> {
            throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
          },
        },
      ]);

      await expect(buildIn(folder, signer, content)).rejects.toMatchObject({ code: 'disk-full' });
      expect(await filesBelow(folder)).toEqual([]);
    });
  });
});

/** The steps that need ssh-keygen or pdfsig are left out where there is none, as the README says. */
function withoutMissingTools(script: string): string {
  const withSsh = hasSshKeygen ? script : script.replace(/^ssh-keygen [^<]*< \S+\n/m, '');
  return hasPdfsig ? withSsh : withSsh.replace(/^pdfsig .*\n/m, '');
}

/** The report without the digits of its signature, which differ each time. */
async function unsignedReport(packet: string): Promise<Uint8Array> {
  const reading = readPdfSignature(await readFile(join(packet, 'data/report/briefing.pdf')));
  if (!reading.ok) {
    throw new Error(reading.problem);
  }
  return reading.signedBytes;
}

/** The indented lines of the README: what a recipient would copy. */
function commandsOf(readme: string): string {
  const from = readme.indexOf('How to verify');
  return readme
    .slice(from)
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.slice(4))
    .join('\n');
}
