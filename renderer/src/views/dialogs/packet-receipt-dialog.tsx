import type { ExportResult } from '../../../../shared/contract/outcomes';
import { templateNames } from '../../../../shared/wording/briefing';
import { wordingSentences } from '../../../../shared/wording/briefing-lint';
import { common } from '../../../../shared/wording/window/common';
import { packetReceipt } from '../../../../shared/wording/window/handover';
import { attempt } from '../../actions/perform';
import { reveal } from '../../api/desktop';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Facts } from '../../components/facts';
import { grouped, inFours } from '../../format/numbers';
import { WordingHits } from '../packet/briefing/wording-hits';

interface PacketReceiptDialogProps {
  readonly jobId: string;
  readonly result: ExportResult;
  readonly onClose: () => void;
}

/** What was written, and the one hash to hand over by another way. */
export function PacketReceiptDialog({ jobId, result, onClose }: PacketReceiptDialogProps) {
  return (
    <Dialog
      title={packetReceipt.title}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => void attempt(() => reveal(jobId))}>{packetReceipt.reveal}</Button>
          <Button kind="primary" onPress={onClose}>
            {common.close}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          { name: packetReceipt.packetId, value: result.packetId, evidence: true },
          { name: packetReceipt.manifest, value: inFours(result.manifestSha256), evidence: true },
          { name: packetReceipt.path, value: result.path, evidence: true },
          { name: packetReceipt.template, value: templateNames[result.template] },
          { name: packetReceipt.files, value: grouped(result.files) },
          { name: packetReceipt.signer, value: inFours(result.signer), evidence: true },
          { name: packetReceipt.seconds, value: `${result.seconds.toFixed(1)} s` },
        ]}
      />
      {result.wording.length > 0 && (
        <>
          <p>{wordingSentences.accepted(result.wording.length)}</p>
          <WordingHits hits={result.wording} />
        </>
      )}
      <p className="muted">{packetReceipt.readOut}</p>
    </Dialog>
  );
}
