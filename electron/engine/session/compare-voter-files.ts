/**
 * Compares what messages tell of their recipients with voter files that lie on this computer.
 *
 * Files are read where they lie. Of them the case keeps hashes, sizes, kinds of columns and counts: no value of a row goes
 * into the journal, a record, the catalogue or a log, nor into what is given back.
 */

import { stat } from 'node:fs/promises';
import {
  type Chance,
  type CoverStep,
  explain,
  type FileSummary,
  type Outcome,
} from '../../../shared/analysis/voter-files/explain';
import type { RowMatch } from '../../../shared/analysis/voter-files/match-row';
import { cluesOf, type RecipientReading, toldBy } from '../../../shared/analysis/voter-files/told';
import { FailureError } from '../../../shared/contract/failure';
import { voterWords } from '../../../shared/wording/voter-files';
import { recordComparison } from '../case/acts';
import type { Signer } from '../identity/signer';
import { ProgressMeter, type WorkProgress } from '../ingest/progress';
import { CandidateRows, ClueIndex } from '../voter-files/candidate-rows';
import { FileMatches } from '../voter-files/match-messages';
import { readVoterFile, type VoterFile } from '../voter-files/read-voter-file';
import type { CaseSession } from './case-session';
import { chosenRefs, eachMessage } from './each-message';

export interface ComparisonRequest {
  /** Where the files lie. */
  readonly paths: readonly string[];
  /** Which messages are compared, in the search field's language; empty for all. */
  readonly query: string;
}

export interface ComparisonWork {
  readonly signal: AbortSignal;
  readonly onProgress: (step: WorkProgress) => void;
}

export interface VoterComparison {
  readonly entry: number;
  readonly messages: readonly ComparedMessage[];
  /** Messages that could not be read within the limits; they are not among the others. */
  readonly unread: number;
  readonly files: readonly (VoterFile & FileSummary & { readonly chance: Chance })[];
  readonly cover: readonly CoverStep[];
  readonly unexplained: number;
}

export interface ComparedMessage {
  readonly ref: string;
  /** By file. */
  readonly outcomes: readonly Outcome[];
  /** By file: how the values of the recipient's row agree with the message; null where it has no row. */
  readonly grades: readonly (RowMatch['grades'] | null)[];
}

/** More would need more memory for what is looked up. */
export const MOST_MESSAGES = 20_000;

/** @throws FailureError `bad-request`, `not-found`, `unreadable-input`, `cancelled`: nothing was recorded */
export async function compareVoterFiles(
  session: CaseSession,
  signer: Signer,
  { paths, query }: ComparisonRequest,
  { signal, onProgress }: ComparisonWork,
): Promise<VoterComparison> {
  if (paths.length === 0) throw new FailureError('bad-request', voterWords.noFiles);
  const meter = new ProgressMeter(onProgress, session.env.monotonicMs);
  const asked = { session, meter, signal };
  const clues = await readClues(asked, query);
  const { refs, unread } = clues;
  const compared: ComparedFile[] = [];
  for (const [at, path] of paths.entries()) {
    meter.begin(voterWords.reading(at + 1, paths.length), await sizeOf(path));
    compared.push(await compareFile(asked, clues, path));
  }
  const table = refs.map((_, message) => compared.map(({ matches }) => matches.of(message)));
  const explanation = explain(
    table,
    compared.map(({ matches }) => matches.chance),
  );
  const files = compared.flatMap(({ file, matches }, at) => {
    const summary = explanation.files[at];
    return summary === undefined ? [] : [{ ...file, ...summary, chance: matches.chance }];
  });
  const { cover, unexplained, outcomes } = explanation;
  const entry = await recordComparison(session.store, signer, {
    query,
    messages: refs.length,
    unread,
    files: files.map(recordedFile),
    cover: cover.map(({ file, explains }) => ({ file: file + 1, explains })),
    unexplained,
  });
  const messages = refs.map((ref, message) => ({
    ref,
    outcomes: outcomes[message] ?? [],
    grades: (table[message] ?? []).map((match) => match?.grades ?? null),
  }));
  return { entry: entry.entry.seq, messages, unread, files, cover, unexplained };
}

/** What a comparison works with. */
interface Asked {
  readonly session: CaseSession;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
}

interface ComparedFile {
  readonly file: VoterFile;
  readonly matches: FileMatches;
}

/** Reads one file, then the messages for which it has rows. */
async function compareFile(asked: Asked, { refs, index }: MessageClues, path: string): Promise<ComparedFile> {
  const { meter, signal } = asked;
  const rows = new CandidateRows(index);
  const file = await readVoterFile(path, (row, columns, at) => rows.take(row, columns, at), {
    signal,
    onBytes: (bytes) => meter.addBytes(bytes),
  });
  const matches = new FileMatches(rows);
  const messages = rows.messages.map((message) => ({ message, ref: refs[message] ?? '' }));
  await eachReading(asked, messages, (message, reading) => {
    if (reading !== undefined) matches.compare(message, toldBy(reading));
  });
  return { file, matches };
}

/** For the progress alone: what cannot be read is said when it is read. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

/** Of a file only what says which one it was, and what came of it. */
function recordedFile({ name, sha256, bytes, rows, setAside, columns, outcomes }: VoterFile & FileSummary) {
  const { verbatim, normalised, partly, 'not-found': notFound } = outcomes;
  const counts = { verbatim, normalised, partly, notFound };
  return { name, sha256, bytes, rows, setAside, layout: columns.layout, columns: [...columns.at.keys()], counts };
}

interface MessageClues {
  /** The messages that are compared; their numbers are their places here. */
  readonly refs: readonly string[];
  readonly index: ClueIndex;
  readonly unread: number;
}

async function readClues(asked: Asked, query: string): Promise<MessageClues> {
  const { session, meter } = asked;
  const chosen = await comparedRefs(session, query);
  const refs: string[] = [];
  const index = new ClueIndex();
  meter.begin(voterWords.readingMessages, null);
  const messages = chosen.map((ref, message) => ({ message, ref }));
  await eachReading(asked, messages, (message, reading) => {
    meter.addMessages(1);
    if (reading === undefined) return;
    refs.push(chosen[message] ?? '');
    index.add(cluesOf(reading));
  });
  return { refs, index, unread: chosen.length - refs.length };
}

/** @throws FailureError `bad-request` when no message fits, or too many */
async function comparedRefs(session: CaseSession, query: string): Promise<readonly string[]> {
  const refs = await chosenRefs(session, query);
  if (refs.length === 0) throw new FailureError('bad-request', voterWords.noMessages);
  if (refs.length > MOST_MESSAGES)
    throw new FailureError('bad-request', voterWords.tooMany(refs.length, MOST_MESSAGES));
  return refs;
}

/** What each message tells of its recipients; `use` is called in their order. */
async function eachReading(
  { session, signal }: Asked,
  messages: readonly { readonly message: number; readonly ref: string }[],
  use: (message: number, reading: RecipientReading | undefined) => void,
): Promise<void> {
  await eachMessage({ session, signal, read: session.pool.recipients }, messages, use);
}
