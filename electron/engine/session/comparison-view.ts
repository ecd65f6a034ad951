/** A comparison with voter files as the window shows it: the whole, and its messages page by page. */
import { isExplained } from '../../../shared/analysis/voter-files/explain';
import type { Grade } from '../../../shared/analysis/voter-files/match-row';
import { VALUE_KINDS, type ValueKind } from '../../../shared/analysis/voter-files/row-values';
import { FailureError } from '../../../shared/contract/failure';
import type {
  ComparedFileView,
  ComparedMessage as ComparedMessageView,
  Standing,
  VoterComparisonView,
  VoterFilePreview,
} from '../../../shared/contract/voter-files';
import { readVoterColumns, type VoterFile } from '../voter-files/read-voter-file';
import type { CaseSession } from './case-session';
import type { ComparedMessage, VoterComparison } from './compare-voter-files';

/** What a file's columns are taken for, or why it cannot be compared. */
export async function previewVoterFile(chosen: {
  readonly token: string;
  readonly name: string;
  readonly path: string;
}): Promise<VoterFilePreview> {
  const { token, name, path } = chosen;
  try {
    const { bytes, columns } = await readVoterColumns(path);
    return { token, name, bytes, problem: null, layout: columns.layout, columns: columnsView(columns) };
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return { token, name, bytes: 0, problem: error.message, layout: null, columns: [] };
  }
}

export function comparisonView({ entry, messages, unread, files, cover }: VoterComparison, query: string) {
  const standings = { explained: 0, partly: 0, 'not-found': 0 };
  for (const message of messages) {
    standings[standingOf(message)] += 1;
  }
  return {
    entry,
    query,
    messages: messages.length,
    unread,
    files: files.map(fileView),
    cover: cover.map(({ file, explains, equal }) => ({ file, explains, equal: [...equal] })),
    standings,
  } satisfies VoterComparisonView;
}

interface MessagesAsked {
  readonly standing: Standing;
  readonly offset: number;
  readonly limit: number;
}

/** Messages of one standing, in the order of the case. */
export function comparedMessages(
  session: Pick<CaseSession, 'catalogue'>,
  { messages }: VoterComparison,
  { standing, offset, limit }: MessagesAsked,
): { readonly total: number; readonly messages: ComparedMessageView[] } {
  const fitting = messages.filter((message) => standingOf(message) === standing);
  const shown = fitting.slice(offset, offset + limit);
  return { total: fitting.length, messages: shown.map((message) => messageView(session, message)) };
}

function standingOf({ outcomes }: ComparedMessage): Standing {
  if (outcomes.some(isExplained)) return 'explained';
  return outcomes.includes('partly') ? 'partly' : 'not-found';
}

function messageView(session: Pick<CaseSession, 'catalogue'>, { ref, outcomes, grades }: ComparedMessage) {
  const rows = outcomes.flatMap((outcome, file) => {
    const ofRow = grades[file] ?? null;
    if (outcome === 'not-found' || ofRow === null) return [];
    const kinds = (grade: Grade): ValueKind[] => VALUE_KINDS.filter((kind) => ofRow.get(kind) === grade);
    return [{ file, outcome, exact: kinds('exact'), normalised: kinds('normalised'), other: kinds('other') }];
  });
  return { ref, subject: session.catalogue.row(ref)?.subject ?? '', rows };
}

function fileView(file: VoterComparison['files'][number]): ComparedFileView {
  const { name, sha256, bytes, rows, setAside, columns, outcomes, grades, chance } = file;
  return {
    name,
    sha256,
    bytes,
    rows,
    setAside,
    layout: columns.layout,
    columns: columnsView(columns),
    outcomes,
    values: VALUE_KINDS.flatMap((kind) => {
      const counts = grades.get(kind);
      return counts === undefined ? [] : [{ kind, ...counts, byChance: chance.found.get(kind) ?? 0 }];
    }),
    chance: { judged: chance.judged, fitted: chance.fitted },
  };
}

/** In the order in which they stand in the file. */
function columnsView({ at }: VoterFile['columns']): ComparedFileView['columns'] {
  return [...at].map(([kind, index]) => ({ kind, column: index + 1 })).sort((one, other) => one.column - other.column);
}
