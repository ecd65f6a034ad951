/** What is said while a packet is built, and when it cannot be. */
import { plainLine } from '../text/visible-text';
import { grouped } from './packet-numbers';

export const buildSentences = {
  stageFiles: 'Writing the packet',
  stageReport: (done: number, total: number) => `Drawing the report, ${grouped(done)} of ${grouped(total)} sections`,
  stageSign: 'Signing the packet',
  signatureReason: (packetId: string) => `Report of packet ${packetId}`,
  stageZip: 'Packing the archive',
  what: 'the packet',
  nothing:
    'No exhibit was chosen, so there is nothing to export. The case is unharmed. Choose at least one message as an exhibit.',
  targetExists: (path: string) =>
    `"${plainLine(path)}" already exists. It was not touched and no packet was written. Choose another name or move it away.`,
  folderMissing: (path: string) =>
    `The folder "${plainLine(path)}" does not exist. No packet was written. Choose a folder that is there.`,
  exhibitChanged: (label: string) =>
    `The bytes of exhibit ${plainLine(label)} are not those that were received: their SHA-256 is another one. No packet was written and nothing was changed. Verify the case.`,
} as const;

export const verifySentences = {
  stage: (name: string) => `Checking: ${name}`,
  notFound: (path: string) => `There is nothing at "${plainLine(path)}". Nothing was changed. Check the path.`,
  notAPacket: (path: string) =>
    `"${plainLine(path)}" is not a packet of Chainmail. Nothing was changed. Choose a packet\u2019s folder or its zip file.`,
} as const;
