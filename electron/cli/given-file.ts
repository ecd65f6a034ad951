import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../shared/contract/failure';
import { checkpointWords } from '../../shared/wording/checkpoints';
import type { VerbCall } from './verb';
import { optionList } from './words';

/** A file that a verb was given, with its name for sentences. @throws FailureError `not-found` */
export async function readGiven(file: string): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  try {
    return { file, bytes: await readFile(resolve(file)) };
  } catch (error) {
    throw new FailureError('not-found', checkpointWords.unreadableFile(file), { cause: error });
  }
}

/** The texts of the files that an option names, one at least. @throws FailureError `bad-request`, `not-found` */
export async function givenTexts(call: VerbCall, option: string): Promise<readonly string[]> {
  const files = await Promise.all(optionList(call, option).map(readGiven));
  if (files.length === 0) {
    throw new FailureError(
      'bad-request',
      `--${option} is missing. Nothing was done. Add it and run the command again.`,
    );
  }
  return files.map(({ bytes }) => bytes.toString('utf8'));
}
