import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { treeOf } from '../../../electron/engine/custody/journal-tree';
import { stampedContent } from '../../../electron/engine/custody/stamped-content';
import type { Signer } from '../../../electron/engine/identity/signer';
import type { PacketContent } from '../../../electron/engine/packet/packet-content';
import type { PacketTimestamp } from '../../../shared/packet-format/report-content';
import { formatRequest } from '../../../shared/packet-format/timestamp/request';
import type { Authority } from '../../helpers/timestamp-authority';
import { sampleContent } from '../../unit/packet/sample';
import { appendEntry, contentOver, type LabJournal, makeJournal, sha256 } from './packet-lab';

/** A journal of four entries, stamped, and stamped again: once with the authority's chain, once as a token alone. */
export async function stampedTwice(signer: Signer, authority: Authority): Promise<PacketContent> {
  const stamping = { signer, authority };
  const first = await stamp(await makeJournal(signer), { ...stamping, isBare: false });
  const second = await stamp(first.journal, { ...stamping, isBare: true });
  return { ...(await contentOver(second.journal, signer)), timestamps: [first.stamp, second.stamp] };
}

interface Stamping {
  readonly signer: Signer;
  readonly authority: Authority;
  readonly isBare: boolean;
}

async function stamp(journal: LabJournal, { signer, authority, isBare }: Stamping) {
  const { entries: size } = journal;
  const text = stampedContent(sampleContent().case.id, treeOf(journal.bytes), size);
  const imprint = createHash('sha256').update(text).digest();
  const answer = authority.reply(formatRequest({ imprint, nonce: randomBytes(8) }), { bare: isBare });
  const time = statedTime(answer);
  const object = { sha256: sha256(answer), bytes: answer.length };
  const subject = { size, time, response: object, request: object };
  const chain = isBare ? '' : await readFile(authority.rootFile, 'utf8');
  const checkpoint = Buffer.from(text).toString('utf8');
  const stamped: PacketTimestamp = { entry: size, size, time, answer, isBare, checkpoint, chain };
  return { journal: await appendEntry(journal, signer, { act: 'custody.timestamp', subject }), stamp: stamped };
}

/** The GeneralizedTime of openssl's statement, found by its tag and length. */
function statedTime(answer: Buffer): string {
  const at = answer.indexOf(Buffer.from([0x18, 0x0f]));
  const [, year, month, day, hour, minute, second] =
    /(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(answer.subarray(at + 2, at + 17).toString('latin1')) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}
