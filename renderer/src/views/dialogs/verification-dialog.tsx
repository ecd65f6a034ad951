import type { Check, Verification } from '../../../../shared/contract/outcomes';
import { verification } from '../../../../shared/wording/window/handover';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { Facts } from '../../components/facts';
import { inFours } from '../../format/numbers';
import './verification-dialog.css';

const columns: readonly TableColumn<Check>[] = [
  {
    id: 'ok',
    name: verification.result,
    cell: (check) => (
      <span className={check.ok ? 'check-ok' : 'check-failed'}>
        {check.ok ? verification.passedMark : verification.failedMark}
      </span>
    ),
  },
  { id: 'name', name: verification.checks, cell: (check) => check.name },
  {
    id: 'detail',
    name: verification.detail,
    kind: 'prose',
    cell: (check) => <span className="muted">{check.detail}</span>,
  },
];

/** The result of a check; a failure is named first and loudest. */
export function VerificationDialog({
  result,
  onClose,
}: {
  readonly result: Verification;
  readonly onClose: () => void;
}) {
  const title = result.kind === 'case' ? verification.caseTitle : verification.packetTitle;
  const failed = verification.failed(result.firstFailure ?? result.checks.find((check) => !check.ok)?.name ?? '');
  return (
    <Dialog title={title} width="wide" onClose={onClose}>
      <p className={result.ok ? 'verdict verdict-ok' : 'verdict verdict-failed'} role="status">
        {result.ok ? verification.ok : failed}
      </p>
      <Facts
        facts={[
          { name: verification.path, value: result.path, evidence: true },
          { name: verification.signer, value: result.signer?.name ?? verification.noSigner },
          ...(result.signer === null
            ? []
            : [{ name: verification.fingerprint, value: inFours(result.signer.fingerprint), evidence: true }]),
        ]}
      />
      <p className="muted">{verification.compare}</p>
      <DataTable label={verification.checks} columns={columns} rows={result.checks} keyOf={(check) => check.name} />
    </Dialog>
  );
}
