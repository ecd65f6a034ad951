import { common } from '../../../shared/wording/window/common';
import { Button } from '../components/button';
import { dismiss, type NoticeAction, notices } from '../state/notices';
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
          {notice.action !== null && <Offer id={notice.id} action={notice.action} />}
          <Button kind="quiet" label={common.dismiss} onPress={() => dismiss(notice.id)}>
            ✕
          </Button>
        </p>
      ))}
    </div>
  );
}

function Offer({ id, action }: { readonly id: number; readonly action: NoticeAction }) {
  const take = (): void => {
    dismiss(id);
    action.run();
  };
  return (
    <Button kind="link" onPress={take}>
      {action.name}
    </Button>
  );
}
