import process from 'node:process';
import { parseArgs } from 'node:util';
import { FailureError } from '../../shared/contract/failure';
import { plainBlock } from '../../shared/text/text-block';
import { systemEnvironment } from '../engine/environment';
import type { SessionPlaces } from '../engine/session/case-session';
import { VERSION } from '../engine/version';
import { progressOnStandardError, silentProgress } from './progress';
import { VERBS, type VerbEntry } from './registry';
import { helpText, usageOf } from './usage';
import type { ExitStatus, Verb, VerbCall, VerbOutcome } from './verb';

const COMMON_OPTIONS = {
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Wrong words on the command line; the sentence says which. */
class UsageError extends Error {}

/** Runs one command line and gives its exit status. Never throws; never prints a stack trace. */
export async function run(words: readonly string[], places: SessionPlaces): Promise<ExitStatus> {
  survivePipeClosing();
  try {
    return await runVerb(words, places);
  } catch (error) {
    printError(error);
    return 2;
  }
}

async function runVerb(words: readonly string[], places: SessionPlaces): Promise<ExitStatus> {
  const first = words[0];
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    process.stdout.write(`${helpText(VERBS)}\n`);
    return first === undefined ? 2 : 0;
  }
  if (first === '--version') {
    process.stdout.write(`chainmail ${VERSION}\n`);
    return 0;
  }
  const entry = findVerb(words);
  if (entry === undefined) {
    throw new UsageError(`There is no verb "${first}". "chainmail help" lists them.`);
  }
  const verb = await entry.load();
  const usage = usageOf(entry.name, verb);
  const { values, positionals } = parseWords(verb, usage, words.slice(entry.name.split(' ').length));
  if (values['help'] === true) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const outcome = await callVerb(verb, { values, positionals, places });
  printOutcome(outcome, values['json'] === true);
  return outcome.status ?? 0;
}

function findVerb([first = '', second]: readonly string[]): VerbEntry | undefined {
  return VERBS.find(({ name }) => name === `${first} ${second}`) ?? VERBS.find(({ name }) => name === first);
}

function parseWords({ options }: Verb, usage: string, words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { ...options, ...COMMON_OPTIONS },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? '') : '';
    throw new UsageError(`${reason}. Usage: ${usage}`);
  }
}

async function callVerb(verb: Verb, said: Pick<VerbCall, 'values' | 'positionals' | 'places'>): Promise<VerbOutcome> {
  const abort = new AbortController();
  const onInterrupt = () => abort.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  const progress = said.values['quiet'] === true ? silentProgress : progressOnStandardError(systemEnvironment.now);
  try {
    return await verb.run({
      ...said,
      environment: systemEnvironment,
      progress,
      warn: (sentence) => process.stderr.write(`${plainBlock(sentence)}\n`),
      signal: abort.signal,
      readStandardInput,
      writeLine: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    progress.finish();
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function printOutcome(outcome: VerbOutcome, json: boolean): void {
  if (outcome.streamed === true) {
    return;
  }
  const text = json ? JSON.stringify(outcome.json) : plainBlock(outcome.text.join('\n'));
  if (text !== '') {
    process.stdout.write(`${text}\n`);
  }
}

function printError(error: unknown): void {
  const sentence =
    error instanceof FailureError || error instanceof UsageError
      ? error.message
      : `Something failed that should not have: ${error instanceof Error ? error.message : 'unknown'}. Evidence and journal are unharmed.`;
  process.stderr.write(`chainmail: ${plainBlock(sentence)}\n`);
}

/** `chainmail dump … | head` ends quietly when the reader has had enough. */
function survivePipeClosing(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.exit(0);
    }
  });
}
