/**
 * Signs a report inside of its own file: an incremental update (ISO 32000-1 section 7.5.6) with a signature over every byte
 * of the file but the signature itself, PAdES-B-B (ETSI EN 319 142-1), and the word that nothing may be changed after it
 * (DocMDP, P = 1).
 *
 * It takes what `render-pdf` draws: a classic cross-reference table, dictionaries in plain, no form yet. Anything else is
 * refused rather than guessed at.
 */
export interface PdfSignatureRequest {
  readonly name: string;
  readonly reason: string;
  /** The signer's claim; whole seconds. */
  readonly signingTime: Date;
  /** How many bytes a signature takes at most. */
  readonly reservedBytes: number;
  /** A detached CMS signature without a signing-time attribute: the time stands in the dictionary. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
}

/** Width of each number in ByteRange: they are known only when the rest is written. */
const RANGE_DIGITS = 10;

/** @throws Error when the file is not one of ours, or the signature does not fit into its place */
export async function signPdf(pdf: Uint8Array, request: PdfSignatureRequest): Promise<Uint8Array> {
  const update = updateFor(Buffer.from(pdf), request);
  const whole = Buffer.concat([pdf, Buffer.from(update, 'latin1')]);
  const open = whole.lastIndexOf('/Contents <') + '/Contents '.length;
  const close = open + request.reservedBytes * 2 + 2;
  fillByteRange(whole, [0, open, close, whole.length - close]);
  const signature = await request.sign(Buffer.concat([whole.subarray(0, open), whole.subarray(close)]));
  if (signature.length > request.reservedBytes) {
    throw new Error('the signature is longer than the place that was kept for it');
  }
  whole.write(Buffer.from(signature).toString('hex'), open + 1, 'latin1');
  return whole;
}

function fillByteRange(whole: Buffer, numbers: readonly number[]): void {
  const at = whole.lastIndexOf('/ByteRange [') + '/ByteRange ['.length;
  whole.write(numbers.map((number) => String(number).padEnd(RANGE_DIGITS)).join(' '), at, 'latin1');
}

/** The text that is appended: signature, its field on the first page, page and catalogue anew, cross-references. */
function updateFor(pdf: Buffer, request: PdfSignatureRequest): string {
  const { previous, size, root, trailerRest } = readTrailer(pdf);
  const offsets = readOffsets(pdf, previous);
  const catalogue = objectAt(pdf, offsets, root);
  const firstPage = Number(/\/Kids \[(\d+) 0 R/.exec(objectAt(pdf, offsets, referenceIn(catalogue, 'Pages')))?.[1]);
  const page = objectAt(pdf, offsets, firstPage);
  demand(!catalogue.includes('/AcroForm'), 'the file has a form already');
  const [signature, field] = [size, size + 1];
  const objects = new Map([
    [firstPage, withMark(page, field)],
    [
      root,
      withEntry(catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>\n/Perms << /DocMDP ${signature} 0 R >>`),
    ],
    [signature, signatureDictionary(request)],
    [field, fieldDictionary(signature, firstPage)],
  ]);
  return assemble(pdf.length, objects, (start) =>
    [
      `trailer\n<<\n/Size ${size + 2}`,
      `/Root ${root} 0 R`,
      trailerRest,
      `/Prev ${previous}`,
      '>>',
      `startxref\n${start}`,
    ]
      .join('\n')
      .concat('\n%%EOF\n'),
  );
}

function assemble(begin: number, objects: ReadonlyMap<number, string>, trailer: (start: number) => string): string {
  let text = '';
  const entries: string[] = [];
  for (const [number, body] of [...objects].sort(([a], [b]) => a - b)) {
    entries.push(`${number} 1\n${String(begin + text.length).padStart(10, '0')} 00000 n \n`);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  return `${text}xref\n${entries.join('')}${trailer(begin + text.length)}`;
}

function signatureDictionary({ name, reason, signingTime, reservedBytes }: PdfSignatureRequest): string {
  const blank = Array.from({ length: 4 }, () => ' '.repeat(RANGE_DIGITS)).join(' ');
  return [
    '<<',
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    '/SubFilter /ETSI.CAdES.detached',
    `/ByteRange [${blank}]`,
    `/Contents <${'0'.repeat(reservedBytes * 2)}>`,
    `/Name ${textString(name)}`,
    `/Reason ${textString(reason)}`,
    `/M ${dateString(signingTime)}`,
    '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]',
    '>>',
  ].join('\n');
}

/** A field without extent: the signature is seen in the reader's own panel, not on the page. 132: print, locked. */
function fieldDictionary(signature: number, page: number): string {
  return [
    '<<',
    '/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature1)',
    '/F 132\n/Rect [0 0 0 0]',
    `/V ${signature} 0 R\n/P ${page} 0 R`,
    '>>',
  ].join('\n');
}

interface Trailer {
  readonly previous: number;
  readonly size: number;
  readonly root: number;
  /** Information and identifier, as they stand. */
  readonly trailerRest: string;
}

function readTrailer(pdf: Buffer): Trailer {
  const tail = pdf.subarray(-2_048).toString('latin1');
  const found = /trailer\n<<\n\/Size (\d+)\n\/Root (\d+) 0 R\n([^>]*>[^>]*>\])\n>>\nstartxref\n(\d+)\n%%EOF\n?$/.exec(
    tail,
  );
  const [, size, root, trailerRest, previous] = found ?? [];
  demand(trailerRest !== undefined, 'the file does not end as one of ours');
  return { size: Number(size), root: Number(root), trailerRest, previous: Number(previous) };
}

/** Where each object begins: one section, from object 0 (ISO 32000-1 section 7.5.4). */
function readOffsets(pdf: Buffer, start: number): readonly number[] {
  const text = pdf.subarray(start).toString('latin1');
  const [, count] = /^xref\n0 (\d+)\n/.exec(text) ?? [];
  demand(count !== undefined, 'the file has no plain table of cross-references');
  const body = text.slice(`xref\n0 ${count}\n`.length);
  return Array.from({ length: Number(count) }, (_, number) => Number(body.slice(number * 20, number * 20 + 10)));
}

/** An object's dictionary; it must be in plain, without a stream. */
function objectAt(pdf: Buffer, offsets: readonly number[], number: number): string {
  const begin = offsets[number] ?? -1;
  const head = `${number} 0 obj\n`;
  const end = pdf.indexOf('\nendobj', begin);
  const text = begin < 0 || end < 0 ? '' : pdf.subarray(begin, end).toString('latin1');
  const isPlain = text.startsWith(`${head}<<`) && text.endsWith('>>') && !text.includes('stream');
  demand(isPlain, `object ${number} is not a plain dictionary`);
  return text.slice(head.length);
}

function referenceIn(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1]);
}

function withEntry(dictionary: string, entry: string): string {
  return `${dictionary.slice(0, -2)}${entry}\n>>`;
}

/** A page with one mark more; it may have links already. */
function withMark(page: string, mark: number): string {
  return page.includes('/Annots [')
    ? page.replace('/Annots [', `/Annots [${mark} 0 R `)
    : withEntry(page, `/Annots [${mark} 0 R]`);
}

/** Any text, as UTF-16 (ISO 32000-1 section 7.9.2.2) in hexadecimal: nothing in it can end the string. */
function textString(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** ISO 32000-1 section 7.9.4, in UTC. */
function dateString(date: Date): string {
  return `(D:${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z)`;
}

function demand(condition: boolean, what: string): asserts condition {
  if (!condition) {
    throw new Error(`a report cannot be signed: ${what}`);
  }
}
