/**
 * The route as a vertical time line, oldest hop on top. Between two hops a bar shows the gap on a logarithmic scale; a
 * step back in time is drawn to the left of the axis, hatched, with its sign in words.
 */
import type { Inline, RouteBlock, RouteStep } from '../../../../shared/packet-format/report-model';
import { evidence, label, muted } from '../../../../shared/packet-format/report-model';
import { drawLine } from './draw-lines';
import type { Flow, Struct } from './flow';
import { measures, page, textWidth } from './page-metrics';
import { palette, severityColour } from './palette';
import { type TextLine, textLines } from './text-lines';

const AXIS = page.left + 96;
const TEXT = AXIS + 18;
const BAR_MAX = 62;
const GAP_HEIGHT = 21;
const SCALE_MAX_SECONDS = 604_800;
const measure = measures.small;

export function drawRoute(flow: Flow, block: RouteBlock): void {
  const list = flow.element('L');
  for (const [index, step] of block.steps.entries()) {
    const before = block.steps[index - 1];
    const isBoundary = before === undefined || before.trusted !== step.trusted;
    drawStep(flow, step, list, {
      isFirst: index === 0,
      isLast: index === block.steps.length - 1,
      band: isBoundary ? (step.trusted ? block.verifiedLabel : block.claimedLabel) : undefined,
    });
  }
  flow.space(10);
}

interface Place {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The band's label where a band begins. */
  readonly band: string | undefined;
}

const BAND_HEIGHT = 15;

function drawStep(flow: Flow, step: RouteStep, list: Struct, place: Place): void {
  const lines = stepLines(flow, step);
  const textHeight = lines.length * measure.leading + 4;
  const gapHeight = place.isFirst ? 4 : GAP_HEIGHT;
  const bandHeight = place.band === undefined ? 0 : BAND_HEIGHT;
  flow.ensure(gapHeight + bandHeight + textHeight);
  const top = flow.y;
  const nodeTop = top + gapHeight + bandHeight;
  const element = flow.element('LI', list);
  flow.artifact(() => drawGround(flow, step, place, { top, gapHeight, height: gapHeight + bandHeight + textHeight }));
  flow.artifact(() => drawAxis(flow, step, place, top, nodeTop, textHeight));
  flow.mark(flow.element('LBody', element), () => drawWords(flow, step, place, lines, { top, gapHeight, nodeTop }));
  flow.advance(gapHeight + bandHeight + textHeight);
}

function stepLines(flow: Flow, step: RouteStep): readonly TextLine[] {
  const width = page.right - TEXT - 6;
  const rich: readonly (readonly Inline[])[] = [
    [evidence(step.title)],
    ...step.details.map((detail) => [evidence(detail)]),
    [muted(step.time)],
  ];
  return rich.flatMap((line) => textLines(flow.typeset, line, measure, width));
}

/** Grey paper under what is only claimed; a rule where the boundary lies. */
function drawGround(
  flow: Flow,
  step: RouteStep,
  place: Place,
  box: { readonly top: number; readonly gapHeight: number; readonly height: number },
): void {
  const { doc } = flow;
  const top = place.band === undefined ? box.top : box.top + box.gapHeight;
  if (!step.trusted) {
    doc.rect(page.left, top, textWidth, box.height - (top - box.top) + 0.3).fill(palette.claimedPaper);
  } else if (top > box.top) {
    doc
      .rect(page.left, box.top, textWidth, box.gapHeight + 0.3)
      .fill(place.isFirst ? palette.paper : palette.claimedPaper);
  }
  if (place.band !== undefined && !place.isFirst) {
    doc
      .save()
      .dash(3, { space: 2 })
      .moveTo(page.left, top)
      .lineTo(page.right, top)
      .lineWidth(0.8)
      .stroke(palette.muted);
    doc.restore();
  }
}

function drawAxis(flow: Flow, step: RouteStep, place: Place, top: number, nodeTop: number, textHeight: number): void {
  const { doc } = flow;
  const node = nodeTop + measure.leading / 2;
  const from = place.isFirst ? node : top;
  const to = place.isLast ? node : nodeTop + textHeight;
  doc.moveTo(AXIS, from).lineTo(AXIS, to).lineWidth(1).stroke(palette.faint);
  doc
    .circle(AXIS, node, 3.2)
    .lineWidth(1.2)
    .fillAndStroke(step.trusted ? palette.ink : palette.paper, palette.ink);
  if (!place.isFirst && step.gapSeconds !== null) {
    drawBar(flow, step.gapSeconds, top + GAP_HEIGHT / 2);
  }
}

function barLength(seconds: number): number {
  const share = Math.log10(1 + Math.abs(seconds)) / Math.log10(1 + SCALE_MAX_SECONDS);
  return Math.max(1, Math.min(1, share) * BAR_MAX);
}

/** Forward in time to the right of the axis, back in time to its left. */
function drawBar(flow: Flow, seconds: number, middle: number): void {
  const { doc } = flow;
  const length = barLength(seconds);
  if (seconds >= 0) {
    doc.rect(AXIS, middle - 2.5, length, 5).fill(palette.muted);
    return;
  }
  doc
    .rect(AXIS - length, middle - 3.5, length, 7)
    .lineWidth(0.9)
    .fillAndStroke(palette.paper, severityColour.high);
  doc
    .save()
    .rect(AXIS - length, middle - 3.5, length, 7)
    .clip();
  for (let x = AXIS - length - 7; x < AXIS; x += 4) {
    doc
      .moveTo(x, middle + 3.5)
      .lineTo(x + 7, middle - 3.5)
      .lineWidth(0.8)
      .stroke(severityColour.high);
  }
  doc.restore();
}

function drawWords(
  flow: Flow,
  step: RouteStep,
  place: Place,
  lines: readonly TextLine[],
  at: { readonly top: number; readonly gapHeight: number; readonly nodeTop: number },
): void {
  if (step.gapText !== '') {
    drawGapWords(flow, step, at.top + GAP_HEIGHT / 2);
  }
  if (place.band !== undefined) {
    const [line] = textLines(flow.typeset, [label(place.band)], measure, textWidth);
    if (line !== undefined) {
      drawLine(flow, line, TEXT, at.top + at.gapHeight + 1.5, measure);
    }
  }
  for (const [index, line] of lines.entries()) {
    drawLine(flow, line, TEXT, at.nodeTop + index * measure.leading, measure);
  }
}

function drawGapWords(flow: Flow, step: RouteStep, middle: number): void {
  const isBack = step.gapSeconds !== null && step.gapSeconds < 0;
  const face = isBack ? 'sans-strong' : 'sans';
  const colour = isBack ? severityColour.high : palette.muted;
  const x = AXIS + 8 + (isBack || step.gapSeconds === null ? 0 : barLength(step.gapSeconds));
  flow.typeset.draw(isBack ? `${step.gapText}  ${step.backLabel}` : step.gapText, x, middle + 2.8, face, 8, colour);
}
