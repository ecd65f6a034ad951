import { resolve } from 'node:path';
import { dnsQuestions, writeDnsQuestions } from '../../engine/session/dns-evidence';
import type { Verb, VerbCall, VerbOutcome } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';

export const dnsQuestionsVerb: Verb = {
  usage: 'DIR [--out FILE]',
  options: { out: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const out = optionText(call, 'out');
    return out === undefined ? await printed(call, dir) : await written(call, dir, resolve(out));
  },
};

async function printed(call: VerbCall, dir: string): Promise<VerbOutcome> {
  const { questions, script } = await withCase(call, dir, 'read', (session) => dnsQuestions(session, call.signal));
  const missing = questions.filter(({ held }) => !held).length;
  return { json: { questions, missing, file: null, script }, text: script.trimEnd().split('\n') };
}

async function written(call: VerbCall, dir: string, path: string): Promise<VerbOutcome> {
  const { file, questions, missing } = await withCase(call, dir, 'read', (session) =>
    writeDnsQuestions(session, path, { replaces: false, signal: call.signal }),
  );
  return {
    json: { questions, missing, file },
    text: [
      `${questions.length} questions, ${missing} of them without an answer in this case: ${file}`,
      'Run it on a computer that may use the network, and add what it prints: chainmail dns add DIR FILE --source TEXT',
    ],
  };
}
