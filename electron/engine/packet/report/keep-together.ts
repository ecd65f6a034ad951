import type { Block } from '../../../../shared/packet-format/report-model';
import { QR_HEIGHT } from './draw-qr';
import { timelineHeight } from './draw-timeline';
import type { Flow } from './flow';
import { measures, textWidth } from './page-metrics';
import { textLines } from './text-lines';

/** Least height in which a block can begin without looking torn, in points. */
const BEGINNING: Readonly<Record<Block['kind'], number>> = {
  heading: 40,
  paragraph: 2 * measures.body.leading,
  list: 2 * measures.body.leading,
  table: 72,
  'key-values': 46,
  'header-excerpt': 5 * measures.mono.leading,
  route: 150,
  timeline: 0,
  qr: QR_HEIGHT,
  callout: 64,
  commands: 46,
  blanks: 44,
  cover: 0,
};

/** What a paragraph only introduces: they stay on one page. */
const FIGURES: ReadonlySet<Block['kind']> = new Set(['table', 'header-excerpt', 'route', 'timeline', 'qr', 'commands']);

/**
 * The height that the block at `index` needs with what belongs to its beginning: a heading keeps what follows it, an
 * introduction keeps its table or figure.
 */
export function beginningHeight(flow: Flow, blocks: readonly Block[], index: number): number {
  const block = blocks[index];
  const next = blocks[index + 1];
  if (block === undefined) {
    return 0;
  }
  if (block.kind === 'heading') {
    return BEGINNING.heading + beginningHeight(flow, blocks, index + 1);
  }
  if (block.kind === 'paragraph' && next !== undefined && FIGURES.has(next.kind)) {
    const lines = textLines(flow.typeset, block.content, measures.body, textWidth).length;
    return lines * measures.body.leading + 6 + ownHeight(next);
  }
  return ownHeight(block);
}

/** A header that fits on a part of a page is shown whole, so that its marks are seen together. */
const WHOLE_HEADER_LINES = 30;

function ownHeight(block: Block): number {
  if (block.kind === 'timeline') {
    return timelineHeight(block);
  }
  return block.kind === 'header-excerpt' && block.lines.length <= WHOLE_HEADER_LINES
    ? (block.lines.length + 1) * measures.mono.leading
    : BEGINNING[block.kind];
}
