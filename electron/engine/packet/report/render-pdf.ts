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
import { drawRoute } from './draw-route';
import { drawSectionTitle } from './draw-section';
import { drawTable } from './draw-table';
import { drawCommands, drawList, drawParagraph } from './draw-text';
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
}

/** Which section begins on which page; the contents stand between the cover and the first part. */
function titlesByPage(
  report: ReportDocument,
  contentsPage: number | undefined,
  pages: ReadonlyMap<string, number>,
): ReadonlyMap<number, string> {
  const titles = new Map<number, string>(
    contentsPage === undefined ? [] : [[contentsPage, report.contentsTitle ?? '']],
  );
  for (const section of report.sections) {
    titles.set(pages.get(section.id) ?? 0, section.title);
  }
  return titles;
}

function drawSection(flow: Flow, section: ReportSection, pages: Map<string, number>): void {
  if (section.startsPage || flow.pageNumber === 0) {
    flow.newPage();
  }
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
