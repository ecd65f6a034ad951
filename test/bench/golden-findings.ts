import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyse } from '../../shared/analysis/analyse';

/**
 * Findings of a hundred messages of the corpora, as they were looked at and accepted: hashes, rule ids, severities and
 * spans, no content of mail. Written anew by `npm run golden`; the difference is to be read before it is committed.
 */
export interface GoldenMessage {
  readonly sha256: string;
  /** `rule severity start-end,start-end`, in the order of the findings. */
  readonly findings: readonly string[];
}

export const CORPORA = resolve(process.env['CHAINMAIL_CORPORA'] ?? '../shared/corpora');
export const GOLDEN_FILE = resolve('test/fixtures/golden-findings.json');
const COUNT = 100;
const FOLDERS = [
  'ham/lists/',
  'ham/individual/',
  'ham/spamassassin/',
  'phish/phishing_pot/',
  'phish/list-scams/',
  'phish/spamassassin/',
];

/** The same hundred for the same list: at even steps through each folder, so that each kind is there. */
export function goldenFiles(): readonly string[] {
  const rows = readFileSync(join(CORPORA, 'manifest.tsv'), 'utf8').split('\n').slice(1);
  const paths = rows.map((row) => row.split('\t', 1)[0] ?? '').filter((path) => /\.(?:eml|txt)$/.test(path));
  const share = Math.ceil(COUNT / FOLDERS.length);
  return FOLDERS.flatMap((folder) => {
    const own = paths.filter((path) => path.startsWith(folder)).sort();
    const step = Math.max(1, Math.floor(own.length / share));
    return own.filter((_, index) => index % step === 0).slice(0, share);
  }).slice(0, COUNT);
}

export function goldenOf(path: string): GoldenMessage {
  const bytes = new Uint8Array(readFileSync(join(CORPORA, path)));
  const findings = analyse(bytes).findings.map(({ rule, severity, spans }) => {
    const places = spans.map(({ start, end }) => `${start}-${end}`).join(',');
    return `${rule} ${severity} ${places}`;
  });
  return { sha256: createHash('sha256').update(bytes).digest('hex'), findings };
}

/** Run by itself, it writes the file. */
if (process.argv[1]?.endsWith('golden-findings.mjs') === true && existsSync(CORPORA)) {
  const messages = goldenFiles().map(goldenOf);
  writeFileSync(GOLDEN_FILE, `${JSON.stringify(messages, null, 1)}\n`);
  console.error(
    `${messages.length} messages, ${messages.reduce((sum, { findings }) => sum + findings.length, 0)} findings`,
  );
}
