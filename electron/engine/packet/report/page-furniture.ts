import type { ReportDocument } from '../../../../shared/packet-format/report-model';
import { plainLine } from '../../../../shared/text/visible-text';
import type { Flow } from './flow';
import { page } from './page-metrics';
import { palette } from './palette';

const SIZE = 7.6;

/**
 * Case number, packet and page on every page, the handling marking above and below: written last, when the count is known.
 *
 * `titles` gives the section that begins on a page; it runs in the head until the next one.
 */
export function drawFurniture(flow: Flow, report: ReportDocument, titles: ReadonlyMap<number, string>): void {
  const { count } = flow.doc.bufferedPageRange();
  let title = '';
  for (let index = 0; index < count; index += 1) {
    title = titles.get(index + 1) ?? title;
    flow.doc.switchToPage(index);
    flow.doc.markContent('Artifact', { type: 'Pagination' });
    if (index > 0) {
      drawHead(flow, report, title);
    }
    drawFoot(flow, report, report.pageOf(index + 1, count));
    flow.doc.endMarkedContent();
  }
}

const MIDDLE = (page.left + page.right) / 2;

function drawHead(flow: Flow, report: ReportDocument, title: string): void {
  put(flow, report.subject, page.left, page.headLine, 'left');
  put(flow, title, page.right, page.headLine, 'right');
  put(flow, report.running.handling, MIDDLE, page.headLine - 14, 'centre');
  flow.doc
    .moveTo(page.left, page.headLine + 6)
    .lineTo(page.right, page.headLine + 6)
    .lineWidth(0.4)
    .stroke(palette.hairline);
}

function drawFoot(flow: Flow, report: ReportDocument, pageText: string): void {
  const { caseNumber, packetId, handling } = report.running;
  put(flow, `${caseNumber}  \u00b7  ${packetId}`, page.left, page.footLine, 'left');
  put(flow, pageText, page.right, page.footLine, 'right');
  put(flow, handling, MIDDLE, page.footLine + 15, 'centre');
}

const LENGTH_MAX = 64;

function put(flow: Flow, text: string, x: number, y: number, align: 'left' | 'right' | 'centre'): void {
  if (text === '') {
    return;
  }
  const plain = settable(flow, plainLine(text)).slice(0, LENGTH_MAX);
  const width = flow.typeset.width(plain, 'sans', SIZE);
  const shift = align === 'left' ? 0 : align === 'right' ? width : width / 2;
  flow.typeset.draw(plain, x - shift, y, 'sans', SIZE, palette.muted);
}

/** In one small line there is no room for frames: what the typeface lacks becomes a question mark in brackets. */
function settable(flow: Flow, text: string): string {
  return [...text].map((character) => (flow.typeset.canSet(character, 'sans') ? character : '<?>')).join('');
}
