/** docs/performance.md from the results of the bench; no number in it comes from anywhere else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixed, whole } from './numbers.mjs';
import { NAMED_FILES, namedSections } from './report-named.mjs';

export function writeReport(folder, path) {
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !NAMED_FILES.includes(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .sort((a, b) => a.messages - b.messages);
  const sizes = new Set(results.map(({ messages }) => messages));
  const missing = [6_046, 100_000, 1_000_000].filter((size) => !sizes.has(size));
  const text = [
    '# Performance',
    '',
    'Written by `npm run bench -- 6k 100k 1m packets page journal window` (`test/bench`). The mail is that of SpamAssassin’s public corpus',
    '(6,046 messages), repeated with ids of their own, as one mbox and as a Maildir. Every step runs in a process of its',
    'own; seconds are wall-clock from the start of that process, with everything that is done: vault copy and hashes,',
    'syncs, journal, splitting, headers, findings, full text. Small sizes are run several times, all programs in turns, and the median is given. `load` is the one-minute load before the step: with more than',
    'the machine’s cores, read seconds as upper bounds and compare CPU seconds.',
    '',
    'To reach: half of the time of `mu index`, a third of that of `notmuch new`, re-verification at 0.8 of `sha256sum`, peak under',
    '600 MB, opening under twice that of an empty case, analysis at no more than bare mailparser, headers at 50 MB/s, cost for a message at 1M within 1.2 of that at 6k. What the tables do not',
    'show as reached is not reached.',
    '',
    ...(missing.length === 0
      ? []
      : [
          `Not run here: ${missing.map((size) => size.toLocaleString('en')).join(' and ')} messages. Nothing is claimed for that size.`,
          '',
        ]),
    ...results.flatMap(sectionOf),
    ...growth(results),
    ...namedSections(folder),
  ].join('\n');
  writeFileSync(path, `${text.trimEnd()}\n`);
}

function sectionOf({ label, messages, bytes, date, machine, revision, turns, steps, alone, others }) {
  const importRow = (kind) => {
    const step = steps[`import ${kind}`];
    const { seconds, cpu, peakMb, firstRows, allRows, load } = step;
    const rate = whole(messages / seconds);
    return `| ${kind} | ${fixed(seconds)} | ${fixed(cpu)} | ${rate} | ${fixed(bytes / seconds / 1e6)} | ${whole(peakMb)} | ${fixed(firstRows, 2)} | ${fixed(allRows)} | ${fixed(load)} |`;
  };
  const kinds = ['mbox', 'maildir'].filter((kind) => steps[`import ${kind}`] !== undefined);
  const maildir = steps['import maildir'];
  const mbox = steps['import mbox'];
  const otherRow = ([name, { version, seconds, cpu, peakMb, load, ok }]) =>
    ok
      ? `| ${name} | ${version} | ${fixed(seconds)} | ${fixed(cpu)} | ${whole(peakMb)} | ${fixed(mbox.seconds / seconds, 2)} | ${fixed(maildir.seconds / seconds, 2)} | ${fixed(mbox.cpu / cpu, 2)} | ${fixed(maildir.cpu / cpu, 2)} | ${fixed(load)} |`
      : `| ${name} | ${version} | stopped after ${whole(seconds)} | | | | | | | ${fixed(load)} |`;
  const besideTable = [
    '| beside, on the Maildir | version | s | CPU s | peak MB | our mbox / it | our Maildir / it | CPU, our mbox / it | CPU, our Maildir / it | load |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...(maildir === undefined ? [] : Object.entries(others).map(otherRow)),
    '',
  ];
  const verifyRow = (kind) => {
    const own = steps[`verify ${kind}`];
    const sum = steps[`sha256sum ${kind}`];
    return `| ${kind} | ${fixed(own.took, 2)} | ${fixed(own.seconds, 2)} | ${fixed(sum.seconds, 2)} | ${fixed(sum.seconds / own.took, 2)} | ${fixed(sum.seconds / own.seconds, 2)} | ${fixed(own.load)} |`;
  };
  return [
    `## ${messages.toLocaleString('en')} messages, ${whole(bytes / 1e6)} MB (${label})`,
    '',
    `${date.slice(0, 16).replace('T', ' ')} UTC, ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}, revision ${revision}.${turnsOf(turns)}`,
    '',
    '| import of | s | CPU s | messages/s | MB/s | peak MB | first rows in the list, s | all rows by header, s | load |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...kinds.map(importRow),
    '',
    ...(maildir === undefined ? ['Nobody beside it at this size.', ''] : besideTable),
    '| re-verification of the vault | s | with the start of the program, s | `sha256sum` s | speed against it | with the start | load |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...kinds.map(verifyRow),
    '',
    ...aloneOf(alone),
    `Opening with the first 100 rows: ${fixed(steps.open.opened * 1000, 0)} ms; an empty case: ${fixed(steps['open empty'].opened * 1000, 0)} ms.`,
    `Search, 100 rows with the count of all: p50 ${fixed(steps.search.p50)} ms, p95 ${fixed(steps.search.p95)} ms.`,
    ...furtherAnswers(steps.search),
    '',
  ];
}

/** Results of before have one turn. */
function turnsOf(turns = 1) {
  return turns === 1 ? '' : ` ${turns} turns of everything, one after the other; the medians.`;
}

/** What else the window asks; absent in results of before. */
function furtherAnswers({ header, senders, overview, overviewOfSearch, state }) {
  if (header === undefined) {
    return [];
  }
  const both = ({ p50, p95 }) => `p50 ${fixed(p50)} ms, p95 ${fixed(p95)} ms`;
  return [
    `Search in header fields: ${both(header)}. Suggested senders: ${both(senders)} (to reach: 20).`,
    `Counts for the pictures of the case: ${both(overview)}; of a search: ${both(overviewOfSearch)}. State of the case: ${both(state)}.`,
  ];
}

/** The analysis by itself, on one thread, with the messages in memory. */
function aloneOf(alone) {
  if (alone === undefined) {
    return [];
  }
  const { messages, headerBytes, cold, warm, listed, cut, hostile, load } = alone;
  const speed = (seconds) => fixed(headerBytes / seconds / 1e6);
  const pass = (name, { ours, mailparser }) =>
    `| ${name} | ${fixed(ours, 2)} | ${fixed(mailparser, 2)} | ${fixed(ours / mailparser, 2)} | ${fixed(load)} |`;
  const worst = hostile.toSorted((a, b) => b.ms - a.ms);
  const within = worst.filter(({ ms }) => ms < 50).length;
  const named = worst.slice(0, 5).map(({ name, ms }) => `${name} ${fixed(ms, 0)} ms`);
  return [
    `| analysis of ${whole(messages)} messages on one thread: anatomy, route, times, all rules | s | bare mailparser s | ours / it | load |`,
    '| --- | --- | --- | --- | --- |',
    pass('first pass, with a cold engine', cold),
    pass('warm', warm),
    '',
    `Headers alone, ${fixed(headerBytes / 1e6)} MB: cut into fields at ${speed(cut)} MB/s, with what the list shows at ${speed(listed)} MB/s (to reach: 50).`,
    `Hostile headers of 1 MB, read and analysed whole: ${within} of ${hostile.length} kinds under 50 ms; the worst: ${named.join(', ')}.`,
    '',
  ];
}

function growth(results) {
  const [first, ...rest] = results;
  return first === undefined || rest.length === 0
    ? []
    : [
        '## Cost for a message as the case grows',
        '',
        '| messages | CPU ms a message, mbox | against the smallest |',
        '| --- | --- | --- |',
        ...results.map((result) => {
          const cost = ({ steps, messages }) => (steps['import mbox'].cpu / messages) * 1000;
          return `| ${result.messages.toLocaleString('en')} | ${fixed(cost(result), 2)} | ${fixed(cost(result) / cost(first), 2)} |`;
        }),
        '',
      ];
}
