import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { FileFacts } from '../../../../shared/analysis/files/file-facts';
import { FILE_READERS } from '../../../../shared/analysis/files/read-file';
import { compound, jpeg, packedPdf, png, tiff } from './sample-files';

const timesOf = ({ times }: FileFacts = { times: [], names: [] }) =>
  times.map(({ kind, timeMs, clock }) => `${kind} ${new Date(timeMs).toISOString()} ${clock}`);
const namesOf = ({ names }: FileFacts = { times: [], names: [] }) => names.map(({ role, text }) => `${role} ${text}`);

async function collected(stream: NodeJS.ReadableStream): Promise<string> {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  await once(stream, 'end');
  return Buffer.concat(pieces).toString('latin1');
}

async function zip(entries: Readonly<Record<string, string>>, compress = true): Promise<string> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    archive.addBuffer(Buffer.from(content), name, { mtime: new Date(Date.UTC(2021, 4, 19, 7, 30, 10)), compress });
  }
  archive.end();
  return await collected(archive.outputStream);
}

const CORE = `<?xml version="1.0"?><cp:coreProperties><dc:creator>Anna Ex\u00e4mple</dc:creator><cp:lastModifiedBy>Ben &amp; Co</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2021-05-18T08:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">2021-05-19T07:30:00Z</dcterms:modified></cp:coreProperties>`;
const APP = '<Properties><Application>Example Office</Application><Company>Example Org</Company></Properties>';
const META =
  '<office:meta><meta:creation-date>2021-05-18T10:00:00.5</meta:creation-date><dc:date>2021-05-19T09:30:00</dc:date><meta:generator>Example/7.1</meta:generator></office:meta>';

describe('what a file says of itself', () => {
  it('is read from a document of Office, packed or stored, at the part that says it', async () => {
    for (const isPacked of [true, false]) {
      const content = await zip(
        { '[Content_Types].xml': '<Types/>', 'docProps/core.xml': CORE, 'docProps/app.xml': APP },
        isPacked,
      );
      const facts = FILE_READERS.zip?.(content);
      expect(timesOf(facts).filter((line) => line.startsWith('ooxml'))).toEqual([
        'ooxml.created 2021-05-18T08:00:00.000Z utc',
        'ooxml.modified 2021-05-19T07:30:00.000Z utc',
      ]);
      expect(namesOf(facts)).toEqual([
        'author Anna Ex\u00e4mple',
        'last-author Ben & Co',
        'program Example Office',
        'company Example Org',
      ]);
      const { start = 0, end = 0 } = facts?.times[0]?.place ?? {};
      expect(content.slice(start, end).endsWith(isPacked ? 'docProps/core.xml' : '2021-05-18T08:00:00Z')).toBe(true);
    }
  });

  it('is read from an OpenDocument, whose clock is local', async () => {
    const facts = FILE_READERS.zip?.(await zip({ 'meta.xml': META }));
    expect(timesOf(facts).filter((line) => line.startsWith('odf'))).toEqual([
      'odf.created 2021-05-18T10:00:00.500Z local',
      'odf.modified 2021-05-19T09:30:00.000Z local',
    ]);
    expect(namesOf(facts)).toEqual(['program Example/7.1']);
  });

  it('is the latest time of the packed files of any archive', async () => {
    const content = await zip({ 'a.txt': 'a', 'b.txt': 'b' });
    const [first] = FILE_READERS.zip?.(content).times.filter(({ clock }) => clock === 'utc') ?? [];
    expect(first && [first.kind, new Date(first.timeMs).toISOString()]).toEqual([
      'zip.entry-unix',
      '2021-05-19T07:30:10.000Z',
    ]);
  });

  it('is read from a PDF of another program, whose values are objects of their own', async () => {
    const document = new PDFDocument({
      info: { Author: 'Anna (Example)', CreationDate: new Date(Date.UTC(2021, 4, 19, 7, 30)), Producer: 'Example' },
    });
    document.text('Minutes').end();
    const facts = FILE_READERS.pdf?.(await collected(document));
    expect(timesOf(facts)).toEqual(['pdf.created 2021-05-19T07:30:00.000Z utc']);
    expect(namesOf(facts)).toContain('program Example');
    expect(namesOf(facts)).toContain('author Anna (Example)');
  });

  it('is read from the packed objects of a PDF', () => {
    const facts = FILE_READERS.pdf?.(packedPdf());
    expect(timesOf(facts)).toEqual([
      'pdf.created 2021-05-19T07:30:00.000Z utc',
      'pdf.modified 2021-05-19T08:15:00.000Z utc',
    ]);
    expect(namesOf(facts)).toEqual(['program Writer 7', 'author Anna']);
  });

  it('is read from a document of old Office, in its code page', () => {
    const facts = FILE_READERS.ole?.(compound());
    expect(timesOf(facts)).toEqual([
      'ole.created 2021-05-18T08:00:00.000Z utc',
      'ole.saved 2021-05-19T07:30:00.000Z utc',
    ]);
    expect(namesOf(facts)).toEqual(['author Anna Ex\u00e4mple', 'program Example Writer']);
  });

  it('is read from pictures of a camera: the zone where it stands, and what satellites say', () => {
    const exif = [
      'exif.taken 2021-05-19T07:30:00.000Z utc',
      'exif.digitised 2021-05-19T09:30:00.000Z local',
      'exif.changed 2021-05-20T18:00:01.000Z local',
      'exif.gps 2021-05-19T07:29:58.000Z utc',
    ];
    const names = ['author Anna Example', 'device Example One', 'program Firmware 1.2', 'position 52.51625, -13.37770'];
    expect(timesOf(FILE_READERS.tiff?.(tiff()))).toEqual(exif);
    expect(namesOf(FILE_READERS.tiff?.(tiff()))).toEqual(names);
    expect(timesOf(FILE_READERS.jpeg?.(jpeg()))).toEqual([...exif, 'xmp.created 2021-05-19T07:31:00.000Z utc']);
    expect(namesOf(FILE_READERS.jpeg?.(jpeg()))).toEqual([...names, 'program Painter & Co']);
    expect(timesOf(FILE_READERS.png?.(png()))).toEqual([
      'png.changed 2021-05-19T07:30:10.000Z utc',
      'png.created 2021-05-19T07:30:00.000Z utc',
      'png.file-modified 2021-05-19T07:30:11.000Z utc',
      ...exif,
    ]);
  });
});
