/** Bare mailparser on the messages that `analysis-child.ts` reads, read into memory before: `node mailparser-alone.mjs FOLDER`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

const folder = process.argv[2];
const messages = readdirSync(folder)
  .sort()
  .slice(0, 6_046)
  .map((name) => readFileSync(join(folder, name)));
const seconds = [];
for (let pass = 0; pass < 3; pass += 1) {
  const before = performance.now();
  for (const message of messages) {
    await simpleParser(message).catch(() => undefined);
  }
  seconds.push((performance.now() - before) / 1000);
}
process.stdout.write(`${JSON.stringify({ passes: seconds, seconds: seconds[0] })}\n`);
