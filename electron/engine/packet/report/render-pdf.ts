/**
 * Draws a report as a tagged PDF 1.7 with embedded typefaces, bookmarks and a table of contents.
 *
 * Same document, same bytes: the only date is the content's own, the file identifier is computed from it (pdfkit 0.20
 * lib/security.js), nothing is random. PDF/A is not claimed: no validator is at hand.
 */
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Block, ReportDocument, ReportSection } from '../../../../shared/packet-format/report-model';
import { plainLine } from '../../../../shared/text/visible-text';
import { drawContents, fillContents } from './contents';
import { drawBlanks } from './draw-blanks';
import { drawCallout } from './draw-callout';
import { drawCover } from './draw-cover';
import { drawExcerpt } from './draw-excerpt';
import { drawHeading } from './draw-heading';
import { drawKeyValues } from './draw-key-values';
import { drawQr } from './draw-qr';
import { drawRoute } from './draw-route';
import { beginSection, drawSectionTitle } from './draw-section';
import { drawStamps } from './draw-stamps';
import { drawTable } from './draw-table';
import { drawCommands, drawList, drawParagraph } from './draw-text';
import { drawTimeline } from './draw-timeline';
import { Flow } from './flow';
import { beginningHeight } from './keep-together';
import { drawFurniture } from './page-furniture';
import { page } from './page-metrics';

export interface RenderOptions {
  /** The folder that holds `fonts/`. */
  readonly resourcesDir: string;
  readonly signal?: AbortSignal | undefined;
  /** Called after each section with the share done, 0 to 1; may give the event loop a turn. */
  readonly onSection?: ((done: number, total: number) => Promise<void>) | undefined;
}

type Painters = { readonly [K in Block['kind']]: (flow: Flow, block: Extract<Block, { kind: K }>) => void };

const PAINTERS: Painters = {
  heading: drawHeading,
  paragraph: drawParagraph,
  list: drawList,
  table: drawTable,
  'key-values': drawKeyValues,
  'header-excerpt': drawExcerpt,
  route: drawRoute,
  timeline: drawTimeline,
  qr: drawQr,
  callout: drawCallout,
  commands: drawCommands,
  blanks: drawBlanks,
  cover: drawCover,
};

/** The report's PDF, in pieces. */
export async function renderPdf(report: ReportDocument, options: RenderOptions): Promise<readonly Uint8Array[]> {
  const doc = newDocument(report);
  const pieces: Uint8Array[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on('data', (piece: Uint8Array) => pieces.push(piece));
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  const flow = new Flow(doc, join(options.resourcesDir, 'fonts'));
  await drawReport(flow, report, options);
  doc.end();
  await finished;
  return pieces;
}

function newDocument(report: ReportDocument): PDFKit.PDFDocument {
  const created = new Date(report.createdAt);
  return new PDFDocument({
    size: [...page.size],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: report.language,
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    info: {
      Title: metadataText(report.title),
      Author: metadataText(report.author),
      Subject: metadataText(report.subject),
      Creator: 'Chainmail',
      Producer: 'Chainmail, PDFKit',
      CreationDate: created,
      ModDate: created,
    },
  });
}

/** pdfkit 0.20 puts these values into XMP without escaping (lib/mixins/metadata.js): mark-up characters are replaced. */
function metadataText(text: string): string {
  return plainLine(text).replaceAll('&', '+').replaceAll('<', '(').replaceAll('>', ')').slice(0, 200);
}

async function drawReport(flow: Flow, report: ReportDocument, options: RenderOptions): Promise<void> {
  const pages = new Map<string, number>();
  const isForm = report.contentsTitle === null;
  const [cover, ...others] = report.sections;
  if (cover !== undefined && !isForm) {
    drawSection(flow, cover, pages);
  }
  const contents = isForm ? [] : drawContents(flow, report);
  const toc = isForm ? undefined : flow.detachSection();
  const sections = isForm ? report.sections : others;
  for (const [index, section] of sections.entries()) {
    drawSection(flow, section, pages);
    await options.onSection?.(index + 1, sections.length);
  }
  flow.closeSection();
  fillContents(flow, contents, pages);
  toc?.end();
  drawFurniture(flow, report, titlesByPage(report, contents[0]?.page, pages));
  drawStamps(flow, report, pages);
}

/** The running title of each page: the first section that begins there, else the last one that began before. */
function titlesByPage(
  report: ReportDocument,
  contentsPage: number | undefined,
  pages: ReadonlyMap<string, number>,
): ReadonlyMap<number, string> {
  const contents = contentsPage === undefined ? [] : [{ title: report.contentsTitle ?? '', page: contentsPage }];
  const begun = [...contents, ...report.sections.map(({ id, title }) => ({ title, page: pages.get(id) ?? 0 }))].sort(
    (a, b) => a.page - b.page,
  );
  const titles = new Map<number, string>();
  for (const [index, { title, page: number }] of begun.entries()) {
    if (begun[index - 1]?.page !== number) {
      titles.set(number, title);
    } else if (begun[index + 1]?.page !== number) {
      // The last of several that begin on one page runs on to the next.
      titles.set(number + 1, title);
    }
  }
  return titles;
}

function drawSection(flow: Flow, section: ReportSection, pages: Map<string, number>): void {
  beginSection(flow, section);
  flow.openSection(section.title);
  pages.set(section.id, flow.pageNumber);
  flow.doc.addNamedDestination(section.id, 'XYZ', null, null, null);
  addBookmark(flow, section);
  drawSectionTitle(flow, section);
  for (const [index, block] of section.blocks.entries()) {
    flow.ensure(beginningHeight(flow, section.blocks, index));
    paint(flow, block);
  }
}

function paint<K extends Block['kind']>(flow: Flow, block: Extract<Block, { kind: K }>): void {
  // Safe: the table's key is the block's own kind.
  const painter = PAINTERS[block.kind as K] as (flow: Flow, block: Extract<Block, { kind: K }>) => void;
  painter(flow, block);
}

/** Bookmarks are read outside the page, so unsafe characters of a label are written out there too. */
function addBookmark(flow: Flow, section: ReportSection): void {
  flow.bookmark(plainLine(section.title), section.level === 'item');
}
