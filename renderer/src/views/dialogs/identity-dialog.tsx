import { identity } from '../../../../shared/wording/window/start';
import { Dialog } from '../../components/dialog';
import { IdentityForm } from '../start/identity-form';

interface IdentityDialogProps {
  readonly settle: (done: boolean) => void;
  readonly onClose: () => void;
}

/** First use in the middle of an act: the key is made, then the act goes on. */
export function IdentityDialog({ settle, onClose }: IdentityDialogProps) {
  const finish = (done: boolean): void => {
    onClose();
    settle(done);
  };
  return (
    <Dialog title={identity.createTitle} bare onClose={() => finish(false)}>
      <div className="dialog-padded">
        <IdentityForm onDone={() => finish(true)} onSkip={() => finish(false)} />
      </div>
    </Dialog>
  );
}
