import { palette } from '../../../../shared/wording/window/commands';
import { start } from '../../../../shared/wording/window/start';
import { Dialog } from '../../components/dialog';
import { session } from '../../state/session';
import { useStore } from '../../state/store';

/** What the program is and which version runs. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useStore(session, (state) => state.app);
  return (
    <Dialog title={palette.aboutTitle} onClose={onClose}>
      <p>{palette.aboutLead}</p>
      {app !== null && <p className="evidence">{start.version(app.version, app.runtime)}</p>}
      <p className="muted">{palette.licence}</p>
    </Dialog>
  );
}
