/** The stamp on each page of an exhibit: label, Bates numbers, sheet and the beginning of its hash, below the page's foot. */
import type { ExhibitStamp, ReportDocument } from '../../../../shared/packet-format/report-model';
import { plainLine } from '../../../../shared/text/visible-text';
import { exhibitStamp } from '../../../../shared/wording/packet-exhibit';
import type { Flow } from './flow';
import { page } from './page-metrics';
import { palette } from './palette';

const TOP = 750;
const HEIGHT = 24;
const PADDING = 6;
const STRONG = 8.2;
const SMALL = 6.8;
const HASH_DIGITS = 16;

/** @param pages the page that each section begins on, by its id; an exhibit has its pages for itself */
export function drawStamps(flow: Flow, report: ReportDocument, pages: ReadonlyMap<string, number>): void {
  const { count } = flow.doc.bufferedPageRange();
  for (const [index, { id, stamp }] of report.sections.entries()) {
    const first = pages.get(id);
    if (stamp === undefined || first === undefined) {
      continue;
    }
    const next = report.sections[index + 1];
    const last = (next === undefined ? count + 1 : (pages.get(next.id) ?? count + 1)) - 1;
    for (let number = first; number <= last; number += 1) {
      flow.doc.switchToPage(number - 1);
      flow.doc.markContent('Artifact', { type: 'Pagination' });
      drawStamp(flow, stamp, exhibitStamp.sheet(number - first + 1, last - first + 1));
      flow.doc.endMarkedContent();
    }
  }
}

function drawStamp(flow: Flow, stamp: ExhibitStamp, sheet: string): void {
  const { first, last } = stamp.bates;
  const top = `${exhibitStamp.label(plainLine(stamp.label))}   ${plainLine(first === last ? first : `${first} \u2013 ${last}`)}`;
  const below = `${sheet}   SHA-256 ${stamp.sha256.slice(0, HASH_DIGITS)}\u2026`;
  const width =
    Math.max(flow.typeset.width(top, 'sans-strong', STRONG), flow.typeset.width(below, 'mono', SMALL)) + 2 * PADDING;
  const left = page.right - width;
  flow.doc.rect(left, TOP, width, HEIGHT).lineWidth(0.8).fillAndStroke(palette.paper, palette.ink);
  flow.typeset.draw(top, left + PADDING, TOP + 10, 'sans-strong', STRONG, palette.ink);
  flow.typeset.draw(below, left + PADDING, TOP + 19.4, 'mono', SMALL, palette.muted);
}
