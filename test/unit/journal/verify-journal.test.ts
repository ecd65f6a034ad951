import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { endOfWholeLines, type JournalReport, verifyJournal } from '../../../shared/packet-format/verify-journal';
import fc from '../../helpers/properties';
import { testSigner } from '../../helpers/test-signer';
import { type EntryChange, journalBytes, sampleLines, sha256, toolsFor } from './sample-journal';

let signer: Signer;
let lines: string[];

beforeAll(async () => {
  signer = await testSigner();
  lines = await sampleLines(signer, 12);
});

async function verify(changed: readonly string[]): Promise<JournalReport> {
  return await verifyJournal(journalBytes(changed), toolsFor(signer));
}

async function problemsOf(change: EntryChange): Promise<readonly string[]> {
  const { findings } = await verify(await sampleLines(signer, 4, change));
  return findings.map(({ seq, problem }) => `${seq} ${problem}`);
}

describe('a journal', () => {
  test('that is whole has no findings and tells its head and keys', async () => {
    const { name, organisation, fingerprint, certificatePem: certificate } = signer;
    expect(await verify(lines)).toEqual({
      ok: true,
      findings: [],
      entries: 12,
      head: { seq: 11, hash: sha256(lines[11] ?? '') },
      keys: [{ fingerprint, name, organisation, certificate, entry: 0 }],
    });
  });

  test('without a line has none, and nothing wrong', async () => {
    expect(await verify([])).toEqual({ ok: true, findings: [], entries: 0, head: null, keys: [] });
  });

  test('with a line cut off at the end says so', async () => {
    const bytes = Buffer.concat([journalBytes(lines), Buffer.from('{"entry":{')]);
    const { findings, entries } = await verifyJournal(bytes, toolsFor(signer));
    expect(entries).toBe(12);
    expect(findings).toEqual([
      { seq: 12, problem: 'torn', detail: 'after the last whole entry there are 10 bytes of a line that was cut off' },
    ]);
  });

  test('with a last line whose end reached the disk before its middle counts it as cut off', async () => {
    const hole = Buffer.from(`{"entry":${'\0'.repeat(512)}"}\n`);
    const bytes = Buffer.concat([journalBytes(lines), hole]);
    const { findings, entries } = await verifyJournal(bytes, toolsFor(signer));
    expect(entries).toBe(12);
    expect(findings.map(({ seq, problem }) => `${seq} ${problem}`)).toEqual(['12 torn']);
    expect(endOfWholeLines(bytes)).toBe(bytes.length - hole.length);
    expect(endOfWholeLines(hole)).toBe(0);
  });

  test.each([
    ['', 0],
    ['\n', 1],
    ['a', 0],
    ['a\n', 2],
    ['a\nb', 2],
    ['\0\nb\n', 4],
    ['a\n\0\nb', 4],
    ['a\n\0\n', 2],
  ])('%j holds whole lines up to byte %d', (text, end) => {
    expect(endOfWholeLines(Buffer.from(text))).toBe(end);
  });

  test('with a line removed names the missing entry', async () => {
    const { findings } = await verify(lines.toSpliced(5, 1));
    expect(findings.map(({ seq, problem }) => `${seq} ${problem}`)).toEqual(['5 order', '6 chain']);
    expect(findings[0]?.detail).toBe('entry 5 is missing before entry 6');
  });

  test('with several removed names them all', async () => {
    const { findings } = await verify(lines.toSpliced(3, 4));
    expect(findings[0]?.detail).toBe('entries 3 to 6 are missing before entry 7');
  });

  test('without its first line has no key', async () => {
    const { findings } = await verify(lines.slice(1));
    expect(findings.filter(({ problem }) => problem === 'key')).toHaveLength(11);
  });

  test('with two lines exchanged names both', async () => {
    const { findings } = await verify(lines.with(7, lines[8] ?? '').with(8, lines[7] ?? ''));
    expect(findings.map(({ seq, problem }) => `${seq} ${problem}`)).toEqual([
      '7 order',
      '8 chain',
      '7 order',
      '7 chain',
      '7 time',
      '7 time',
      '9 chain',
    ]);
  });

  test('signed by a key that nobody enrolled names each of its entries', async () => {
    const other = await testSigner('Eve');
    const forged = await sampleLines(other, 12);
    const mixed = [...lines.slice(0, 6), ...forged.slice(6)];
    const { findings } = await verify(mixed);
    expect(findings.filter(({ problem }) => problem === 'key').map(({ seq }) => seq)).toEqual([6, 7, 8, 9, 10, 11]);
  });

  test('whose certificate is missing, or is another, says so at its enrolment', async () => {
    const other = await testSigner('Eve');
    const missing = await verifyJournal(journalBytes(lines), toolsFor(other));
    expect(missing.findings[0]).toMatchObject({ seq: 0, problem: 'key' });
    const swapped = await verifyJournal(journalBytes(lines), {
      ...toolsFor(signer),
      certificate: () => other.certificatePem,
    });
    expect(swapped.findings[0]?.detail).toBe('entry 0 enrols a key that is not the one of its certificate');
  });

  test.each<readonly [string, EntryChange, readonly string[]]>([
    ['a gap in the numbers', (e, n) => (n === 2 ? { ...e, seq: 5 } : e), ['2 order', '3 order']],
    ['a wrong link', (e, n) => (n === 2 ? { ...e, prev: 'f'.repeat(64) } : e), ['2 chain']],
    ['a clock that ran backwards', (e, n) => (n === 2 ? { ...e, at: '2026-11-23T11:00:00.000Z' } : e), ['2 time']],
    ['a month that does not exist', (e, n) => (n === 3 ? { ...e, at: '2026-13-01T00:00:00.000Z' } : e), ['3 time']],
    ['a session that ran backwards', (e, n) => (n === 3 ? { ...e, mono: 1 } : e), ['3 time']],
    ["another person's name", (e, n) => (n === 1 ? { ...e, actor: { ...e.actor, name: 'Eve' } } : e), ['1 key']],
  ])('with %s, signed all the same, is found', async (_, change, expected) => {
    expect(await problemsOf(change)).toEqual(expected);
  });

  test('with a clock that was set back and says so is in order', async () => {
    const change: EntryChange = (entry, index) =>
      index < 2
        ? entry
        : {
            ...entry,
            at: `2026-11-23T11:00:0${index}.000Z`,
            ...(index === 2 ? { act: 'clock.jump', subject: { since: entry.at, reason: 'before-last-entry' } } : {}),
          };
    expect(await problemsOf(change)).toEqual([]);
  });

  test('with any single bit changed is found, at the line or the one after', async () => {
    const bytes = journalBytes(lines);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (offset, bit) => {
        const changed = Uint8Array.from(bytes);
        changed[offset] = (changed[offset] ?? 0) ^ (1 << bit);
        const { ok, findings } = await verifyJournal(changed, toolsFor(signer));
        const line = Buffer.from(bytes.subarray(0, offset)).toString('latin1').split('\n').length - 1;
        expect(ok).toBe(false);
        expect(findings.some(({ seq, problem }) => seq === line || seq === line + 1 || problem === 'torn')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('of arbitrary bytes never throws', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 2_000 }),
      fc
        .array(
          fc.constantFrom(
            '\n',
            '{"entry":',
            '{',
            '}',
            '"sig":"',
            ',"sig":"AA=="}',
            '[',
            'null',
            '\u0000',
            '\ud83d\ude00',
          ),
          {
            maxLength: 40,
          },
        )
        .map((parts) => Buffer.from(parts.join(''))),
      fc.jsonValue().map((value) => Buffer.from(`{"entry":${JSON.stringify(value)},"sig":"AA=="}\n`)),
    );
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        const report = await verifyJournal(bytes, toolsFor(signer));
        expect(report.ok).toBe(bytes.length === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of 2,000 entries is verified in a few seconds', async () => {
    const many = journalBytes(await sampleLines(signer, 2_000));
    const started = performance.now();
    const report = await verifyJournal(many, toolsFor(signer));
    expect(report.ok).toBe(true);
    console.log(`journal: 2,000 entries verified in ${(performance.now() - started).toFixed(0)} ms`);
  });
});
