/** `data/redaction/redaction-log.json`: who is not named, where something was replaced, and why. It holds no value. */
import { exhibitFile } from './exhibit-file';
import { exhibitPaths } from './payload-names';
import { proofPath } from './proven-entries';
import type { ReportContent } from './report-content';
import { safeJson } from './safe-json';

export const REDACTION_LOG_FORMAT = 'chainmail-redaction-log';

/** Undefined for a packet that holds the originals. */
export function redactionLog(content: ReportContent): string | undefined {
  const { redaction, packetId, createdAt, examiner } = content;
  if (redaction === undefined) {
    return undefined;
  }
  const paths = exhibitPaths(content.exhibits);
  const { list, persons, exhibits, elsewhere } = redaction;
  const log = {
    format: REDACTION_LOG_FORMAT,
    version: 1,
    packetId,
    createdAt,
    by: { name: examiner.name, organisation: examiner.organisation, fingerprint: examiner.fingerprint },
    list: { ...list, proof: proofPath(list.entry) },
    persons,
    exhibits: content.exhibits.map((exhibit, index) => {
      const { message, derivative, label } = exhibit;
      const { sha256, bytes } = exhibitFile(exhibit);
      const entry = derivative?.entry ?? -1;
      const redacted = exhibits.find((one) => one.label === label);
      return {
        label,
        derivative: { path: paths[index] ?? '', sha256, bytes },
        original: { ref: message.ref, sha256: message.sha256, bytes: message.length, isInPacket: false },
        journal: { entry, proof: proofPath(entry) },
        isGuessable: redacted?.isGuessable ?? false,
        changes: redacted?.changes ?? [],
        leftOut: redacted?.omissions ?? [],
      };
    }),
    elsewhere: elsewhere.map(({ place: _, ...change }) => change),
  };
  return `${safeJson(log, 2)}\n`;
}
