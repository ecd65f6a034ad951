/** What is measured by a name, not by a number of messages: a section of docs/performance.md each. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixed, whole } from './numbers.mjs';

const SECTIONS = [
  { name: 'packets', title: 'Packets', linesOf: packetLines },
  { name: 'page', title: 'verify.html', linesOf: pageLines },
  { name: 'journal', title: 'The custody journal', linesOf: journalLines },
  { name: 'window', title: 'The window', linesOf: windowLines },
];

export const NAMED_FILES = SECTIONS.map(({ name }) => `${name}.json`);

export function namedSections(folder) {
  return SECTIONS.flatMap(({ name, title, linesOf }) => {
    const path = join(folder, `${name}.json`);
    const lines = existsSync(path)
      ? linesOf(JSON.parse(readFileSync(path, 'utf8')))
      : ['Not measured here. Nothing is claimed.'];
    return [`## ${title}`, '', ...lines, ''];
  });
}

const placeOf = ({ date, machine, revision }) =>
  `${date.slice(0, 10)}, revision ${revision}, ${machine.cpu}, ${machine.cores} cores`;

function packetLines({ packets, ...place }) {
  return [
    `${placeOf(place)}, Node ${place.machine.node}. Messages of the corpus as exhibits, a`,
    'folder each. To reach: built in under 10 s for 100 exhibits, 60 s for 1,000.',
    '',
    '| exhibits | files | built, s | CPU s | peak MB | load | verified, s | by `sha256sum -c`, s |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...packets.map(
      ({ exhibits, built, verified, sums }) =>
        `| ${whole(exhibits)} | ${whole(built.files)} | ${fixed(built.took)} | ${fixed(built.cpu)} | ${whole(built.peakMb)} | ${fixed(built.load)} | ${fixed(verified.took)}${verified.ok ? '' : ' (failed)'} | ${fixed(sums.seconds)} |`,
    ),
  ];
}

function pageLines({ files, version, inFolder, inZip, sums, bytes, load, ...place }) {
  const row = (name, { seconds, state }) =>
    `| ${name} | ${fixed(seconds)} | ${fixed(sums)} | ${state.replace('state ', '')} |`;
  return [
    `${placeOf(place)}, Chromium ${version}, load ${fixed(load)}. A packet of ${whole(files)} files,`,
    `checked by the page (${whole(bytes / 1000)} kB) opened from disk; the best of three. To reach: under 5 s.`,
    '',
    '| given as | s | `sha256sum -c` of the same files, s | verdict |',
    '| --- | --- | --- | --- |',
    row('one zip file', inZip),
    row('a folder', inFolder),
  ];
}

function journalLines({ entries, bytes, ok, steps, load, ...place }) {
  return [
    `${placeOf(place)}, Node ${place.machine.node}, load ${fixed(load)}. A journal of ${whole(entries)} entries, ${whole(bytes / 1e6)} MB${ok ? '' : ', which did NOT verify'}.`,
    'To reach: verified in under 5 s, an inclusion proof in under 50 ms.',
    '',
    '| what | ms | CPU ms |',
    '| --- | ---: | ---: |',
    ...steps.map(({ what, ms, cpuMs }) => `| ${what} | ${told(ms)} | ${told(cpuMs)} |`),
  ];
}

const told = (ms) => (ms < 10 ? fixed(ms, 3) : whole(ms));

/** What one run of the window's bench gave. */
export function windowLines(result) {
  const { total, opening, keys, frames, messages, typed, heapMb, load } = result;
  const share = (times, part) =>
    times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
  const row = (name, times, goal) =>
    `| ${name} | ${times.length} | ${fixed(share(times, 0.5), 0)} | ${fixed(share(times, 0.95), 0)} | ${fixed(Math.max(...times), 0)} | ${goal} |`;
  const ratio = share(opening.large, 0.5) / share(opening.empty, 0.5);
  return [
    `${placeOf(result)}, load ${fixed(load)}. The real Electron on a virtual display without a graphics`,
    `processor, a case of ${whole(total)} messages. Milliseconds from the event to the frame in which its result was painted.`,
    '',
    '| what | times | p50 | p95 | longest | to reach |',
    '| --- | --- | --- | --- | --- | --- |',
    row('opening an empty case', opening.empty, ''),
    row('opening this case, first rows', opening.large, `within 1.5 times of an empty one: ${fixed(ratio, 2)}`),
    row('a key in the list', keys, 'p95 under 50'),
    row('frames while the whole list is scrolled', frames, 'none over 100'),
    row('a letter in the search field, to the result', typed, 'p95 under 100'),
    row('opening a message', messages, 'p95 under 80'),
    '',
    `Heap of the page afterwards: ${fixed(heapMb, 0)} MB (to reach: under 150).`,
  ];
}
