import { resolve } from 'node:path';
import { isExplained, type Outcome } from '../../../shared/analysis/voter-files/explain';
import { VALUE_KINDS } from '../../../shared/analysis/voter-files/row-values';
import { plainLine } from '../../../shared/text/visible-text';
import { voterWords as words } from '../../../shared/wording/voter-files';
import { compareVoterFiles, type VoterComparison } from '../../engine/session/compare-voter-files';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { optionText, requiredPositional } from '../words';

export const voters: Verb = {
  usage: 'DIR FILE… [--of SEARCH] [--identity FILE]',
  options: { of: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const paths = call.positionals.slice(1).map((path) => resolve(path));
    const query = optionText(call, 'of') ?? '';
    const signer = await examinerSigner(call);
    const compared = await withCase(call, dir, 'write', (session) =>
      compareVoterFiles(
        session,
        signer,
        { paths, query },
        {
          signal: call.signal,
          onProgress: (step) => call.progress.report(step),
        },
      ),
    );
    return { json: asJson(compared), text: asText(compared) };
  },
};

type ComparedFile = VoterComparison['files'][number];

const REFS_SHOWN = 12;
const OUTCOMES: readonly Outcome[] = ['verbatim', 'normalised', 'partly', 'not-found'];

/** Files are numbered from 1, in the order in which they were named. */
function asJson({
  entry,
  messages,
  unread,
  files,
  cover,
  unexplained,
}: VoterComparison): Readonly<Record<string, unknown>> {
  return {
    entry,
    messages: messages.map(messageJson),
    unread,
    files: files.map((file, index) => ({ file: index + 1, ...fileJson(file) })),
    cover: cover.map(({ file, explains, equal }) => ({ file: file + 1, explains, equal: equal.map((one) => one + 1) })),
    unexplained,
  };
}

/** By file, what its row says of each value that the message tells; null where it has no row. */
function messageJson({ ref, outcomes, grades }: VoterComparison['messages'][number]) {
  return { ref, outcomes, grades: grades.map((one) => (one === null ? null : Object.fromEntries(one))) };
}

function fileJson({ columns, grades, chance, outcomes, ...facts }: ComparedFile) {
  return {
    ...facts,
    layout: columns.layout,
    columns: [...columns.at.keys()],
    outcomes,
    values: Object.fromEntries(
      [...grades].map(([kind, counts]) => [kind, { ...counts, byChance: chance.found.get(kind) ?? 0 }]),
    ),
    chance: { judged: chance.judged, fitted: chance.fitted },
  };
}

function asText({ entry, messages, unread, files, cover, unexplained }: VoterComparison): readonly string[] {
  return [
    ...files.flatMap((file, index) => [...fileLines(file, index + 1), '']),
    ...(cover.length === 0 ? [words.noCover] : [words.coverHead]),
    ...cover.map(({ file, explains, equal }) =>
      words.coverStep(
        file + 1,
        explains,
        equal.map((one) => one + 1),
      ),
    ),
    words.unexplained(unexplained, messages.length, unexplainedRefs(messages)),
    ...(unread === 0 ? [] : [words.unread(unread)]),
    words.caveat,
    words.recorded(entry),
  ];
}

/** The first messages that no file explains wholly. */
function unexplainedRefs(messages: VoterComparison['messages']): readonly string[] {
  return messages
    .filter(({ outcomes }) => !outcomes.some(isExplained))
    .slice(0, REFS_SHOWN)
    .map(({ ref }) => ref);
}

function fileLines(file: ComparedFile, number: number): readonly string[] {
  const { name, sha256, rows, setAside, columns, outcomes, grades, chance } = file;
  return [
    words.fileLine(number, plainLine(name), rows),
    `  SHA-256 ${sha256}`,
    `  ${words.layouts[columns.layout]}`,
    ...(setAside === 0 ? [] : [`  ${words.setAside(setAside)}`]),
    ...OUTCOMES.map((outcome) => words.outcome(outcomes[outcome], outcome)),
    ...(grades.size === 0 ? [] : [words.gradesHead]),
    ...VALUE_KINDS.flatMap((kind) => {
      const counts = grades.get(kind);
      return counts === undefined
        ? []
        : [words.grades(kind, counts, share(chance.found.get(kind) ?? 0, chance.judged))];
    }),
    `  ${words.chance(chance.fitted, chance.judged)}`,
  ];
}

function share(found: number, judged: number): string {
  return judged === 0 ? '–' : `${((100 * found) / judged).toFixed(1)} %`;
}
