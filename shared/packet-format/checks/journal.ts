import { plainLine } from '../../text/visible-text';
import { checkWords } from '../../wording/packet-checks';
import { JOURNAL } from '../packet-layout';
import { verifyJournal } from '../verify-journal';
import { failed, type Outcome, passed } from './outcome';
import type { PacketInspection } from './packet-inspection';

/** The custody journal: chain, signatures and keys, and that it ends where the description says. */
export async function checkJournal(packet: PacketInspection): Promise<Outcome> {
  const bytes = await packet.bytes(JOURNAL);
  if (bytes === undefined) {
    return failed(checkWords.unreadable(JOURNAL));
  }
  const certificates = await packet.certificates();
  const { sha256, verifySignature, keyFingerprint } = packet.tools;
  const report = await verifyJournal(bytes, {
    sha256,
    verifySignature,
    keyFingerprint,
    certificate: (hash) => certificates.get(hash) ?? null,
  });
  const [problem] = report.findings;
  if (problem !== undefined) {
    return failed(checkWords.journalBroken(plainLine(problem.detail)));
  }
  const stated = (await packet.description())?.journal;
  const isStated = stated?.entries === report.entries && stated.head === (report.head?.hash ?? null);
  return isStated ? passed(checkWords.journalOk(report.entries)) : failed(checkWords.journalHead);
}
