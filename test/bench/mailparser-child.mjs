/** Bare mailparser over a folder of messages, one after the other. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';

const folder = process.argv[2];
for (const name of readdirSync(folder)) {
  await simpleParser(readFileSync(join(folder, name))).catch(() => undefined);
}
