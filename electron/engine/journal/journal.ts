/**
 * The custody journal of a case: who did what and when, in order, chained and signed.
 *
 * It promises that an entry is durable when `append` returns, that a failed append leaves the file as it was, and that
 * nothing is added to a file that another program has continued. It never changes a whole line.
 */
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FailureError } from '../../../shared/contract/failure';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import {
  FIRST_PREV,
  type JournalAct,
  type JournalEntry,
  type JournalLine,
  type JournalSubject,
} from '../../../shared/packet-format/journal-line';
import { formatJournalLine, parseJournalLine } from '../../../shared/packet-format/parse-journal-line';
import type { Environment } from '../environment';
import { errorCode } from '../fs/error-code';
import type { Signer } from '../identity/signer';
import { VERSION } from '../version';
import { type Moment, SessionClock } from './clock';
import { type FileTail, JournalFile, readTail, sha256Hex } from './journal-file';

export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
  /** Wall clock of the last entry. */
  readonly at: string;
  readonly entry: JournalEntry;
}

export type OpenMode = 'write' | 'read';

/**
 * Opens a journal. Its last line is read, not the whole file; `verifyCase` reads all.
 *
 * @throws FailureError `not-a-case` when the file is missing; `journal-broken` when its last whole line is not an entry
 */
export async function openJournal(path: string, mode: OpenMode, env: Environment): Promise<Journal> {
  const handle = await openFile(path, mode);
  try {
    const tail = await readTail(handle);
    const head = tail.head.end === 0 ? null : headOf(tail);
    if (mode === 'read') {
      await handle.close();
      return new Journal(path, null, head, tail, env);
    }
    return new Journal(path, new JournalFile(path, handle, tail.head), head, tail, env);
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

export class Journal {
  readonly #path: string;
  readonly #file: JournalFile | null;
  readonly #env: Environment;
  readonly #session: string;
  readonly #clock: SessionClock;
  readonly #end: number;
  #head: JournalHead | null;
  #torn: Uint8Array;

  constructor(path: string, file: JournalFile | null, head: JournalHead | null, tail: FileTail, env: Environment) {
    this.#path = path;
    this.#file = file;
    this.#head = head;
    this.#end = tail.head.end;
    this.#torn = tail.torn;
    this.#env = env;
    this.#session = env.uuid();
    this.#clock = new SessionClock(env);
  }

  /** The last entry; null while there is none. */
  get head(): JournalHead | null {
    return this.#head;
  }

  /** Bytes after the last whole line when it was opened: a line that a kill or a power cut left unfinished. */
  get tornTail(): Uint8Array {
    return this.#torn;
  }

  /** Cuts the torn tail off. Its bytes have to be kept elsewhere first. */
  async cutTornTail(): Promise<void> {
    await this.#writable().cutTail();
    this.#torn = new Uint8Array(0);
  }

  /**
   * Signs and appends one entry, after a `clock.jump` entry if the wall clock was changed.
   *
   * @returns the lines written, the act's own last
   * @throws FailureError `disk-full`, `internal`, `journal-broken`; the file is then as it was before the failed line
   */
  async append(
    signer: Signer,
    act: JournalAct,
    subject: JournalSubject,
    onLine: (line: JournalLine) => void = () => undefined,
  ): Promise<JournalLine> {
    const moment = this.#clock.now();
    const jump = this.#clock.jump(moment, this.#head?.at ?? null);
    if (jump !== null && act !== 'clock.jump') {
      onLine(await this.#appendAt(signer, 'clock.jump', { ...jump }, moment));
    }
    const line = await this.#appendAt(signer, act, subject, this.#clock.now());
    onLine(line);
    return line;
  }

  /** All lines in order, as they stood when the journal was opened and as they were added since. */
  async *lines(): AsyncGenerator<JournalLine> {
    const end = this.#file?.head.end ?? this.#end;
    if (end > 0) {
      yield* readLines(this.#path, end);
    }
  }

  /** @throws FailureError `journal-broken` when another program wrote to the file since */
  async assertOwn(): Promise<void> {
    await this.#writable().assertOwn();
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  async #appendAt(signer: Signer, act: JournalAct, subject: JournalSubject, moment: Moment): Promise<JournalLine> {
    const entry = this.#entry(signer, act, subject, moment);
    const signedText = canonicalJson(entry);
    const der = await signer.sign(Buffer.from(signedText, 'utf8'));
    const signature = Buffer.from(der).toString('base64');
    const hash = await this.#writable().append(formatJournalLine(signedText, signature));
    this.#head = { seq: entry.seq, hash, at: entry.at, entry };
    this.#clock.settle(moment);
    return { entry, signedText, signature, hash };
  }

  #entry(signer: Signer, act: JournalAct, subject: JournalSubject, moment: Moment): JournalEntry {
    return {
      v: 1,
      seq: this.#head === null ? 0 : this.#head.seq + 1,
      id: this.#env.uuid(),
      at: new Date(moment.wallMs).toISOString(),
      zone: this.#clock.zone(moment.wallMs),
      mono: moment.mono,
      session: this.#session,
      actor: { name: signer.name, organisation: signer.organisation, key: signer.fingerprint },
      act,
      subject,
      tool: { name: 'Chainmail', version: VERSION },
      prev: this.#head?.hash ?? FIRST_PREV,
    };
  }

  #writable(): JournalFile {
    if (this.#file === null) {
      throw new Error('the journal is open for reading only');
    }
    return this.#file;
  }
}

async function openFile(path: string, mode: OpenMode): Promise<FileHandle> {
  try {
    return mode === 'write'
      ? await JournalFile.openForWriting(path)
      : await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    throw unopened(errorCode(error), error);
  }
}

function unopened(code: string, cause: unknown): FailureError {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FailureError(
      'not-a-case',
      'This folder holds no custody journal, so it is not a case of Chainmail, or its journal was removed. Nothing in it was changed. Choose a folder whose name ends in .chainmail, or bring the journal back from a copy.',
      { cause },
    );
  }
  return new FailureError(
    'case-damaged',
    `The custody journal of this case cannot be opened (${code}). Nothing was changed. Check who may read and write the case folder, and try again.`,
    { cause },
  );
}

function headOf(tail: FileTail): JournalHead {
  const reading = parseJournalLine(tail.lastLine);
  if (!reading.ok) {
    throw new FailureError(
      'journal-broken',
      `The last line of this case's custody journal ${reading.problem}. Nothing was changed, and the stored evidence is not touched by this. Verify the case to see where it is damaged, and bring the journal back from a copy.`,
    );
  }
  const { entry } = reading.line;
  return { seq: entry.seq, hash: tail.head.hash, at: entry.at, entry };
}

const LINE_END = 0x0a;

/** Streams the lines in the first `end` bytes, in bounded memory. */
async function* readLines(path: string, end: number): AsyncGenerator<JournalLine> {
  let rest: Buffer = Buffer.alloc(0);
  let seq = 0;
  for await (const piece of createReadStream(path, { end: end - 1, highWaterMark: 1 << 18 })) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let start = 0;
    for (let stop = rest.indexOf(LINE_END); stop !== -1; stop = rest.indexOf(LINE_END, start)) {
      yield toLine(rest.subarray(start, stop), seq);
      seq += 1;
      start = stop + 1;
    }
    rest = rest.subarray(start);
  }
}

function toLine(bytes: Uint8Array, seq: number): JournalLine {
  const reading = parseJournalLine(bytes);
  if (!reading.ok) {
    throw new FailureError(
      'journal-broken',
      `Entry ${seq} of this case's custody journal ${reading.problem}. Nothing was changed, and the stored evidence is not touched by this. Verify the case, and bring the journal back from a copy.`,
    );
  }
  return { ...reading.line, hash: sha256Hex(bytes) };
}
