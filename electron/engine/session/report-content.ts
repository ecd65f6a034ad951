/** What a report of the case is made from, without its journal: for a packet, and for a preview of one section. */
import { ruleSetVersion } from '../../../shared/analysis/registry';
import { templates } from '../../../shared/briefing/templates';
import type { Evidence, Examiner, Exhibit } from '../../../shared/contract/model';
import type { BriefedContent, ReportExhibit } from '../../../shared/packet-format/report-content';
import { evidenceOf } from '../case/selectors';
import { VERSION } from '../version';
import type { CaseSession } from './case-session';
import { nextPacketId } from './packet-name';
import { inZone } from './read-custody';
import { readHeader, readMessage } from './read-message';

/** All but the exhibits, which have to be read. The marking is the cover's, or the template's where the cover has none. */
export function briefedContent(
  session: CaseSession,
  examiner: Examiner,
  { template, briefing }: Pick<BriefedContent, 'template' | 'briefing'>,
): Omit<BriefedContent, 'exhibits'> {
  const { store, env } = session;
  const { view } = store;
  const nowMs = env.now();
  return {
    case: { id: view.id, name: view.name, number: view.number },
    packetId: nextPacketId(session),
    examiner,
    createdAt: inZone(new Date(nowMs - (nowMs % 1000)).toISOString(), zoneText(env.zoneOffsetMinutes(nowMs))),
    toolVersion: VERSION,
    ruleSetVersion,
    handling: briefing.cover?.content.handling || templates[template].handling,
    template,
    briefing,
    evidence: evidenceOf(view),
  };
}

/** Read side by side: each waits for a thread most of its time. */
const READ_AT_ONCE = 8;

/** The exhibits with everything that is read from them, in the order of their choice. */
export async function reportExhibits(session: CaseSession): Promise<readonly ReportExhibit[]> {
  const chosen = session.store.view.exhibits;
  const evidence = evidenceOf(session.store.view);
  const read: ReportExhibit[] = [];
  for (let from = 0; from < chosen.length; from += READ_AT_ONCE) {
    const batch = chosen.slice(from, from + READ_AT_ONCE);
    read.push(...(await Promise.all(batch.map((exhibit) => reportExhibit(session, exhibit, evidence)))));
  }
  return read;
}

async function reportExhibit(
  session: CaseSession,
  { label, ref }: Exhibit,
  evidence: readonly Evidence[],
): Promise<ReportExhibit> {
  const item = evidence.find(({ number }) => number === ref.slice(0, ref.indexOf('/')));
  if (item === undefined) {
    throw new Error(`exhibit ${label} lies in no evidence item of the case`);
  }
  const message = await readMessage(session, ref);
  return { label, message, header: await readHeader(session, message), evidence: item };
}

/** Minutes east of UTC as `+05:30`. */
function zoneText(minutes: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
