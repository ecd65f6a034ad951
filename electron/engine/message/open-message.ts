/** Reading one message of a case, with a way back for a body that cannot be read within its limits. */
import type { CaseContext } from '../../../shared/analysis/case-context';
import { FailureError } from '../../../shared/contract/failure';
import type { MessageView } from '../../../shared/contract/model';
import { damageWords } from '../../../shared/wording/damage';
import type { CaseStore } from '../case/case-store';
import { messageContextOf } from '../case/examination';
import type { Catalogue } from '../catalogue/catalogue';
import type { MessageRange } from '../catalogue/message-range';
import { heldAnswers } from '../dns/held-answers';
import { heldForSigners } from '../signers/held-for-signers';
import { ipTableIn } from './ip-registration';
import type { MessagePool } from './message-pool';
import { messageView } from './message-view';
import type { MessageReading, ReadRequest } from './read-message';
import { taskProblem } from './task-problem';

export interface OpenMessage {
  readonly view: MessageView;
  readonly text: string;
  /** Sanitised page for the frame; empty when the message has no HTML. */
  readonly page: string;
  readonly links: MessageReading['links'];
  readonly remoteImages: readonly string[];
}

interface MessageServices {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly places: { readonly resourcesDir: string };
}

/** @throws FailureError `not-found`, `case-damaged`, `cancelled` */
export async function openMessage(services: MessageServices, ref: string, signal?: AbortSignal): Promise<OpenMessage> {
  const range = services.catalogue.range(ref);
  if (range === undefined) {
    throw new FailureError(
      'not-found',
      `There is no message ${ref} in this case. Nothing was changed. Choose another one.`,
    );
  }
  const context = {
    ...messageContextOf(services.store.view, services.catalogue.revision.clocks(), ref),
    store: range.store,
  };
  const reading = await readWithin(services, ref, range, context, signal);
  if (reading.sha256 !== null && reading.sha256 !== range.sha256) {
    throw new FailureError('case-damaged', damageWords.otherBytes(ref));
  }
  const sources = { context, ipTable: ipTableIn(services.places.resourcesDir) };
  const { text, page, links, remoteImages } = reading;
  return { view: messageView(services.store.view, ref, range, reading, sources), text, page, links, remoteImages };
}

/** A body that takes too long is set aside, and a structure that does, too; the header is read all the same. */
async function readWithin(
  { store, pool }: MessageServices,
  ref: string,
  range: MessageRange,
  context: CaseContext,
  signal: AbortSignal | undefined,
): Promise<MessageReading> {
  const { object, offset, length, sha256, contentSha256 } = range;
  const place = { path: store.vault.pathOf(object), offset, length };
  const held = { dns: await heldAnswers(store), signers: await heldForSigners(store) };
  const request: ReadRequest = { place, unquotes: sha256 !== contentSha256, withBody: true, context, ...held };
  try {
    return await pool.read(request, signal);
  } catch (error) {
    throwIfCancelled(error);
    await assertStored(store, object);
    const facts = await pool
      .read({ ...request, withBody: false }, signal)
      .catch(async (cause: unknown) => {
        throwIfCancelled(cause);
        return await pool.read({ ...request, withBody: false, headerOnly: true }, signal);
      })
      .catch((cause: unknown) => {
        throw unreadable(ref, cause);
      });
    return { ...facts, problem: taskProblem(error) };
  }
}

function throwIfCancelled(error: unknown): void {
  if (error instanceof FailureError) {
    throw error;
  }
}

async function assertStored(store: CaseStore, object: string): Promise<void> {
  if (!(await store.vault.has(object))) {
    throw new FailureError(
      'case-damaged',
      `The stored file of this message (objects/${object.slice(0, 2)}/${object.slice(2)}) is missing. The other files of the case are unharmed. Verify the case, and bring this file back from a copy.`,
    );
  }
}

function unreadable(ref: string, cause: unknown): FailureError {
  return cause instanceof FailureError
    ? cause
    : new FailureError(
        'unreadable-input',
        `The message ${ref} cannot be read within the limits of time and memory. Its bytes are in the vault, unharmed. Look at its source.`,
        { cause },
      );
}
