import { lintBriefing } from '../../../shared/briefing/lint';
import type { Examiner } from '../../../shared/contract/model';
import type { Handlers } from '../../../shared/contract/requests';
import type { ReportExhibit } from '../../../shared/packet-format/report-content';
import { briefingOf, previewDraft, writeSection } from '../session/briefing';
import type { CaseSession } from '../session/case-session';
import { reportExhibits } from '../session/report-content';
import type { EngineState } from './engine-state';

type BriefingRequests = 'briefing:show' | 'briefing:set' | 'briefing:preview';

export function briefingHandlers(state: EngineState): Pick<Handlers, BriefingRequests> {
  const exhibits = new KnownExhibits();
  return {
    'briefing:show': async () => {
      const briefing = briefingOf(state.session);
      return { briefing, hits: [...lintBriefing(briefing)] };
    },
    'briefing:set': async ({ section, content }) => {
      const { entry } = await writeSection(state.session, state.signer, section, content);
      state.announceChange();
      return { entry };
    },
    'briefing:preview': async (draft) => {
      const { session } = state;
      const shown = previewDraft(session, examinerOf(state), draft, await exhibits.of(session));
      return { sections: [...shown.sections], hits: [...shown.hits] };
    },
  };
}

/** A preview needs no key: with a locked one it leaves the name to the packet. */
function examinerOf(state: EngineState): Examiner {
  const { name, organisation, fingerprint } = state.isUnlocked
    ? state.signer
    : { name: '', organisation: '', fingerprint: '' };
  return { name, organisation, fingerprint };
}

/** The exhibits as last read: a preview is asked for at every pause of typing, and no words change what exhibits hold. */
class KnownExhibits {
  #session: CaseSession | null = null;
  #entries = -1;
  #exhibits: readonly ReportExhibit[] = [];

  async of(session: CaseSession): Promise<readonly ReportExhibit[]> {
    const { seq } = session.store.view.head;
    if (this.#session !== session || this.#entries !== seq) {
      this.#exhibits = await reportExhibits(session);
      this.#session = session;
      this.#entries = seq;
    }
    return this.#exhibits;
  }
}
