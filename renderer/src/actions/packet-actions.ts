import type { BriefingContent, BriefingSection } from '../../../shared/briefing/content';
import type { Input, Output } from '../../../shared/contract/requests';
import { codeOf, request } from '../api/client';
import { choose } from '../api/desktop';
import { type PacketCheck, rememberCheck } from '../state/checked-packets';
import { desk, type Place } from '../state/desk';
import { refreshCase } from '../state/session';
import { attempt, signed } from './perform';

export function goTo(place: Place): void {
  desk.update((state) => ({ ...state, place }));
}

/** Starts building; true once the engine works on it. Rejects with the engine's failure. */
export async function buildPacket(
  choice: Omit<Input<'packet:export'>, 'place'>,
  place: string | null,
): Promise<boolean> {
  const input = place === null ? choice : { ...choice, place };
  return (await signed(() => request('packet:export', input))) !== undefined;
}

/** Records a section of the report; undefined when the key stayed locked. */
export async function writeSection(
  section: BriefingSection,
  content: BriefingContent,
): Promise<Output<'briefing:set'> | undefined> {
  const done = await signed(() => request('briefing:set', { section, content }));
  await refreshCase();
  return done;
}

/** Checks the case. Checking needs no key; where the engine wants to record it, the key is asked for. */
export function verifyCase(): Promise<void> {
  return attempt(async () => {
    try {
      await request('case:verify', {});
    } catch (error) {
      if (codeOf(error) !== 'identity-locked') {
        throw error;
      }
      await signed(() => request('case:verify', {}));
    }
  });
}

export function verifyPacket(what: 'packet-file' | 'packet-folder'): Promise<void> {
  return attempt(async () => {
    const [chosen] = await choose(what);
    if (chosen !== undefined) {
      await checkPacket({ place: chosen.token, beside: [], fingerprint: null });
    }
  });
}

/** Starts the check of a packet; its receipt can start it again with more to check against. */
export async function checkPacket(check: PacketCheck): Promise<void> {
  const { jobId } = await request('packet:verify', { ...check, beside: check.beside.map(({ token }) => token) });
  rememberCheck(jobId, check);
}
