import type {
  Decision,
  FindingView,
  ProtectedData,
  RedactedPersonData,
  SpanData,
} from '../../../shared/contract/model';
import { request } from '../api/client';
import { desk } from '../state/desk';
import { openDialog } from '../state/dialogs';
import { refreshCase } from '../state/session';
import { attempt, signed } from './perform';

/** Records a decision; resolves to the journal entry's number, or undefined when the key stayed locked. */
export async function assess(finding: FindingView, decision: Decision, reason: string): Promise<number | undefined> {
  const { ref, rule } = finding;
  const done = await signed(() => request('finding:assess', { ref, rule, decision, reason }));
  await refreshCase();
  return done?.entry;
}

export async function annotate(
  ref: string,
  span: SpanData | null,
  note: string,
  tags: readonly string[],
): Promise<number | undefined> {
  const done = await signed(() => request('message:annotate', { ref, note, span, tags: [...tags] }));
  await refreshCase();
  return done?.entry;
}

/** Records where the trust boundary of a message lies; null goes back to the proposal. */
export async function moveBoundary(ref: string, trustedHops: number | null): Promise<number | undefined> {
  const done = await signed(() => request('boundary:move', { ref, trustedHops, reason: '' }));
  await refreshCase();
  return done?.entry;
}

/** Records whom the case protects; undefined when the key stayed locked. */
export async function protectNames(list: ProtectedData): Promise<{ readonly entry: number | null } | undefined> {
  const done = await signed(() => request('case:protect', list));
  await refreshCase();
  return done;
}

/** Records whom a redacted packet does not name; undefined when the key stayed locked. */
export async function redactPersons(
  persons: readonly RedactedPersonData[],
): Promise<{ readonly entry: number | null } | undefined> {
  const done = await signed(() => request('case:redact', { persons: [...persons] }));
  await refreshCase();
  return done;
}

/** Starts the search for hashed times; its end is told by the engine. */
export async function solveHashes(refs: readonly string[], windowSeconds: number): Promise<void> {
  await signed(() => request('times:solve', { refs: [...refs], windowSeconds }));
}

/** Opens the note dialog for the selected bytes, or for the whole message. */
export function askAnnotation(): void {
  const { open, bytes } = desk.get();
  if (open !== null) {
    openDialog({ kind: 'annotate', ref: open, span: bytes });
  }
}

/** The messages that an act on the list means: the chosen ones, else the open one. */
export function chosenRefs(): readonly string[] {
  const { selection, open } = desk.get();
  if (selection.size > 0) {
    return [...selection];
  }
  return open === null ? [] : [open];
}

export function changeExhibits(act: 'exhibit:add' | 'exhibit:remove', refs: readonly string[]): Promise<void> {
  return attempt(async () => {
    if (refs.length > 0 && (await signed(() => request(act, { refs: [...refs] }))) !== undefined) {
      await refreshCase();
    }
  });
}
