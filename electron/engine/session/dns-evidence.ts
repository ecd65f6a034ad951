/** DNS evidence of a case: which questions its messages leave, and answers that somebody brought back. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import type { AskedQuestion } from '../../../shared/authentication/questions';
import { FailureError } from '../../../shared/contract/failure';
import type { ImportResult } from '../../../shared/contract/outcomes';
import { digScript } from '../../../shared/dns/dig-script';
import { looksLikeAnswers, readAnswers } from '../../../shared/dns/read-answers';
import { DnsAnswers } from '../../../shared/dns/records';
import { compareText } from '../../../shared/text/compare-text';
import { heldAnswers } from '../dns/held-answers';
import type { Signer } from '../identity/signer';
import type { MessagePlace } from '../message/analysed-message';
import type { CaseSession } from './case-session';
import { type ImportWork, importInto } from './import-into';
import { listMessages } from './list-messages';

/** A question of the case, and how many messages wait for its answer. */
export interface CaseQuestion extends AskedQuestion {
  readonly messages: number;
  /** Whether the case holds an answer. */
  readonly held: boolean;
}

export interface CaseQuestions {
  readonly questions: readonly CaseQuestion[];
  /** A shell script that asks what is not held, to be run on another computer. */
  readonly script: string;
}

const PAGE = 500;
const MAX_QUESTIONS = 50_000;

export async function dnsQuestions(session: CaseSession, signal?: AbortSignal): Promise<CaseQuestions> {
  const held = await heldAnswers(session.store);
  const answers = new DnsAnswers(held);
  const found = new Map<string, { question: AskedQuestion; messages: number }>();
  for (let offset = 0; ; offset += PAGE) {
    const page = await listMessages(session, { query: '', sort: 'ref', descending: false, limit: PAGE, offset });
    const places = page.messages.map(({ ref }) => placeOf(session, ref));
    for (const question of (await session.pool.questions({ places, held }, signal)).flat()) {
      const key = `${question.name} ${question.type}`;
      const known = found.get(key);
      if (known !== undefined || found.size < MAX_QUESTIONS) {
        found.set(key, { question: known?.question ?? question, messages: (known?.messages ?? 0) + 1 });
      }
    }
    if (page.messages.length < PAGE) {
      break;
    }
  }
  const questions = [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, { question, messages }]) => ({ ...question, messages, held: answers.all(question).length > 0 }));
  const missing = questions.filter((question) => !question.held);
  return { questions, script: digScript(missing, session.store.view.name) };
}

function placeOf(session: CaseSession, ref: string): MessagePlace {
  const { object, offset, length } = session.messageAt(ref);
  return { path: session.store.vault.pathOf(object), offset, length };
}

const MAX_BYTES = 16 << 20;

export interface AddedAnswers {
  readonly result: ImportResult;
  readonly answers: number;
  readonly found: number;
  /** When they were asked, where the file says so. */
  readonly dates: readonly string[];
}

/**
 * Takes a file of answers in as evidence, with custody as for every other item.
 *
 * @throws FailureError `bad-request` where the file holds no answers: nothing is received then
 */
export async function addDnsAnswers(
  session: CaseSession,
  signer: Signer,
  request: { readonly path: string; readonly source: string; readonly receivedFrom: string; readonly note: string },
  options: ImportWork = {},
): Promise<AddedAnswers> {
  const { path, ...custody } = request;
  const text = await contentOf(path);
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const { answers } = readAnswers(text, name);
  if (answers.length === 0 || !looksLikeAnswers(text, name)) {
    throw new FailureError(
      'bad-request',
      'The file holds no DNS answers that can be read. Nothing was received. Bring the output of dig, a zone file, or a public key with the name of its record.',
    );
  }
  const result = await importInto(session, signer, { paths: [path], ...custody }, options);
  return {
    result,
    answers: answers.length,
    found: answers.filter(({ outcome }) => outcome === 'found').length,
    dates: [...new Set(answers.map(({ date }) => date.slice(0, 10)).filter((date) => date !== ''))].sort(),
  };
}

async function contentOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_BYTES) {
      return await readFile(path, 'utf8');
    }
  } catch (cause) {
    throw new FailureError(
      'not-found',
      'The file with the answers cannot be read. Nothing was received. Check its path.',
      {
        cause,
      },
    );
  }
  throw new FailureError(
    'bad-request',
    'The file is larger than 16 MB: it is no file of DNS answers. Nothing was received.',
  );
}

/**
 * Writes the script with the questions that the case leaves.
 *
 * @param replaces whether a file of that name may be replaced, as where a person chose it in the desktop's own dialog
 */
export async function writeDnsQuestions(
  session: CaseSession,
  path: string,
  { replaces = true, signal }: { readonly replaces?: boolean; readonly signal?: AbortSignal } = {},
): Promise<{ readonly file: string; readonly questions: readonly CaseQuestion[]; readonly missing: number }> {
  const { questions, script } = await dnsQuestions(session, signal);
  try {
    await writeFile(path, script, { flag: replaces ? 'w' : 'wx', mode: 0o700 });
  } catch (cause) {
    throw new FailureError(
      'bad-request',
      'The script could not be written: there is a file of that name, or the folder cannot be written to. Choose another name.',
      { cause },
    );
  }
  return { file: path, questions, missing: questions.filter(({ held }) => !held).length };
}
