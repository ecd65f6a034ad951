import type { ByteString } from '../../email/types';

/** What a file is by its first bytes, and what its name says that it is. */
export type FileKind =
  | 'pdf'
  | 'zip'
  | 'rar'
  | '7z'
  | 'gzip'
  | 'cab'
  | 'ole'
  | 'program'
  | 'shortcut'
  | 'disc'
  | 'onenote'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'bmp'
  | 'tiff'
  | 'webp'
  | 'rtf'
  | 'page'
  | 'script'
  | 'java';

/** The words for a kind in a sentence. */
export const KIND_WORDS: Readonly<Record<FileKind, string>> = {
  pdf: 'a PDF document',
  zip: 'a zip archive (documents of Office are such archives too)',
  rar: 'a RAR archive',
  '7z': 'a 7z archive',
  gzip: 'a gzip archive',
  cab: 'a cabinet archive',
  ole: 'a document of old Office, or another compound file',
  program: 'a program',
  shortcut: 'a shortcut of Windows',
  disc: 'an image of a disc',
  onenote: 'a notebook of OneNote',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  bmp: 'a BMP picture',
  tiff: 'a TIFF picture',
  webp: 'a WebP picture',
  rtf: 'an RTF document',
  page: 'a web page or a picture in its language (HTML, SVG)',
  script: 'a script',
  java: 'a Java program',
};

const MARKS: readonly (readonly [FileKind, string | RegExp])[] = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['rar', 'Rar!\x1a\x07'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['gzip', '\x1f\x8b\x08'],
  ['cab', 'MSCF'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['program', /^MZ[\s\S]{58,}/],
  ['program', '\x7fELF'],
  ['shortcut', '\x4c\0\0\0\x01\x14\x02\0'],
  ['onenote', '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d'],
  ['png', '\x89PNG\r\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['rtf', '{\\rtf'],
  ['java', '\xca\xfe\xba\xbe'],
  ['page', /^(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype\s{1,20}(?:html|svg)|html|head|body|svg|script)\b/i],
  [
    'page',
    /^(?:\xef\xbb\xbf)?\s{0,200}<\?xml[^>]{0,200}\?>\s{0,200}(?:<!--[^>]{0,400}-->\s{0,200})?<(?:svg|html|!doctype\s{1,20}(?:svg|html))\b/i,
  ],
];

/** The kind that the first bytes show; undefined where they show none of these. */
export function kindOfContent(head: ByteString): FileKind | undefined {
  return MARKS.find(([, mark]) => (typeof mark === 'string' ? head.startsWith(mark) : mark.test(head)))?.[0];
}

const BY_EXTENSION: ReadonlyMap<string, readonly FileKind[]> = new Map(
  (
    [
      ['pdf', ['pdf']],
      ['docx docm dotx dotm xlsx xlsm xltx xlsb pptx pptm ppsx odt ods odp', ['zip', 'ole']],
      ['doc dot', ['ole', 'rtf', 'page', 'zip']],
      ['xls xlt', ['ole', 'page', 'zip', 'script']],
      ['ppt pps msg', ['ole', 'zip']],
      ['msi', ['ole']],
      ['zip', ['zip']],
      ['jar apk xpi epub', ['zip']],
      ['rar', ['rar']],
      ['7z', ['7z']],
      ['gz tgz', ['gzip']],
      ['cab', ['cab']],
      ['png', ['png', 'jpeg', 'gif', 'webp']],
      ['jpg jpeg jpe', ['jpeg', 'png', 'gif', 'webp']],
      ['gif', ['gif', 'png', 'jpeg', 'webp']],
      ['bmp', ['bmp', 'png', 'jpeg', 'gif']],
      ['webp', ['webp', 'png', 'jpeg', 'gif']],
      ['tif tiff', ['tiff']],
      ['rtf', ['rtf', 'ole', 'zip']],
      ['htm html xhtml shtml svg mht mhtml', ['page']],
      ['exe dll scr com pif cpl sys', ['program']],
      ['lnk', ['shortcut']],
      ['one', ['onenote']],
      ['iso img vhd vhdx udf', ['disc']],
      ['class', ['java']],
      ['bat cmd js jse vbs vbe wsf wsh hta ps1 sct', ['script', 'page']],
      ['txt csv ics vcf log', ['script']],
    ] as const
  ).flatMap(([names, kinds]) => names.split(' ').map((name): [string, readonly FileKind[]] => [name, kinds])),
);

/** The kinds that files with that extension (lower case, without the dot) are. Undefined for an unknown extension. */
export function kindsOfExtension(extension: string): readonly FileKind[] | undefined {
  return BY_EXTENSION.get(extension);
}

/**
 * The kind that a file's first bytes show and that its name does not say; undefined where both agree or one says nothing.
 *
 * Endings of plain text and scripts say nothing of first bytes.
 */
export function kindBesideName(fileName: string, head: ByteString): FileKind | undefined {
  const kinds = kindsOfExtension(extensionOf(fileName));
  const kind = kindOfContent(head);
  return kinds === undefined || kind === undefined || kinds.includes(kind) || kinds.includes('script')
    ? undefined
    : kind;
}

const BY_MEDIA_TYPE: ReadonlyMap<string, readonly FileKind[]> = new Map<string, readonly FileKind[]>([
  ['application/pdf', ['pdf']],
  ['application/zip', ['zip']],
  ['application/x-zip-compressed', ['zip']],
  ['application/gzip', ['gzip']],
  ['application/rtf', ['rtf']],
  ['application/msword', ['ole', 'rtf', 'zip']],
  ['application/vnd.ms-excel', ['ole', 'zip', 'page']],
  ['application/vnd.ms-powerpoint', ['ole', 'zip']],
  ['image/png', ['png']],
  ['image/jpeg', ['jpeg']],
  ['image/jpg', ['jpeg']],
  ['image/gif', ['gif']],
  ['image/bmp', ['bmp']],
  ['image/tiff', ['tiff']],
  ['image/webp', ['webp']],
  ['image/svg+xml', ['page']],
  ['text/html', ['page']],
  ['text/rtf', ['rtf']],
]);

/** The same for the declared type, in lower case. */
export function kindBesideType(mediaType: string, head: ByteString): FileKind | undefined {
  const kinds = mediaType.startsWith('application/vnd.openxmlformats') ? ZIPPED : BY_MEDIA_TYPE.get(mediaType);
  const kind = kindOfContent(head);
  return kinds === undefined || kind === undefined || kinds.includes(kind) ? undefined : kind;
}

const ZIPPED: readonly FileKind[] = ['zip', 'ole'];

/** The extension of a file name in lower case; what Windows passes over at the end is passed over. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})[\s.\u200b-\u200f\u202a-\u202e]*$/i.exec(name.slice(-300))?.[1]?.toLowerCase() ?? '';
}

/** Extensions that a computer runs, or mounts, when the file is opened. */
const RUNS: ReadonlySet<string> = new Set(
  'exe dll scr com pif cpl bat cmd js jse vbs vbe wsf wsh hta ps1 psm1 sct msi msp jar lnk reg chm scf url application appref-ms msc xll iqy slk settingcontent-ms'.split(
    ' ',
  ),
);
const MOUNTS: ReadonlySet<string> = new Set('iso img vhd vhdx udf one onepkg'.split(' '));
const MACROS: ReadonlySet<string> = new Set('docm dotm xlsm xltm xlam xlsb pptm potm ppsm sldm ppam'.split(' '));

export type Danger = 'runs' | 'mounts' | 'macros';

export function dangerOf(extension: string): Danger | undefined {
  if (RUNS.has(extension)) return 'runs';
  if (MOUNTS.has(extension)) return 'mounts';
  return MACROS.has(extension) ? 'macros' : undefined;
}
