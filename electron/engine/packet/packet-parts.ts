import { description } from './parts/description';
import { exhibits } from './parts/exhibits';
import { forms } from './parts/forms';
import { journal } from './parts/journal';
import { keys } from './parts/keys';
import { machine } from './parts/machine';
import type { PacketPart } from './parts/packet-part';
import { proofs } from './parts/proofs';
import { redactionLogPart } from './parts/redaction-log';
import { report } from './parts/report';
import { tables } from './parts/tables';
import { timestamps } from './parts/timestamps';

/** What a packet's payload is made of. Cheap parts that can fail come first. */
export const PACKET_PARTS: readonly PacketPart[] = [
  exhibits,
  journal,
  proofs,
  timestamps,
  keys,
  description,
  tables,
  redactionLogPart,
  machine,
  report,
  forms,
];
