import { decodeBytes } from './byte-string';
import { decodeCodepage } from './codepages';
import { MAPI_TYPE, type MapiProperty, readMapiProperties } from './mapi-properties';
import { plainRtf, rtfWords, unpackRtf } from './rtf';
import { readTnefAttributes, TNEF, type TnefAttribute } from './tnef-attributes';
import type { WrittenFile } from './written-files';

/**
 * TNEF (`winmail.dat`, MS-OXTNEF): what Outlook packs into one attachment, and most other programs cannot open.
 *
 * Files, and the text of the message where it lies in the package: plain text and HTML as stored, else what the
 * compressed RTF holds.
 */
export interface TnefContent {
  readonly files: readonly WrittenFile[];
  readonly body: string;
}

const property = {
  ...{ body: 0x1000, rtf: 0x1009, html: 0x1013, data: 0x3701 },
  ...{ fileName: 0x3704, longName: 0x3707, displayName: 0x3001, messageCodepage: 0x3ffd },
} as const;

interface OpenFile {
  name: string;
  hasLongName: boolean;
  content: Uint8Array | undefined;
}

/** Reads a package. What is cut off or no TNEF gives what was read so far; never throws. */
export function readTnef(bytes: Uint8Array): TnefContent {
  const attributes = readTnefAttributes(bytes)?.attributes ?? [];
  const package_ = new Package();
  for (const attribute of attributes) package_.take(attribute);
  return package_.content();
}

class Package {
  private readonly files: OpenFile[] = [];
  private readonly texts: string[] = [];
  private codepage: number | undefined;
  private rtf: Uint8Array | undefined;

  take({ id, value }: TnefAttribute): void {
    if (id === TNEF.codepage) this.codepage = numberOf(value);
    else if (id === TNEF.body) this.texts.push(this.text(value));
    else if (id === TNEF.properties) this.message(value);
    else this.file(id, value);
  }

  content(): TnefContent {
    const texts = this.texts.filter((text) => text.trim() !== '');
    const packed = this.rtf === undefined || texts.length > 0 ? undefined : unpackRtf(this.rtf);
    const fromRtf = packed === undefined ? [] : [plainRtf(packed)?.text ?? rtfWords(packed)];
    return {
      files: this.files.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, content }])),
      body: [...texts, ...fromRtf].join('\n'),
    };
  }

  private message(value: Uint8Array): void {
    const { properties } = readMapiProperties(value);
    this.codepage ??= numberOf(properties.find(({ id }) => id === property.messageCodepage)?.value);
    for (const one of properties) {
      if (one.id === property.body || one.id === property.html) this.texts.push(this.textOf(one));
      if (one.id === property.rtf) this.rtf = one.value;
    }
  }

  private file(id: number, value: Uint8Array): void {
    const isFirst = this.files.length === 0 && (id === TNEF.attachTitle || id === TNEF.attachData);
    if (id === TNEF.attachStart || isFirst) this.files.push({ name: '', hasLongName: false, content: undefined });
    const file = this.files.at(-1);
    if (file === undefined) return;
    if (id === TNEF.attachTitle && !file.hasLongName) file.name = this.text(value);
    if (id === TNEF.attachData) file.content = value;
    if (id === TNEF.attachProperties) this.fileProperties(value, file);
  }

  private fileProperties(value: Uint8Array, file: OpenFile): void {
    for (const one of readMapiProperties(value).properties) {
      const isLong = one.id === property.longName;
      const isName = one.id === property.fileName || one.id === property.displayName;
      if (isLong || (isName && file.name === '')) {
        file.name = this.textOf(one);
        file.hasLongName ||= isLong;
      }
      if (one.id === property.data) file.content ??= one.value;
    }
  }

  private textOf({ type, value }: MapiProperty): string {
    return type === MAPI_TYPE.unicode ? withoutNuls(new TextDecoder('utf-16le').decode(value)) : this.text(value);
  }

  private text(value: Uint8Array): string {
    return withoutNuls(this.codepage === undefined ? decodeBytes(value) : decodeCodepage(value, this.codepage));
  }
}

function numberOf(value: Uint8Array | undefined): number | undefined {
  if (value === undefined || value.length < 4) return undefined;
  return new DataView(value.buffer, value.byteOffset).getUint32(0, true);
}

/** A loop and no regular expression: `\0+$` takes quadratic time on a long run of NULs that ends in a letter. */
function withoutNuls(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(0, end);
}
