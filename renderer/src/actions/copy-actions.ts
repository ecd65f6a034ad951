import type { MessageView } from '../../../shared/contract/model';
import type { Output } from '../../../shared/contract/requests';
import { request } from '../api/client';
import { choose } from '../api/desktop';
import { type CopiedThing, openDialog } from '../state/dialogs';
import { refreshCase } from '../state/session';
import { signed } from './perform';

/** Asks where a copy is to lie, then gives it out; undefined when the question was dismissed or the key stayed locked. */
export async function saveCopy(of: CopiedThing, reason: string): Promise<Output<'copy:save'> | undefined> {
  const { ref, index, sha256, name } = of;
  const proposed = index === null ? `${ref}.eml` : name;
  const [chosen] = await choose('copy-file', proposed);
  if (chosen === undefined) {
    return undefined;
  }
  const attachment = index === null ? null : { index, sha256 };
  const done = await signed(() => request('copy:save', { ref, attachment, place: chosen.token, reason }));
  await refreshCase();
  return done;
}

/** Asks why the open message is to be saved as a file. */
export function askSaveMessage({ ref, length, sha256 }: MessageView): void {
  openDialog({ kind: 'save-copy', of: { ref, name: '', bytes: length, sha256, index: null, warning: null } });
}
