import type { Check, PacketContents, Verification } from '../../../../shared/contract/outcomes';
import { verification } from '../../../../shared/wording/window/handover';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { Facts } from '../../components/facts';
import { MailText } from '../../components/mail-text';
import { inFours, readableBytes } from '../../format/numbers';
import { asWritten } from '../../format/time';
import { checkOfJob } from '../../state/checked-packets';
import { FurtherCheck } from './further-check';
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

const exhibitColumns: readonly TableColumn<PacketContents['exhibits'][number]>[] = [
  { id: 'label', name: verification.exhibit, cell: ({ label }) => <MailText text={label} />, kind: 'stamp' },
  { id: 'ref', name: verification.message, cell: ({ ref }) => <MailText text={ref} />, kind: 'stamp' },
  { id: 'bytes', name: verification.size, cell: ({ bytes }) => readableBytes(bytes), kind: 'number' },
  { id: 'sha256', name: verification.sha256, cell: ({ sha256 }) => sha256, kind: 'evidence' },
];

/** What the packet says of itself: quoted, as everything that comes from elsewhere. */
function packetFacts({ packetId, createdAt, handling, case: from }: PacketContents) {
  return [
    { name: verification.packet, value: <MailText text={packetId} /> },
    { name: verification.ofCase, value: <MailText text={`${from.number} ${from.name}`.trim()} /> },
    { name: verification.built, value: <MailText text={asWritten(createdAt)} /> },
    ...(handling === '' ? [] : [{ name: verification.handling, value: <MailText text={handling} /> }]),
  ];
}

/** Green is for what is intact and, where it is a packet, signed by a key that the person trusts. */
function Verdict({ result: { ok, state, firstFailure, checks } }: { readonly result: Verification }) {
  if (state !== undefined && state !== 'not-intact') {
    return (
      <p className={`verdict ${VERDICT_CLASS[state]}`} role="status">
        {verification.states[state]}
      </p>
    );
  }
  const failed = verification.failed(firstFailure ?? checks.find((check) => !check.ok)?.name ?? '');
  return (
    <p className={ok ? 'verdict verdict-ok' : 'verdict verdict-failed'} role="status">
      {ok ? verification.ok : failed}
    </p>
  );
}

const VERDICT_CLASS = {
  trusted: 'verdict-ok',
  'unknown-signer': 'verdict-open',
  'refused-signer': 'verdict-failed',
} as const;

/** The result of a check; a failure is named first and loudest. */
export function VerificationDialog({
  jobId,
  result,
  onClose,
}: {
  readonly jobId: string;
  readonly result: Verification;
  readonly onClose: () => void;
}) {
  const title = result.kind === 'case' ? verification.caseTitle : verification.packetTitle;
  const check = checkOfJob(jobId);
  return (
    <Dialog title={title} width="wide" onClose={onClose}>
      <Verdict result={result} />
      <Facts
        facts={[
          ...(result.packet == null ? [] : packetFacts(result.packet)),
          { name: verification.path, value: result.path, evidence: true },
          { name: verification.signer, value: result.signer?.name ?? verification.noSigner },
          ...(result.signer === null
            ? []
            : [{ name: verification.fingerprint, value: inFours(result.signer.fingerprint), evidence: true }]),
        ]}
      />
      {check !== null && result.state !== 'not-intact' && <FurtherCheck before={check} onStarted={onClose} />}
      {result.packet != null && (
        <DataTable
          label={verification.exhibits}
          columns={exhibitColumns}
          rows={result.packet.exhibits}
          keyOf={(exhibit) => exhibit.label}
        />
      )}
      <DataTable label={verification.checks} columns={columns} rows={result.checks} keyOf={(check) => check.name} />
    </Dialog>
  );
}
