/** A redacted packet: nothing of the persons in any of its files, copies tied to their originals, and a scan that blocks. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import type { PacketContent } from '../../../electron/engine/packet/packet-content';
import { renderPdf } from '../../../electron/engine/packet/report/render-pdf';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import { type ListOfPersons, redactContent } from '../../../electron/engine/redaction/redact-content';
import { assertNoResidue, soughtFor } from '../../../electron/engine/redaction/residual-scan';
import { certification902of13 } from '../../../shared/packet-format/forms/certification-902-13';
import { leaksIn } from '../../helpers/independent-scan';
import { tempFolder } from '../../helpers/temp-folder';
import { MESSAGE, relation, sampleContent, sampleExhibit } from '../../unit/packet/sample';
import { ENCODERS, JANE, ZOE } from '../../unit/redaction/lab';
import {
  buildIn,
  filesBelow,
  makeContent,
  makeLabSigner,
  RESOURCES,
  textOf,
  withBytes,
  withFolder,
} from './packet-lab';

const run = promisify(execFile);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The recipient of the sample's messages, and somebody in the examiner's own words. */
const LIST: ListOfPersons = {
  persons: [
    { ...JANE, number: 7, name: '', addresses: ['voter@county.example'], words: ['Supervisor of Elections'] },
    { ...ZOE, number: 8 },
  ],
  record: 'c'.repeat(64),
  by: 'J. Doe',
  at: '2026-11-23T18:00:00.000Z',
  entry: 1,
};
const VALUES = ['voter@county.example', 'Supervisor of Elections', ...ZOE.addresses, ZOE.name, ...ZOE.words];
const sought = soughtFor(LIST.persons);

let signer: Signer;
beforeAll(async () => {
  signer = await makeLabSigner();
});

async function redacted(): Promise<PacketContent> {
  const named = sampleExhibit('A');
  const annotation = {
    id: 'n1',
    ref: named.message.ref,
    note: 'Zoë Ünal of 12 Elm Street forwarded it.',
    tags: ['zoe@xn--bcher-kva.example'],
    span: null,
    by: 'J. Doe',
    at: '2026-11-20T10:12:00-05:00',
    entry: 17,
  };
  const exhibit = { ...named, message: { ...named.message, annotations: [annotation] } };
  const content = await makeContent(signer, [withBytes(exhibit, MESSAGE), withBytes(sampleExhibit('B'), MESSAGE)]);
  return await redactContent(content, LIST, sought, undefined);
}

async function buildRedacted(folder: string, zip = false) {
  return await buildIn(folder, signer, await redacted(), zip, {
    beforeSigning: (staged, paths) => assertNoResidue(staged, paths, sought, undefined),
  });
}

describe('a redacted packet', () => {
  test('names nobody of the list in any file, plain or encoded or drawn', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildRedacted(folder);
      for (const file of await filesBelow(path)) {
        const bytes = await readFile(join(path, file));
        expect(leaksIn(file === 'verify.html' ? Buffer.from('') : bytes, VALUES), file).toEqual([]);
        if (file.endsWith('.pdf')) {
          const { stdout } = await run('pdftotext', [join(path, file), '-'], { maxBuffer: 1 << 26 });
          const joined = stdout.replace(/\s+/g, '').toLowerCase();
          for (const value of VALUES) {
            expect(joined, file).not.toContain(value.replace(/\s+/g, '').toLowerCase());
          }
        }
      }
      expect(await textOf(path, 'data/messages.jsonl')).toContain('[PERSON-07]');
      expect(await textOf(path, 'data/messages.jsonl')).toContain('[PERSON-08] of [PERSON-08] forwarded it.');
    });
  });

  test('verifies as every packet does, as folder and as zip, and with sha256sum', async () => {
    await withFolder(async (folder) => {
      for (const zip of [false, true]) {
        const { path } = await buildRedacted(folder, zip);
        const verification = await verifyPacket(path);
        expect(verification.checks.filter(({ ok }) => !ok)).toEqual([]);
        expect(verification.ok).toBe(true);
      }
      const lists = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'];
      await run('sha256sum', ['-c', '--strict', '--quiet', ...lists], { cwd: join(folder, 'packet') });
    });
  });

  test('holds copies that name their originals, and a log that ties them together without a value', async () => {
    await withFolder(async (folder) => {
      const { path } = await buildRedacted(folder);
      const files = await filesBelow(path);
      expect(files.filter((file) => file.startsWith('data/exhibits/'))).toEqual([
        'data/exhibits/A.redacted.eml',
        'data/exhibits/B.redacted.eml',
      ]);
      const log = JSON.parse(await textOf(path, 'data/redaction/redaction-log.json'));
      const [first] = log.exhibits;
      const copy = await readFile(join(path, first.derivative.path));
      const original = sampleExhibit('A').message;
      expect(first).toMatchObject({
        label: 'A',
        derivative: { sha256: sha256(copy), bytes: copy.length },
        original: { ref: original.ref, sha256: original.sha256, isInPacket: false },
        journal: { entry: 2, proof: 'data/custody/proofs/entry-000002.tlog-proof' },
        isGuessable: true,
      });
      expect(first.changes.map(({ place }: { place: string }) => place)).toEqual(['Received', 'To']);
      expect(files).toContain(first.journal.proof);
      expect(copy.toString()).toContain(`X-Chainmail-Original-SHA-256: ${original.sha256}`);
      expect(log.persons.map(({ token }: { token: string }) => token)).toEqual(['[PERSON-07]', '[PERSON-08]']);
      expect(log.list).toMatchObject({ entry: 1, record: LIST.record });
      const { exhibits, redaction } = JSON.parse(await textOf(path, 'data/packet.json'));
      expect(redaction).toBe('data/redaction/redaction-log.json');
      expect(exhibits[0].derivedFrom).toEqual({ sha256: original.sha256, bytes: original.length, entry: 2 });
    });
  });

  test('marks the same bytes: a finding of the original underlines the same text of the copy', async () => {
    const content = await redacted();
    const { message, header } = content.exhibits[0] ?? sampleExhibit('A');
    const date = message.findings.find(({ rule }) => rule === 'times.date-after-delivery')?.spans[0];
    expect(header.slice(date?.start, date?.end)).toBe('Tue, 20 Oct 2020 13:02:11 -0400');
    for (const field of message.headers) {
      expect(header.slice(field.start, field.end)).toMatch(new RegExp(`^${field.name}:`));
    }
  });

  test('tells of relations no more than the copies hold, at the bytes of the copies', async () => {
    const to = MESSAGE.indexOf('voter@county.example', MESSAGE.indexOf('To: '));
    const trait = { name: 'To and Cc', text: 'voter@county.example', inHeader: true, start: to, end: to + 20 };
    // Cut in the middle, as a long text is: no search for the whole value would find it.
    const body = { name: 'Text', text: 'We wrote to voter@coun', inHeader: false, start: 1_000, end: MESSAGE.length };
    const exhibit = withBytes(sampleExhibit('A'), MESSAGE);
    const shared = relation([exhibit], {
      summary: 'They name voter@county.example.',
      exhibits: [
        {
          label: 'A',
          isForComparison: false,
          traits: [
            { kind: 'to', ...trait },
            { kind: 'body', ...body },
          ],
        },
      ],
    });
    const content = { ...(await makeContent(signer, [exhibit])), across: { relations: [shared], unread: 0 } };
    const { across, exhibits } = await redactContent(content, LIST, sought, undefined);
    const [first, second] = across.relations[0]?.exhibits[0]?.traits ?? [];
    expect(across.relations[0]?.summary).toBe('They name [PERSON-07].');
    expect(first).toMatchObject({ kind: 'to', text: '[PERSON-07]' });
    expect(exhibits[0]?.header.slice(first?.start, first?.end)).toBe('[PERSON-07]');
    expect(second?.text).toBe('');
    expect(leaksIn(Buffer.from(JSON.stringify(across)), [...VALUES, 'voter@coun'])).toEqual([]);
  });

  test('whose copy names another original than the journal chose is caught', async () => {
    await withFolder(async (folder) => {
      const content = await redacted();
      const exhibits = content.exhibits.map((exhibit) => ({
        ...exhibit,
        message: { ...exhibit.message, sha256: 'd'.repeat(64) },
      }));
      const { path } = await buildIn(folder, signer, { ...content, exhibits });
      const failed = (await verifyPacket(path)).checks.filter(({ ok }) => !ok).map(({ name }) => name);
      expect(failed).toContain('Exhibits');
    });
  });
});

describe('the scan before signing', () => {
  const temp = tempFolder('scan');

  const KINDS: Readonly<Record<string, (text: string) => Promise<Uint8Array> | Uint8Array>> = {
    'notes.txt': (text) => Buffer.from(`before ${text} after`),
    'lines.jsonl': (text) => Buffer.from(JSON.stringify({ note: `x ${text}` })),
    'table.csv': (text) => Buffer.from(`a,"b ${text.replaceAll('"', '""')}",c\r\n`),
    'mail.eml': (text) => Buffer.from(`Subject: x\r\nX-Note: ${text}\r\n\r\nbody`),
    'utf16.txt': (text) => Buffer.from(`\ufeffbefore ${text} after`, 'utf16le'),
    'packed.gz': (text) => gzipSync(`before ${text} after`),
    'packed.zip': (text) => zipOf('a.txt', Buffer.from(`before ${text} after`)),
    'packed twice.zip': (text) => zipOf('b.zip', zipOf('a.txt', Buffer.from(`before ${text} after`))),
    'report.pdf': async (text) => await pdfWith(text),
  };

  test.each(Object.keys(KINDS).flatMap((kind) => Object.keys(ENCODERS).map((encoding) => [kind, encoding] as const)))(
    'in %s finds %s, names file and token, and never the value',
    async (kind, encoding) => {
      const value = 'voter@county.example';
      const name = kind.replaceAll(' ', '-');
      const bytes = await KINDS[kind]?.(ENCODERS[encoding]?.(value) ?? '');
      await writeFile(join(temp, name), bytes ?? '');
      const refused = await assertNoResidue(temp, [name], sought, undefined).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'bad-request' });
      const sentence = (refused as Error).message;
      expect(sentence).toContain(`[PERSON-07] in`);
      expect(sentence).toContain(name);
      expect(sentence).toContain('The packet was not written');
      expect(leaksIn(Buffer.from(sentence), VALUES)).toEqual([]);
    },
  );

  test('looks at the names of files', async () => {
    const path = 'data/12-Elm-Street.txt';
    await mkdir(join(temp, dirname(path)), { recursive: true });
    await writeFile(join(temp, path), 'nothing');
    await expect(assertNoResidue(temp, [path], sought, undefined)).rejects.toThrow(/\[PERSON-08\] in the name of/);
  });

  test('stops the build: nothing is at the target, and nothing is left beside it', async () => {
    await withFolder(async (folder) => {
      const content = { ...(await redacted()), handling: 'For Zoë Ünal only' };
      const built = buildIn(folder, signer, content, false, {
        beforeSigning: (staged, paths) => assertNoResidue(staged, paths, sought, undefined),
      });
      await expect(built).rejects.toMatchObject({ code: 'bad-request' });
      expect(await filesBelow(folder)).toEqual([]);
    });
  });
});

/** One entry with a local header, deflated; what a reader of archives needs beside it is not looked at. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}

/** Drawn by the program itself, in a column so narrow that a value is parted over several lines. */
async function pdfWith(text: string): Promise<Uint8Array> {
  const form = certification902of13(sampleContent());
  const cell = (words: string) => ({ content: [{ text: words, voice: 'evidence' as const }] });
  const table = {
    kind: 'table' as const,
    columns: [
      { title: 'a', share: 12 },
      { title: 'b', share: 88 },
    ],
    rows: [[cell(text), cell('beside')]],
  };
  const section = { id: 's', title: 't', level: 'part' as const, startsPage: true, blocks: [table] };
  return Buffer.concat(await renderPdf({ ...form, sections: [section] }, { resourcesDir: RESOURCES }));
}
