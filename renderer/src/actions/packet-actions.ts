import { codeOf, request } from '../api/client';
import { choose } from '../api/desktop';
import { desk, type Place } from '../state/desk';
import { attempt, signed } from './perform';

export function goTo(place: Place): void {
  desk.update((state) => ({ ...state, place }));
}

/** Starts building; true once the engine works on it. Rejects with the engine's failure. */
export async function buildPacket(zip: boolean, place: string | null, redact: boolean): Promise<boolean> {
  const input = place === null ? { zip, redact } : { zip, place, redact };
  return (await signed(() => request('packet:export', input))) !== undefined;
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
      await request('packet:verify', { place: chosen.token });
    }
  });
}
