import type { ReportSection } from '../../../../shared/packet-format/report-model';
import { drawRich } from './draw-text';
import type { Flow } from './flow';
import { page, textWidth } from './page-metrics';
import { palette } from './palette';

const TITLE = { size: 19, leading: 25 };
const SUBTITLE = { size: 10.6, leading: 14.6 };

const BEFORE = 30;
/** Title and the beginning of what follows. */
const LEAST = 160;

/** Takes the flow to where the section's title goes: on this page below what is there, or on a new one. */
export function beginSection(flow: Flow, section: ReportSection): void {
  if (section.startsPage || flow.pageNumber === 0) {
    flow.newPage();
    return;
  }
  flow.ensure(BEFORE + LEAST);
  flow.space(BEFORE);
}

/** A section's title; `beginSection` made room for it. */
export function drawSectionTitle(flow: Flow, section: ReportSection): void {
  if (section.level === 'cover') {
    return;
  }
  drawRich(flow, [{ voice: 'strong', text: section.title }], flow.element('H1'), page.left, textWidth, TITLE);
  if (section.subtitle !== undefined) {
    drawRich(flow, section.subtitle, flow.element('P'), page.left, textWidth, SUBTITLE);
  }
  flow.advance(5);
  flow.artifact(() => {
    flow.doc.moveTo(page.left, flow.y).lineTo(page.right, flow.y).lineWidth(0.9).stroke(palette.ink);
  });
  flow.advance(11);
}
