import { useState } from 'react';
import { protect as words } from '../../../../shared/wording/window/message';
import { protectNames } from '../../actions/judgement-actions';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Problem } from '../../components/problem';
import { SubmitActions } from '../../components/submit-actions';
import { notify } from '../../state/notices';
import { session } from '../../state/session';
import { linesOf } from './lines-of';
import { useSubmit } from './use-submit';

const NOBODY = { names: [], domains: [], addresses: [] };

/** Whom the case protects from being imitated: three lists, one entry a line. */
export function ProtectDialog({ onClose }: { readonly onClose: () => void }) {
  const [list] = useState(() => session.get().openCase?.protected ?? NOBODY);
  const [names, setNames] = useState(list.names.join('\n'));
  const [domains, setDomains] = useState(list.domains.join('\n'));
  const [addresses, setAddresses] = useState(list.addresses.join('\n'));
  const submit = useSubmit(async () => {
    const wanted = { names: linesOf(names), domains: linesOf(domains), addresses: linesOf(addresses) };
    const done = await protectNames(wanted);
    if (done !== undefined) {
      onClose();
      notify(done.entry === null ? words.unchanged : words.saved(done.entry));
    }
  });
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={submit.run}
      actions={
        <SubmitActions onCancel={onClose} disabled={submit.busy}>
          {words.save}
        </SubmitActions>
      }
    >
      <p className="muted">{words.lead}</p>
      <Field label={words.names} lines={4} autoFocus maxLength={20_000} value={names} onChange={setNames} />
      <Field
        label={words.domains}
        hint={words.domainsHint}
        lines={3}
        evidence
        maxLength={20_000}
        value={domains}
        onChange={setDomains}
      />
      <Field
        label={words.addresses}
        hint={words.addressesHint}
        lines={3}
        evidence
        maxLength={20_000}
        value={addresses}
        onChange={setAddresses}
      />
      <Problem sentence={submit.problem} />
    </Dialog>
  );
}
