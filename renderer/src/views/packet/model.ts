import type { AppState, CaseState } from '../../../../shared/contract/requests';
import { handover } from '../../../../shared/wording/window/handover';
import { grouped } from '../../format/numbers';

/** Something that has to be right before a packet leaves. */
export interface Readiness {
  readonly name: string;
  readonly ok: boolean;
  /** Whether the packet cannot be built without it; a locked key is only asked for. */
  readonly blocks: boolean;
}

export function readiness(app: AppState, openCase: CaseState): readonly Readiness[] {
  const { exhibits, info } = openCase;
  return [
    {
      name: exhibits.length === 0 ? handover.noExhibits : handover.exhibits(grouped(exhibits.length)),
      ok: exhibits.length > 0,
      blocks: true,
    },
    {
      name: info.custodyEntries === 0 ? handover.journalEmpty : handover.journal(grouped(info.custodyEntries)),
      ok: info.custodyEntries > 0,
      blocks: true,
    },
    keyReadiness(app),
  ];
}

function keyReadiness({ examiner, unlocked }: AppState): Readiness {
  if (examiner === null) {
    return { name: handover.noKey, ok: false, blocks: false };
  }
  const name = unlocked ? handover.keyUnlocked(examiner.name) : handover.keyLocked(examiner.name);
  return { name, ok: unlocked, blocks: false };
}

export function isBlocked(checks: readonly Readiness[]): boolean {
  return checks.some((check) => check.blocks && !check.ok);
}
