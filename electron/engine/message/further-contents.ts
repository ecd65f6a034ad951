/** What our own reading of a message has beyond a first one: hidden texts and files, each once, each with its reason. */
import { createHash } from 'node:crypto';
import { readExtras } from '../../../shared/email/extra-readings';
import { isBodyText, leafParts } from '../../../shared/email/leaf-parts';
import { decodeBody, decodeTextBytes } from '../../../shared/email/transfer-decoding';
import type { Anatomy } from '../../../shared/email/types';
import { LEFT_OUT, READING_WORDS } from '../../../shared/wording/readings';
import { htmlWords } from './html-words';
import { LIMITS } from './limits';

export interface KnownContents {
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly type: string; readonly content: Uint8Array }[];
}

export interface FurtherFile {
  readonly name: string;
  readonly type: string;
  readonly contentId: string;
  readonly content: Uint8Array;
  readonly where: string;
}

export interface FurtherText {
  readonly text: string;
  readonly isHtml: boolean;
  readonly where: string;
}

export interface FurtherContents {
  readonly texts: readonly FurtherText[];
  readonly files: readonly FurtherFile[];
  /** Bounds of work were met: there may be more. */
  readonly isCut: boolean;
}

interface Own {
  readonly isFile: boolean;
  readonly isHtml: boolean;
  readonly name: string;
  readonly type: string;
  readonly contentId: string;
  readonly content: Uint8Array;
  readonly text: string;
  readonly where: string;
  /** By the usual reading; else by one that only some programs have. */
  readonly isUsual: boolean;
}

/** `known`: what the first reading shows. */
export function furtherContents(bytes: Uint8Array, anatomy: Anatomy, known: KnownContents): FurtherContents {
  const words = new ShownWords(known);
  const hashes = new Set<string>(known.files.flatMap(({ content }) => fileKeys(content)));
  const { readings, isCut } = readExtras(bytes, anatomy);
  const extras = readings.map(
    ({ kind, reason, fileName, mediaType, contentId, content, text }): Own => ({
      isFile: kind === 'file',
      isHtml: kind === 'html',
      name: fileName,
      type: mediaType,
      contentId,
      content,
      text,
      where: READING_WORDS[reason],
      isUsual: false,
    }),
  );
  const texts: FurtherText[] = [];
  const files: FurtherFile[] = [];
  for (const own of [...usualContents(bytes, anatomy), ...extras]) {
    if (own.isFile) takeFile(own, hashes, files);
    else takeText(own, words, texts);
  }
  return { texts, files, isCut };
}

/** The leaves of the structure as our own reader sees them, extra readings apart. */
function usualContents(bytes: Uint8Array, { structure }: Anatomy): readonly Own[] {
  return leafParts(structure)
    .filter(({ mediaType }) => !mediaType.startsWith('multipart/'))
    .map((part): Own => {
      const content = decodeBody(bytes, part);
      const isFile = !isBodyText(part);
      return {
        isFile,
        isHtml: part.mediaType === 'text/html',
        name: part.fileName,
        type: part.mediaType,
        contentId: part.contentId,
        content,
        text: isFile ? '' : decodeTextBytes(content, part.charset),
        where: LEFT_OUT,
        isUsual: true,
      };
    });
}

function takeFile(own: Own, hashes: Set<string>, files: FurtherFile[]): void {
  const keys = fileKeys(own.content);
  if (own.content.length === 0 || keys.some((key) => hashes.has(key))) return;
  for (const key of keys) hashes.add(key);
  files.push({ name: own.name, type: own.type, contentId: own.contentId, content: own.content, where: own.where });
}

/** A text is further if it has a word that was not shown so far: reflowed and joined text stays one and the same. */
function takeText(own: Own, words: ShownWords, texts: FurtherText[]): void {
  const text = own.text.slice(0, LIMITS.text);
  if (!own.isHtml && words.isShownWhole(text)) return;
  const readable = own.isHtml ? htmlWords(text, text.length) : text;
  const isNew = (own.isUsual ? plainWords(readable) : wordsOf(readable)).some((word) => !words.has(word));
  if (!isNew) return;
  words.add(readable);
  texts.push({ text, isHtml: own.isHtml, where: own.where });
}

/** Of a first reading's text so much is compared: twice of what is shown, as the other reading may be the shorter one. */
const COMPARED = 2 * LIMITS.text;

/** The words that a first reading shows, and those that were found since; taken apart when they are first asked for. */
class ShownWords {
  readonly #known: KnownContents;
  readonly #shown: string;
  #words: Set<string> | undefined;

  constructor(known: KnownContents) {
    this.#known = known;
    this.#shown = withPlainEnds(known.text.slice(0, COMPARED));
  }

  /** Whether a text stands in the first reading as it is, which is so for nearly every honest message. */
  isShownWhole(text: string): boolean {
    return this.#shown.includes(withPlainEnds(text).trim());
  }

  has(word: string): boolean {
    return this.#all().has(word);
  }

  add(text: string): void {
    addWords(this.#all(), text);
  }

  #all(): Set<string> {
    if (this.#words === undefined) {
      const { html, files } = this.#known;
      this.#words = new Set();
      addWords(this.#words, this.#shown);
      addWords(this.#words, htmlWords(html, Math.min(html.length, COMPARED)));
      for (const { content } of files.filter(({ type }) => type.startsWith('text/'))) {
        addWords(this.#words, decodeTextBytes(content, '').slice(0, COMPARED));
      }
    }
    return this.#words;
  }
}

function withPlainEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function addWords(words: Set<string>, text: string): void {
  for (const word of wordsOf(text)) words.add(word);
  for (const [word] of text.matchAll(asciiWord)) words.add(word);
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[^\s\0>]+/g) ?? [];
}

/**
 * Words of a text that two readers read by one declaration, for the question whether both have it: those of ASCII, as
 * they differ on letters of an undeclared charset. A text in other letters is compared by all of its words.
 */
function plainWords(text: string): readonly string[] {
  const all = wordsOf(text);
  const plain = text.match(asciiWord) ?? [];
  return plain.length * 2 < all.length ? all : plain;
}

const asciiWord = /[A-Za-z0-9]{2,}/g;

/** The content itself, and as text without differences of line ends, which readers change. */
function fileKeys(content: Uint8Array): readonly string[] {
  const hash = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  return [hash(content), `t${hash(Buffer.from(text.replace(/\r\n?/g, '\n').trim(), 'latin1'))}`];
}
