import type { CustodyEntryView, CustodyView } from '../../../shared/contract/case-info';
import type { JournalLine } from '../../../shared/packet-format/journal-line';
import { actSentence } from '../../../shared/wording/acts';
import type { CaseSession } from './case-session';
import { describeCheckpoint } from './checkpoints';

/** The custody journal as it is shown: every entry with its sentence and its hash. */
export async function readCustody(session: CaseSession): Promise<CustodyView> {
  const entries: CustodyEntryView[] = [];
  for await (const line of session.store.lines()) {
    entries.push(custodyEntry(line));
  }
  return { head: entries.at(-1)?.hash ?? null, checkpoint: await describeCheckpoint(session), entries };
}

export function custodyEntry(line: JournalLine): CustodyEntryView {
  const { entry } = line;
  return {
    seq: entry.seq,
    time: inZone(entry.at, entry.zone),
    actor: entry.actor.organisation === '' ? entry.actor.name : `${entry.actor.name}, ${entry.actor.organisation}`,
    act: entry.act,
    sentence: actSentence(entry.act, entry.subject),
    subject: { ...entry.subject },
    hash: line.hash,
  };
}

const ZONE = /^([+-])(\d{2}):(\d{2})$/;

/** A UTC time written in the zone that the entry records: `2026-11-23T14:07:59.123-05:00`. */
export function inZone(utc: string, zone: string): string {
  const parts = ZONE.exec(zone);
  const atMs = Date.parse(utc);
  if (parts === null || Number.isNaN(atMs)) {
    return utc;
  }
  const minutes = (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3]));
  return `${new Date(atMs + minutes * 60_000).toISOString().slice(0, -1)}${zone}`;
}
