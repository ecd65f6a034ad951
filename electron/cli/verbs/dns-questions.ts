import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { dnsQuestions } from '../../engine/session/dns-evidence';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const dnsQuestionsVerb: Verb = {
  name: 'dns questions',
  usage: 'DIR [--out FILE]',
  summary: 'writes what is to be asked of the DNS, as a script to be run on another computer',
  options: { out: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const out = optionText(call, 'out');
    const { questions, script } = await withCase(call, dir, 'read', (session) => dnsQuestions(session, call.signal));
    const missing = questions.filter(({ held }) => !held).length;
    if (out === undefined) {
      return { json: { questions, missing, file: null, script }, text: script.trimEnd().split('\n') };
    }
    await writeNew(resolve(out), script);
    return {
      json: { questions, missing, file: resolve(out) },
      text: [
        `${questions.length} questions, ${missing} of them without an answer in this case: ${resolve(out)}`,
        'Run it on a computer that may use the network, and add what it prints: chainmail dns add DIR FILE --source TEXT',
      ],
    };
  },
};

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o700 });
  } catch (cause) {
    throw new FailureError(
      'bad-request',
      'The script could not be written: there is a file of that name, or the folder cannot be written to. Choose another name.',
      { cause },
    );
  }
}
