import { resolve } from 'node:path';
import { addDnsAnswers } from '../../engine/session/dns-evidence';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const dnsAdd: Verb = {
  usage: 'DIR FILE --source TEXT [--received-from TEXT] [--note TEXT] [--identity FILE]',
  options: {
    source: { type: 'string' },
    'received-from': { type: 'string' },
    note: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const path = resolve(requiredPositional(call, 1, 'The file with the answers'));
    noMorePositionals(call, 2);
    const request = {
      path,
      source: requiredOption(call, 'source'),
      receivedFrom: optionText(call, 'received-from') ?? '',
      note: optionText(call, 'note') ?? '',
    };
    const signer = await examinerSigner(call);
    const { result, ...counts } = await withCase(call, dir, 'write', (session) =>
      addDnsAnswers(session, signer, request, { signal: call.signal }),
    );
    const number = result.evidence[0]?.number ?? '';
    return {
      json: { ...result, ...counts },
      text: [
        `${number}: ${counts.answers} answers, ${counts.found} with records; ${datesText(counts.dates)}`,
        ...result.evidence.map(({ sha256 }) => `  SHA-256 ${sha256}`),
      ],
      status: result.setAside > 0 ? 3 : 0,
    };
  },
};

function datesText(dates: readonly string[]): string {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) {
    return 'the file does not say when they were asked';
  }
  return first === last ? `asked ${first}` : `asked ${first} to ${last}`;
}
