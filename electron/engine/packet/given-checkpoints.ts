import type { Outcome } from '../../../shared/packet-format/checks/outcome';
import type { PacketInspection } from '../../../shared/packet-format/checks/packet-inspection';
import { JOURNAL } from '../../../shared/packet-format/packet-layout';
import type { CheckStep } from '../../../shared/packet-format/verify-packet';
import { checkWords } from '../../../shared/wording/packet-checks';
import { examineGiven, type GivenCheckpoint } from '../custody/examine-checkpoints';
import { treeOf } from '../custody/journal-tree';
import { certificateName } from '../identity/certificate-name';
import { keyFingerprint } from '../identity/key-pair';

/** Whether the packet's journal continues checkpoints from elsewhere, such as those of earlier packets. */
export function givenCheckpoints(given: readonly GivenCheckpoint[]): readonly CheckStep[] {
  return given.length === 0 ? [] : [['Given checkpoints', (packet) => checkGiven(packet, given)]];
}

async function checkGiven(packet: PacketInspection, given: readonly GivenCheckpoint[]): Promise<Outcome> {
  const description = await packet.description();
  const journal = await packet.bytes(JOURNAL);
  if (description === undefined || journal === undefined) {
    return {
      ok: false,
      detail: description === undefined ? checkWords.descriptionForm : checkWords.unreadable(JOURNAL),
    };
  }
  const keys = [...(await packet.certificates()).values()].flatMap(knownKey);
  const { problems } = await examineGiven({ id: description.case.id, tree: treeOf(journal), keys }, given, []);
  return problems.length === 0
    ? { ok: true, detail: checkWords.givenOk(given.length) }
    : { ok: false, detail: `${problems.join('; ')}.` };
}

function knownKey(certificate: string) {
  const fingerprint = keyFingerprint(certificate);
  return fingerprint === null ? [] : [{ fingerprint, name: certificateName(certificate), certificate }];
}
