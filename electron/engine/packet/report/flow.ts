/**
 * Where the next thing goes: the page, the height left on it, and the tagged structure that a screen reader walks.
 *
 * Content that crosses a page is drawn in slices; a marked-content sequence must not (ISO 32000-1 section 14.6), so each
 * slice is a piece of its own under the same structure element.
 */
import { page } from './page-metrics';
import { Typeset } from './typeset';

export type Struct = PDFKit.PDFStructureElement;

/** What pdfkit keeps of a page until the end, as furniture is drawn when the number of pages is known; not in its types. */
interface PageInternals {
  readonly content: { buffer: Uint8Array[] };
}

/**
 * Makes one piece of the thousands that a finished page's content consists of: pdfkit 0.20 keeps an array for each operator
 * (lib/reference.js), which for a report of 7,000 pages came to three gigabytes.
 */
function joinPieces(finished: PDFKit.PDFPage | null): void {
  // Safe: `content` is the page's stream, and `buffer` its pieces until it is written (pdfkit 0.20 lib/page.js, lib/reference.js).
  const internals = finished as unknown as PageInternals | null;
  if (internals !== null) {
    internals.content.buffer = [Buffer.concat(internals.content.buffer)];
  }
}

export class Flow {
  readonly doc: PDFKit.PDFDocument;
  readonly typeset: Typeset;
  y: number = page.top;
  readonly #root: Struct;
  #section: Struct | undefined;
  #bookmark: PDFKit.PDFOutline | undefined;
  #isPageEmpty = true;
  #pages = 0;

  constructor(doc: PDFKit.PDFDocument, fontsDir: string) {
    this.doc = doc;
    this.typeset = new Typeset(doc, fontsDir);
    // A tagged PDF has one root element (ISO 32000-1 section 14.8.4.2).
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  /** Pages begun so far: the number of the page that is being drawn. */
  get pageNumber(): number {
    return this.#pages;
  }

  get left(): number {
    return page.bottom - this.y;
  }

  /** Whether nothing was drawn on this page yet. */
  get isPageEmpty(): boolean {
    return this.#isPageEmpty;
  }

  newPage(): void {
    joinPieces(this.doc.page);
    this.doc.addPage();
    this.#pages += 1;
    this.y = page.top;
    this.#isPageEmpty = true;
  }

  /** Begins a page unless `height` still fits on this one. */
  ensure(height: number): void {
    if (height > this.left && !this.#isPageEmpty) {
      this.newPage();
    }
  }

  /** Blank space; none at the top of a page. */
  space(height: number): void {
    if (!this.#isPageEmpty) {
      this.y += height;
    }
  }

  advance(height: number): void {
    this.y += height;
    this.#isPageEmpty = false;
  }

  /** Opens the structure element that everything drawn next belongs to. */
  openSection(title: string): void {
    this.#section?.end();
    this.#section = this.doc.struct('Sect', { title });
    this.#root.add(this.#section);
  }

  /** Takes the open section out of the flow without ending it, so that content can still be added. */
  detachSection(): Struct | undefined {
    const section = this.#section;
    this.#section = undefined;
    return section;
  }

  /** A bookmark to this page; a nested one stands under the last one that is not. */
  bookmark(title: string, isNested: boolean): void {
    if (isNested && this.#bookmark !== undefined) {
      this.#bookmark.addItem(title);
    } else {
      this.#bookmark = this.doc.outline.addItem(title);
    }
  }

  closeSection(): void {
    this.#section?.end();
    this.#section = undefined;
  }

  /** A structure element under `parent`, or under the open section. */
  element(type: string, parent: Struct | undefined = this.#section, options: { readonly alt?: string } = {}): Struct {
    const element = this.doc.struct(type, options);
    parent?.add(element);
    return element;
  }

  /** Draws content of `element` on this page. */
  mark(element: Struct, draw: () => void): void {
    element.add(draw);
    this.#isPageEmpty = false;
  }

  /** Draws what carries no content of its own: rules, backgrounds, shapes. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }
}
