/**
 * The table of contents: its lines are laid out before the page numbers are known; the numbers are set at the end, on
 * the pages that were kept.
 */
import type { ReportDocument, ReportSection } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import { drawSectionTitle } from './draw-section';
import type { Flow, Struct } from './flow';
import { page, textWidth } from './page-metrics';
import { palette } from './palette';
import { textLines } from './text-lines';

const measure = { size: 10, leading: 16.4 };
const NUMBER_WIDTH = 34;

interface ContentsLine {
  readonly section: ReportSection;
  readonly page: number;
  readonly y: number;
  readonly textEnd: number;
  readonly element: Struct;
}

/** Lays out the titles; gives back what `fillContents` needs. */
export function drawContents(flow: Flow, report: ReportDocument): readonly ContentsLine[] {
  const title = report.contentsTitle ?? '';
  flow.newPage();
  flow.openSection(title);
  drawSectionTitle(flow, { id: 'contents', title, level: 'part', startsPage: true, blocks: [] });
  const list = flow.element('TOC');
  const sections = report.sections.filter((section) => section.level !== 'cover');
  return sections.map((section) => contentsLine(flow, section, list));
}

function contentsLine(flow: Flow, section: ReportSection, list: Struct): ContentsLine {
  const isItem = section.level === 'item';
  const indent = isItem ? 16 : 0;
  const title = isItem
    ? [{ voice: 'tool' as const, text: section.title }]
    : [{ voice: 'strong' as const, text: section.title }];
  const subtitle = section.subtitle === undefined ? [] : [{ voice: 'tool' as const, text: '   ' }, ...section.subtitle];
  const lines = textLines(flow.typeset, [...title, ...subtitle], measure, textWidth - indent - NUMBER_WIDTH);
  flow.ensure(measure.leading);
  const y = flow.y;
  const element = flow.element('TOCI', list);
  const [line] = lines;
  if (line !== undefined) {
    flow.mark(element, () => drawLine(flow, line, page.left + indent, y, measure));
  }
  flow.advance(measure.leading);
  return { section, page: flow.pageNumber, y, textEnd: page.left + indent + (line?.width ?? 0), element };
}

/** Sets the page numbers, with dotted leaders and links. */
export function fillContents(flow: Flow, lines: readonly ContentsLine[], pages: ReadonlyMap<string, number>): void {
  for (const line of lines) {
    flow.doc.switchToPage(line.page - 1);
    const number = String(pages.get(line.section.id) ?? '');
    const width = flow.typeset.width(number, 'sans', 9);
    const baseline = line.y + measure.leading / 2 + measure.size * 0.34;
    drawLeader(flow, line.textEnd + 6, page.right - width - 6, baseline);
    line.element.add(() => flow.typeset.draw(number, page.right - width, baseline, 'sans', 9, palette.ink));
    flow.doc.goTo(page.left, line.y, textWidth, measure.leading, line.section.id);
  }
}

function drawLeader(flow: Flow, from: number, to: number, y: number): void {
  if (to - from < 8) {
    return;
  }
  flow.artifact(() => {
    flow.doc.save().dash(0.7, { space: 3.3 }).moveTo(from, y).lineTo(to, y).lineWidth(0.7).stroke(palette.faint);
    flow.doc.restore();
  });
}
