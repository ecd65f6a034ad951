import { scanHtml } from '../../email/html-scan';
import type { HeaderField, Span } from '../../email/types';
import { dangerOf, extensionOf, type FileKind, KIND_WORDS, kindBesideName, kindOfContent } from '../content/file-kind';
import { contentOf, type FilePart } from '../content/message-content';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { bodyToken } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about attached files: what the name says, what the declaration says, and what the bytes are. */

const MAX_OBSERVATIONS = 20;

/** The field that names the file. */
function nameSpan({ part }: FilePart): Span {
  const named = (key: string): HeaderField | undefined =>
    part.fields.find((field) => field.key === key && /name\s*\*?\d*\*?\s*=/i.test(field.body));
  const field =
    named('content-disposition') ?? named('content-type') ?? part.fields.find(({ key }) => key === 'content-type');
  return field === undefined
    ? { start: part.span.start, end: Math.max(part.span.end, part.span.start + 1) }
    : bodyToken(field).span;
}

function headSpan({ head }: FilePart): Span {
  return head.place(0, Math.min(16, head.content.length));
}

function ofFiles(look: (file: FilePart) => readonly Observation[]): Rule['look'] {
  return (input: RuleInput) => contentOf(input).files.flatMap(look).slice(0, MAX_OBSERVATIONS);
}

const shown = (name: string): string => (name === '' ? 'without a name' : `“${name}”`);

const HARMLESS_NAMES = /^(?:pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|bmp|tiff?|txt|csv|rtf)$/;
const DANGEROUS_KINDS: ReadonlySet<FileKind> = new Set([
  'program',
  'shortcut',
  'disc',
  'onenote',
  'script',
  'java',
  'page',
]);

const typeDiffers: Rule = {
  id: 'content.file-type-differs',
  version: 1,
  family: 'content',
  severity: 'high',
  title: 'A file is of another kind than its name says',
  summary: 'The file {name} begins like {kind}, which its name does not say.',
  explanation:
    'Most kinds of files begin with bytes of their own. Here the name says “picture” or “document”, or another ' +
    'kind, and the bytes are something else. Such a name comes about by mistake, or so that the file passes a ' +
    'filter.',
  innocent: [
    'a program that gives files a wrong ending',
    'a file that was saved in another form under its old name',
    'a virus scanner that put a notice in the place of a file',
  ],
  settle: 'The file itself, examined on an isolated computer; what the sender says that it is.',
  reference: 'RFC 2183 section 2.3; WHATWG MIME Sniffing Standard section 6',
  look: ofFiles((file) => {
    const kind = kindBesideName(file.part.fileName, file.head.content);
    if (kind === undefined) return NOTHING;
    const isDangerous = DANGEROUS_KINDS.has(kind) && HARMLESS_NAMES.test(extensionOf(file.part.fileName));
    const values = { name: shown(file.part.fileName), kind: KIND_WORDS[kind] };
    return observed(nameSpan(file), values, isDangerous ? 'high' : 'medium', [headSpan(file)]);
  }),
};

/** What a file's name hides, as the end of a sentence. */
function nameTrick(name: string): { readonly severity: Severity; readonly what: string } | undefined {
  if (/[\u202a-\u202e\u2066-\u2069]/.test(name)) {
    return {
      severity: 'high',
      what: 'contains a character that turns the direction of writing, so that its ending is shown elsewhere',
    };
  }
  const ends = /\.([a-z0-9]{2,5})[\s._-]{0,200}\.([a-z0-9]{2,8})[\s.]*$/i.exec(name.slice(-400));
  const [, first = '', last = ''] = ends ?? [];
  const danger = dangerOf(last.toLowerCase()) ?? (/^(?:html?|xhtml|shtml|svg)$/i.test(last) ? 'page' : undefined);
  if (HARMLESS_NAMES.test(first.toLowerCase()) && danger !== undefined) {
    return { severity: 'high', what: `has two endings, .${first} and .${last}; the last one counts` };
  }
  if (/\s{6,200}\.[a-z0-9]{2,8}\s*$/i.test(name.slice(-300))) {
    return { severity: 'high', what: 'contains a row of blanks before its ending' };
  }
  return undefined;
}

const nameTricks: Rule = {
  id: 'content.file-name-tricks',
  version: 1,
  family: 'content',
  severity: 'high',
  title: 'A file’s name shows another ending than it has',
  summary: 'The name of the file {name} {what}.',
  explanation:
    'The ending of a name decides what a computer does with a file. Programs often show only the beginning of a ' +
    'name, or hide its last ending. A name can be built so that a program looks like a document.',
  innocent: ['a program that adds an ending of its own', 'a name in a language that is written from right to left'],
  settle: 'The file itself, examined on an isolated computer; what the sender says that it is.',
  reference: 'Unicode Technical Report 36, section 3.1; MITRE ATT&CK T1036.002 and T1036.007',
  look: ofFiles((file) => {
    const trick = nameTrick(file.part.fileName);
    return trick === undefined
      ? NOTHING
      : observed(nameSpan(file), { name: shown(file.part.fileName), what: trick.what }, trick.severity);
  }),
};

const typeDeclared: Rule = {
  id: 'content.file-type-declared',
  version: 1,
  family: 'content',
  severity: 'medium',
  title: 'A file that a computer runs is declared as something else',
  summary: 'The file {name} is declared as {type}. Its name ends in .{extension}, which a computer runs or mounts.',
  explanation:
    'A field says what kind of content a file is, and the name says it again. Some programs follow the field, some the name. ' +
    'Where the field says picture, sound or document and the name says program, they contradict each other.',
  innocent: ['a faulty or home-made mail program', 'a name that only looks like that of a program'],
  settle: 'The file itself, examined on an isolated computer; other messages by the same program.',
  reference: 'RFC 2046 section 4.5.1; CERT Advisory CA-2001-06',
  look: ofFiles((file) => {
    const { mediaType, fileName } = file.part;
    const extension = extensionOf(fileName);
    const isHarmlessType = /^(?:image|audio|video|text)\/|^application\/(?:pdf|msword|vnd\.(?:ms-|openxml))/.test(
      mediaType,
    );
    const isScript = /^text\/.{0,40}(?:script|plain|x-)/.test(mediaType);
    return dangerOf(extension) === undefined || dangerOf(extension) === 'macros' || !isHarmlessType || isScript
      ? NOTHING
      : observed(nameSpan(file), { name: shown(fileName), type: mediaType, extension });
  }),
};

const DANGER_WORDS = {
  runs: 'a computer runs such a file when it is opened',
  mounts: 'such a file holds further files, which are opened past the marks that a computer puts on mail',
  macros: 'a document of this kind can hold a program (macros)',
} as const;

const activeFile: Rule = {
  id: 'content.active-file',
  version: 1,
  family: 'content',
  severity: 'medium',
  title: 'A file can do more than be read',
  summary: 'The file {name}: {what}.',
  explanation:
    'Some files are programs, or contain programs or other files. Ordinary letters rarely need them. Chainmail ' +
    'opens none of them.',
  innocent: [
    'a developer who sends a script',
    'an office that works with such documents',
    'a web page that was saved and sent',
  ],
  settle: 'The file itself, examined on an isolated computer; what the sender says that it is.',
  reference: 'MITRE ATT&CK T1566.001 and T1204.002; Microsoft, blocked attachments in Outlook',
  look: ofFiles((file) => {
    const what = activityOf(file);
    return what === undefined
      ? NOTHING
      : observed(nameSpan(file), { name: shown(file.part.fileName), what: what.what }, what.severity);
  }),
};

function activityOf(file: FilePart): { readonly severity: Severity; readonly what: string } | undefined {
  const kind = kindOfContent(file.head.content);
  const extension = extensionOf(file.part.fileName);
  const danger = dangerOf(extension) ?? (kind === 'program' || kind === 'shortcut' ? 'runs' : undefined);
  if (danger !== undefined) return { severity: 'medium', what: DANGER_WORDS[danger] };
  if ((kind === 'zip' || kind === 'ole') && holdsMacros(file, kind)) {
    return { severity: 'medium', what: 'the document holds a program (macros)' };
  }
  const isPage =
    kind === 'page' || /^(?:html?|xhtml|shtml|svg)$/.test(extension) || file.part.mediaType === 'image/svg+xml';
  return isPage ? pageActivity(file) : undefined;
}

function holdsMacros(file: FilePart, kind: 'zip' | 'ole'): boolean {
  const { content } = file.whole();
  return kind === 'zip'
    ? content.includes('vbaProject.bin')
    : content.includes('_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0') || content.includes('M\0a\0c\0r\0o\0s\0');
}

/** A page that is attached as a file is opened by a browser, where scripts run and forms send. */
function pageActivity(file: FilePart): { readonly severity: Severity; readonly what: string } {
  const found = new Set<string>();
  scanHtml(file.whole().content.slice(0, 1 << 20), {
    text: () => undefined,
    comment: () => undefined,
    raw: (name) => {
      if (name === 'script') found.add('a script');
    },
    tag: ({ name, isClosing, attributes }) => {
      if (isClosing) return;
      if (name === 'form') found.add('a form');
      if (name === 'input' && attributes.some((one) => one.name === 'type' && /^password$/i.test(one.value))) {
        found.add('a field for a password');
      }
      if (name === 'meta' && attributes.some((one) => one.name === 'http-equiv' && /^refresh$/i.test(one.value))) {
        found.add('an instruction to open another page');
      }
    },
  });
  const what = [...found].sort();
  return what.length === 0
    ? { severity: 'low', what: 'a browser opens it as a page' }
    : { severity: 'medium', what: `a browser opens it as a page, and it holds ${what.join(', ')}` };
}

const encrypted: Rule = {
  id: 'content.encrypted-archive',
  version: 1,
  family: 'content',
  severity: 'medium',
  title: 'An attached archive is locked with a password',
  summary: 'The archive {name} is locked with a password{word}.',
  explanation:
    'A filter cannot examine a locked archive. Where the password is in the same message, the lock hardly keeps ' +
    'anybody out but the filter.',
  innocent: ['an office that protects personal data in this way', 'a pay slip or a bank statement'],
  settle: 'The archive itself, opened on an isolated computer with the password, if the message contains it.',
  reference: 'PKWARE APPNOTE 6.3 section 4.4.4 (bit 0); MITRE ATT&CK T1027.013',
  look: (input) => {
    const locked = contentOf(input).files.filter(isLockedZip);
    const names = locked.length > 0 && mentionsPassword(input);
    return locked
      .slice(0, MAX_OBSERVATIONS)
      .flatMap((file) =>
        observed(
          headSpan(file),
          { name: shown(file.part.fileName), word: names ? '; the text of the message mentions a password' : '' },
          names ? 'medium' : 'low',
          [nameSpan(file)],
        ),
      );
  },
};

function isLockedZip({ head: { content } }: FilePart): boolean {
  return content.startsWith('PK\x03\x04') && (content.charCodeAt(6) & 1) === 1;
}

function mentionsPassword(input: RuleInput): boolean {
  const { texts, pages } = contentOf(input);
  const bodies = [...texts.map(({ body }) => body.content), ...pages.map(({ reading }) => reading.text)];
  return bodies.some((text) =>
    /\b(?:pass(?:word|code)?|pwd|pw|kennwort|passwort|contrase|mot de passe|parol)/i.test(text),
  );
}

export const attachmentRules: readonly Rule[] = [typeDiffers, nameTricks, typeDeclared, activeFile, encrypted];
