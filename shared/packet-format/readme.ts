import { plainLine } from '../text/visible-text';
import { readmeText } from '../wording/packet-readme';
import { fingerprintLines, readableTime } from './report/report-terms';
import type { ReportContent } from './report-content';
import { stampPaths } from './stamp-paths';
import { VERIFY_FACTS } from './verify-facts';

const NAME_MAX = 200;

/**
 * README.txt of a packet; names that people typed are made harmless for a terminal.
 *
 * @param sshFingerprint the signer's key as ssh-keygen names it
 */
export function readme(content: ReportContent, sshFingerprint: string): string {
  const { examiner } = content;
  return readmeText({
    caseLine: oneLine(`${content.case.number} ${content.case.name}`),
    packetId: oneLine(content.packetId),
    madeAt: readableTime(content.createdAt),
    examinerLine: oneLine(examiner.organisation === '' ? examiner.name : `${examiner.name}, ${examiner.organisation}`),
    version: content.toolVersion,
    handling: oneLine(content.handling),
    fingerprint: fingerprintLines(examiner.fingerprint),
    ...VERIFY_FACTS,
    sshFingerprint,
    exhibits: content.exhibits.length,
    isRedacted: content.redaction !== undefined,
    timestamps: content.timestamps.map(({ entry, size, time, isBare, chain }) => {
      const paths = stampPaths(entry);
      return {
        size,
        time,
        isBare,
        answer: paths.answer,
        checkpoint: paths.checkpoint,
        chain: chain === '' ? null : paths.chain,
      };
    }),
  });
}

function oneLine(text: string): string {
  return plainLine(text.trim()).slice(0, NAME_MAX);
}
