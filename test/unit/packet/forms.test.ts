import { describe, expect, test } from 'vitest';
import { certification902of13 } from '../../../shared/packet-format/forms/certification-902-13';
import { certification902of14 } from '../../../shared/packet-format/forms/certification-902-14';
import { custodyFormDocument } from '../../../shared/packet-format/forms/custody-form';
import { ic3Sheet } from '../../../shared/packet-format/forms/ic3-sheet';
import type { ReportContent } from '../../../shared/packet-format/report-content';
import type { Block, ReportDocument, Rich } from '../../../shared/packet-format/report-model';
import { sampleContent, sampleExhibit } from './sample';

const plain = (rich: Rich): string => rich.map(({ text }) => text).join('');

function blocksOf<K extends Block['kind']>(form: ReportDocument, kind: K): readonly Extract<Block, { kind: K }>[] {
  return form.sections
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
}

/** Every value that stands behind a label of a form. */
function valuesOf(form: ReportDocument): ReadonlyMap<string, string> {
  return new Map(
    blocksOf(form, 'key-values').flatMap(({ rows }) => rows.map(({ label, value }) => [label, plain(value)] as const)),
  );
}

/** As it stands in the journal: entry 3 took E-001 in, entry 9 handed it over. */
function contentWithTransfers(): ReportContent {
  const parts = [
    { label: 'To', text: 'R. Agent\u202e, Example Bureau' },
    { label: 'Reason', text: 'referral' },
  ];
  const base = sampleContent([sampleExhibit('A'), sampleExhibit('B')]);
  const custody = base.custody.map((entry) => {
    if (entry.seq === 3)
      return { ...entry, act: 'evidence.receive', subject: { number: 'E-001' }, sentence: 'E-001 was received.' };
    if (entry.seq === 9) return { ...entry, act: 'custody.hand-over', sentence: 'Custody was handed over.' };
    return entry;
  });
  return { ...base, custody, custodyNotes: [{ entry: 9, parts }] };
}

describe('the certification under Rule 902(14)', () => {
  test('says of each item that exhibits lie in what the record holds, and names the journal entry', () => {
    const content = contentWithTransfers();
    const values = valuesOf(certification902of14(content));
    const [item] = content.evidence;

    expect(values.get('Item')).toBe(item?.number);
    expect(values.get('Description')).toContain(item?.name ?? '-');
    expect(values.get('SHA-256 while it was read')?.replaceAll(' ', '')).toContain(item?.sha256);
    expect(values.get('Journal entry')).toMatch(/^3, 2026-11-20 15:03:07 UTC, J\. Doe/);
  });

  test('leaves out items that no exhibit lies in', () => {
    const content = contentWithTransfers();
    const [item] = content.evidence;
    const other = { ...item, number: 'E-002', name: 'never-used.mbox' } as NonNullable<typeof item>;

    expect(JSON.stringify(certification902of14({ ...content, evidence: [...content.evidence, other] }))).not.toContain(
      'never-used',
    );
  });

  test('lists every exhibit with its hash', () => {
    const [table] = blocksOf(certification902of14(contentWithTransfers()), 'table');

    expect(table?.rows.map(([label]) => plain(label?.content ?? []))).toEqual(['A', 'B']);
    expect(table?.rows.every((row) => /^[0-9a-f ]{64,}$/.test(plain(row[2]?.content ?? [])))).toBe(true);
  });

  test('does not certify what was typed, and never fills in who signs', () => {
    const content = contentWithTransfers();
    const evidence = content.evidence.map((item) => ({ ...item, format: 'transcribed' as const }));
    const form = certification902of14({ ...content, evidence });

    expect(JSON.stringify(form)).toContain('There is no source file that it could be compared with');
    expect(valuesOf(form).has('How it was copied')).toBe(false);
    expect(blocksOf(form, 'blanks').flatMap(({ rows }) => rows.flat())).toEqual(
      expect.arrayContaining(['Name', 'Training and experience', 'Signature', 'Date', 'Place']),
    );
  });

  test('says that a value was not recorded where it was not', () => {
    const content = contentWithTransfers();
    const evidence = content.evidence.map((item) => ({ ...item, receivedFrom: '', source: '' }));
    const values = valuesOf(certification902of14({ ...content, evidence, custody: [] }));

    expect([values.get('Received from'), values.get('Source'), values.get('Journal entry')]).toEqual(
      Array.from({ length: 3 }, () => 'not recorded'),
    );
  });
});

test('the certification under Rule 902(13) counts the observations that the report holds', () => {
  const content = contentWithTransfers();
  const form = certification902of13(content);
  const [table] = blocksOf(form, 'table');
  const counts = content.exhibits.map(({ message }) => message.findings.length);

  expect(table?.rows.map((row) => Number(plain(row[1]?.content ?? [])))).toEqual(counts);
  expect(valuesOf(form).get('Records made')).toContain(`${counts.reduce((a, b) => a + b, 0)} observations`);
  expect(valuesOf(form).get('Rules')).toContain(content.ruleSetVersion);
});

describe('the custody form', () => {
  test('has a line to sign for each entry that took in, handed over or let leave, and no other', () => {
    const form = custodyFormDocument(contentWithTransfers());
    const [, transfers] = blocksOf(form, 'table');

    expect(transfers?.rows.map(([entry]) => plain(entry?.content ?? []))).toEqual(['3', '9']);
    expect(transfers?.rows.every((row) => plain(row.at(-1)?.content ?? []) === '')).toBe(true);
  });

  test('gives a hand-over in the examiner’s voice, with signs that cannot be seen made visible', () => {
    const form = custodyFormDocument(contentWithTransfers());
    const [, transfers] = blocksOf(form, 'table');
    const words = transfers?.rows[1]?.[2]?.content ?? [];

    expect(plain(words)).toBe('Custody was handed over. To: R. Agent<U+202E>, Example Bureau; Reason: referral');
    expect(words.filter(({ voice }) => voice === 'examiner').map(({ text }) => text)).toEqual([
      'R. Agent<U+202E>, Example Bureau',
      'referral',
    ]);
  });

  test('prints the hash of the journal’s last entry, and says so where there are no transfers', () => {
    const content = sampleContent();

    expect(valuesOf(custodyFormDocument(content)).get('Hash of the last entry')?.replaceAll(' ', '')).toBe(
      content.custodyHead,
    );
    expect(JSON.stringify(custodyFormDocument({ ...content, custody: [] }))).toContain(
      'The journal holds no such entry yet.',
    );
  });
});

describe('the sheet for IC3', () => {
  test('has a block for each exhibit’s header, with its true length, on lines of their own', () => {
    const sheet = ic3Sheet(contentWithTransfers());
    const blocks = sheet
      .split(/^---- /m)
      .slice(1)
      .map((block) => /^(.*) \((\d+)\) ----\n([\s\S]*)$/.exec(block) ?? []);

    expect(blocks.map(([, title]) => title)).toEqual([
      'Description of incident',
      'Addresses that the messages name as their senders',
      'Header of exhibit A',
      'Header of exhibit B',
      'Evidence',
    ]);
    for (const [, title, length, text = ''] of blocks) {
      expect([title, text.trimEnd().length]).toEqual([title, Number(length)]);
    }
  });

  test('cuts a header that no form takes and says how much is left; nothing in it acts on a terminal', () => {
    const exhibit = { ...sampleExhibit('A'), header: `X-A: \x1b[2J\u00ff${'a'.repeat(20_000)}\r\n` };
    const sheet = ic3Sheet(sampleContent([exhibit]));

    expect(sheet).toMatch(/\[\d+ more characters in the original\]/);
    expect(sheet.length).toBeLessThan(12_000);
    expect(sheet.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
