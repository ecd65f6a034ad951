/** Giving a message, or a file attached to it, out of the case: the journal says so before any byte leaves. */
import { createHash } from 'node:crypto';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { FailureError } from '../../../shared/contract/failure';
import { copyWords } from '../../../shared/wording/copies';
import { damageWords } from '../../../shared/wording/damage';
import * as acts from '../case/acts';
import { correct } from '../case/custody-acts';
import type { RecordData } from '../case/records';
import type { MessageRange } from '../catalogue/message-range';
import { errorCode, ignoring } from '../fs/error-code';
import { asStorage, storageFailure } from '../fs/storage-failure';
import { type Pieces, writeNewFile } from '../fs/write-new-file';
import type { Signer } from '../identity/signer';
import type { CaseSession } from './case-session';
import { holdForDamage } from './hold-for-damage';

export interface CopyRequest {
  readonly ref: string;
  /** Null for the message itself; `sha256` as the list of attachments shows it, null where it was not looked at. */
  readonly attachment: { readonly index: number; readonly sha256: string | null } | null;
  /** Where the file is to lie; its folder must be there, the file must not. */
  readonly path: string;
  readonly reason: string;
}

export interface SavedCopy {
  readonly entry: number;
  /** The file's name without its folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Saves a copy outside of the case.
 *
 * @throws FailureError `bad-request`, `not-found`, `target-exists`, `case-damaged`: nothing was recorded and nothing saved;
 *   `disk-full`, `internal`: recorded and not saved, with a correction that says so
 */
export async function saveCopy(session: CaseSession, signer: Signer, request: CopyRequest): Promise<SavedCopy> {
  const { ref, path } = request;
  const reason = request.reason.trim();
  if (reason === '') {
    throw new FailureError('bad-request', copyWords.reasonMissing);
  }
  const range = session.messageAt(ref);
  const copied =
    request.attachment === null
      ? await original(session, ref, range)
      : await attachment(session, ref, range, request.attachment);
  const file = basename(path);
  await assertFree(path, session.store.dir);
  const { what, name, sha256, bytes } = copied;
  const { entry } = await acts.recordCopy(session.store, signer, {
    ref,
    message: range.sha256,
    what,
    name,
    file,
    sha256,
    bytes,
    reason,
  });
  try {
    await writeNewFile(path, copied.pieces());
  } catch (error) {
    throw await notWritten(session, signer, entry.seq, error);
  }
  return { entry: entry.seq, file, bytes, sha256 };
}

/** What is given out, read and hashed before anything is recorded. */
interface Copied extends Pick<RecordData<'copy'>, 'what' | 'name' | 'sha256' | 'bytes'> {
  readonly pieces: () => Pieces;
}

const PIECE_BYTES = 1 << 20;

/** The message's bytes as they lie in the evidence. */
async function original(session: CaseSession, ref: string, range: MessageRange): Promise<Copied> {
  const { store } = session;
  const { object, offset, length, sha256 } = range;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < length; at += PIECE_BYTES) {
      const end = Math.min(length, at + PIECE_BYTES);
      yield await store.vault.readRange(object, offset + at, offset + end);
    }
  }
  const hash = createHash('sha256');
  for await (const piece of pieces()) {
    hash.update(piece);
  }
  if (hash.digest('hex') !== sha256) {
    throw (await holdForDamage(session, ref)) ?? new FailureError('case-damaged', damageWords.otherBytes(ref));
  }
  return { what: 'message', name: '', sha256, bytes: length, pieces };
}

/** A file attached to the message, read again by who listed it. */
async function attachment(
  { store, pool }: CaseSession,
  ref: string,
  { object, offset, length, sha256: whole, contentSha256 }: MessageRange,
  { index, sha256: listed }: NonNullable<CopyRequest['attachment']>,
): Promise<Copied> {
  const place = { path: store.vault.pathOf(object), offset, length };
  const file = await pool.attachment({ place, unquotes: whole !== contentSha256, index }).catch((cause: unknown) => {
    throw new FailureError('unreadable-input', copyWords.unreadable(ref), { cause });
  });
  if (file === null) {
    throw new FailureError('not-found', copyWords.noAttachment(ref, index + 1));
  }
  const { name, content } = file;
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (listed !== null && listed !== sha256) {
    throw new FailureError('bad-request', copyWords.otherAttachment(ref));
  }
  return { what: 'attachment', name, sha256, bytes: content.length, pieces: () => [content] };
}

/** Before anything is recorded: the folder is there and outside of the case, the file is not there. */
async function assertFree(path: string, caseDir: string): Promise<void> {
  const folder = await realpath(dirname(path)).catch((cause: unknown) => {
    throw new FailureError('not-found', copyWords.folderMissing(dirname(path)), { cause });
  });
  const within = relative(await realpath(caseDir), folder);
  if (within !== '..' && !within.startsWith(`..${sep}`) && !isAbsolute(within)) {
    throw new FailureError('bad-request', copyWords.insideCase);
  }
  await asStorage(copyWords.what, () =>
    ignoring(['ENOENT'], async () => {
      await lstat(path);
      throw new FailureError('target-exists', copyWords.targetExists(basename(path)));
    }),
  );
}

/** The entry stands: a correction says that the copy did not come about. */
async function notWritten(session: CaseSession, signer: Signer, entry: number, error: unknown): Promise<FailureError> {
  const isThere = errorCode(error) === 'EEXIST';
  const { code, message } = isThere
    ? new FailureError('target-exists', copyWords.appeared)
    : storageFailure(error, copyWords.what);
  await correct(session.store, signer, { entry, text: copyWords.correction });
  return new FailureError(code, copyWords.notWritten(entry, message), { cause: error });
}
