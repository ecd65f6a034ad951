import { common } from '../../../shared/wording/window/common';
import { Button } from '../components/button';
import { dismiss, notices } from '../state/notices';
import { useStore } from '../state/store';
import './notices.css';

/** Sentences at the foot, read out politely; failures stay until they are dismissed. */
export function Notices() {
  const shown = useStore(notices, (all) => all);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((notice) => (
        <p key={notice.id} className={`toast toast-${notice.tone}`}>
          <span>{notice.sentence}</span>
          <Button kind="quiet" label={common.dismiss} onPress={() => dismiss(notice.id)}>
            ✕
          </Button>
        </p>
      ))}
    </div>
  );
}
