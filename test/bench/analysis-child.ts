/** The reading of headers and the analysis, alone, on one thread: `node analysis-child.mjs FOLDER`; prints one JSON object. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { headerFactsOf } from '../../electron/engine/message/analyse-message';
import { tuneEngine } from '../../electron/engine/tune-engine';
import { analyse } from '../../shared/analysis/analyse';
import { readHeader } from '../../shared/email/anatomy';
import { HOSTILE_HEADERS } from './hostile-headers';

const [, , folder = ''] = argv;
/** As many as `mailparser-alone.mjs` makes. */
const PASSES = 3;

/** Wall-clock seconds of each pass: the first one with a cold engine. */
function passes(work: () => void): readonly number[] {
  return Array.from({ length: PASSES }, () => {
    const before = performance.now();
    work();
    return (performance.now() - before) / 1000;
  });
}

function headerOf(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\n\n');
  return end === -1 ? bytes : bytes.subarray(0, end + 1);
}

tuneEngine();
const messages = readdirSync(folder)
  .sort()
  .slice(0, 6_046)
  .map((name) => readFileSync(join(folder, name)));
const headers = messages.map(headerOf);
const headerBytes = headers.reduce((sum, { length }) => sum + length, 0);

const analysed = passes(() => {
  for (const message of messages) analyse(message);
});
const listed = passes(() => {
  for (const header of headers) headerFactsOf(header);
});
const cut = passes(() => {
  for (const header of headers) readHeader(header);
});
const hostile = HOSTILE_HEADERS.map(({ name, bytes }) => {
  const message = bytes();
  const before = performance.now();
  analyse(message);
  return { name, ms: performance.now() - before };
});
const [seconds] = analysed;
stdout.write(
  `${JSON.stringify({ messages: messages.length, headerBytes, seconds, analysed, listed, cut, hostile })}\n`,
);
