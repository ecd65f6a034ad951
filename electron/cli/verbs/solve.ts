import { FailureError } from '../../../shared/contract/failure';
import type { HashSolution } from '../../../shared/contract/hash-solution';
import { solveHashClocks, USUAL_WINDOW_SECONDS } from '../../engine/session/solve-hash-clocks';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, optionText, requiredPositional } from '../words';

export const solve: Verb = {
  usage: 'DIR [REF…] [--all] [--window SECONDS] [--identity FILE]',
  options: { all: { type: 'boolean' }, window: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const request = { refs: chosenRefs(call), windowSeconds: windowOf(call) };
    const signer = await examinerSigner(call);
    const { solved, unsolved, messages, seconds } = await withCase(call, dir, 'write', (session) =>
      solveHashClocks(session, signer, request, {
        signal: call.signal,
        onProgress: ({ stage }) => call.progress.report({ stage }),
      }),
    );
    return {
      json: { solved: solved.map(withSpan), unsolved, messages, seconds },
      text: [
        ...solved.flatMap(solutionLines),
        ...unsolved.map(
          ({ ref, source, hash, tried }) =>
            `${ref}  ${source} ${hash}: nothing found in ${tried.toLocaleString('en')} texts`,
        ),
        `${solved.length} found, ${unsolved.length} not found, ${messages} messages, ${seconds.toFixed(1)} s`,
      ],
    };
  },
};

function withSpan(solution: HashSolution) {
  const [span] = solution.spans;
  return { ...solution, start: span?.start ?? 0, end: span?.end ?? 0 };
}

function chosenRefs(call: VerbCall): readonly string[] | null {
  const refs = call.positionals.slice(1).map((ref) => checkedRef(ref));
  const isAll = call.values['all'] === true;
  if (isAll === refs.length > 0) {
    throw new FailureError(
      'bad-request',
      'Name the messages (such as E-001/42), or give --all for every message of the case. Nothing was done.',
    );
  }
  return isAll ? null : refs;
}

function windowOf(call: VerbCall): number {
  const text = optionText(call, 'window') ?? String(USUAL_WINDOW_SECONDS);
  if (!/^\d{1,7}$/.test(text)) {
    throw new FailureError('bad-request', '--window takes a whole number of seconds, such as 60. Nothing was done.');
  }
  return Number(text);
}

function solutionLines({
  ref,
  kind,
  source,
  hash,
  preimage,
  time,
  tried,
  seconds,
  entry,
}: HashSolution): readonly string[] {
  return [
    `${ref}  ${time}  ${kind} in ${source}`,
    `  printf %s ${preimage} | md5sum   gives ${hash}`,
    `  ${tried.toLocaleString('en')} texts in ${seconds.toFixed(1)} s; journal entry ${entry}`,
  ];
}
