import type { CaseState } from '../../../shared/contract/requests';
import { request } from '../api/client';
import { choose } from '../api/desktop';
import { askAhead } from '../api/list-pages';
import { desk } from '../state/desk';
import { openDialog } from '../state/dialogs';
import { EMPTY_LOOKUPS, lookups } from '../state/lookups';
import { adoptCase, refreshApp } from '../state/session';
import { attempt, signed } from './perform';
import { deskOfCase } from './sort-actions';

/** Shows a case: the desk is cleared but for the list's order, the list of recent cases is read again. */
async function enter(openCase: CaseState): Promise<void> {
  const next = deskOfCase(openCase.info.id);
  askAhead(next);
  desk.update(() => next);
  lookups.update(() => EMPTY_LOOKUPS);
  adoptCase(openCase);
  await refreshApp();
}

export function askNewCase(): void {
  openDialog({ kind: 'new-case' });
}

/** Rejects with the engine's failure, so that the dialog can show it where the name was typed. */
export async function createCase(name: string, number: string, place: string | null): Promise<boolean> {
  const input = place === null ? { name, number } : { name, number, place };
  const created = await signed(() => request('case:create', input));
  if (created === undefined) {
    return false;
  }
  await enter(created);
  return true;
}

export function openCaseByDialog(): Promise<void> {
  return attempt(async () => {
    const [chosen] = await choose('case-folder');
    if (chosen !== undefined) {
      await enter(await request('case:open-place', { place: chosen.token }));
    }
  });
}

export function openRecentCase(caseId: string): Promise<void> {
  return attempt(async () => enter(await request('case:open', { caseId })));
}

export function openSample(): Promise<void> {
  return attempt(async () => enter(await request('case:open-sample', {})));
}

export function closeCase(): Promise<void> {
  return attempt(async () => {
    try {
      await request('case:close', {});
    } finally {
      // The engine has let go of the case even where closing it failed, such as on a disk that was pulled out.
      adoptCase(null);
      await refreshApp();
    }
  });
}

export function lockKey(): Promise<void> {
  return attempt(async () => {
    await request('identity:lock', {});
    await refreshApp();
  });
}

export function unlockKey(): void {
  openDialog({ kind: 'unlock', settle: () => {} });
}
