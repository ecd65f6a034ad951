import { VERSION } from '../engine/version';
import type { VerbEntry } from './registry';
import type { Verb } from './verb';

export function usageOf(name: string, { usage }: Verb): string {
  return `chainmail ${name} ${usage}`.trimEnd();
}

export function helpText(verbs: readonly VerbEntry[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  return [
    `chainmail ${VERSION}: offline evidence-case manager for email`,
    '',
    ...verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'chainmail VERB --help shows the words that a verb takes.',
    '--json prints one JSON object on standard output; --quiet turns progress off.',
    'Exit status: 0 done, 1 a verification failed, 2 wrong usage or environment, 3 done but some inputs were set aside.',
    "The examiner's passphrase is read from CHAINMAIL_PASSPHRASE (a root's too, where a verb opens one); a new one from",
    'CHAINMAIL_NEW_PASSPHRASE, that of a PKCS#12 file from CHAINMAIL_PKCS12_PASSPHRASE. CHAINMAIL_HOME moves the profile folder.',
  ].join('\n');
}
