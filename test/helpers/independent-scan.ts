/**
 * Looks for values in bytes, written on its own: nothing of the program's redaction is used, so that the two do not share
 * their mistakes. Everything is undone over and over, and each state is searched.
 */
import { createHash } from 'node:crypto';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Values that stand in the bytes in some form, with the steps that led there. */
export function leaksIn(bytes: Uint8Array, values: readonly string[]): readonly string[] {
  const wanted = values.flatMap(formsOf);
  const found = new Set<string>();
  for (const { text, way } of states(Buffer.from(bytes))) {
    const flat = flattened(text);
    for (const { form, of } of wanted) {
      if (flat.includes(form)) {
        found.add(`${of} by ${way || 'plain'}`);
      }
    }
  }
  return [...found];
}

function flattened(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll('\0', '')
    .toLowerCase();
}

function formsOf(value: string): readonly { form: string; of: string }[] {
  const digests = ['md5', 'sha1', 'sha256'].flatMap((name) => {
    const digest = createHash(name).update(value.toLowerCase()).digest();
    return [digest.toString('hex'), digest.toString('base64').replace(/=+$/, '').toLowerCase()];
  });
  return [flattened(value), flattened(value).replace('@', '='), ...digests].map((form) => ({ form, of: value }));
}

interface State {
  readonly text: string;
  readonly way: string;
}

const DEPTH = 3;

function states(bytes: Buffer): readonly State[] {
  const first = [bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('utf16le'), swapped(bytes)];
  const all: State[] = first.map((text) => ({ text, way: '' }));
  const seen = new Set(first);
  let layer = all.slice();
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next: State[] = [];
    for (const { text, way } of layer) {
      for (const [name, undo] of Object.entries(UNDO)) {
        const undone = undo(text);
        if (undone !== '' && !seen.has(undone)) {
          seen.add(undone);
          next.push({ text: undone, way: `${way} ${name}` });
        }
      }
    }
    all.push(...next);
    layer = next;
  }
  return all;
}

function swapped(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}

/** A stream of a PDF, an entry of a zip file, gzip. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: marks of formats
const PACKED = /stream\r?\n|PK\x03\x04|\x1f\x8b/g;

const UNDO: Readonly<Record<string, (text: string) => string>> = {
  percent: (text) => text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  quoted: (text) =>
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  entities: (text) =>
    text
      .replace(/&#x([0-9a-f]+);?/gi, (_, hex) => String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)))
      .replace(/&#(\d+);?/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
      .replace(/&commat;/g, '@')
      .replace(/&period;/g, '.'),
  tags: (text) => text.replace(/<[^<>]*>/g, ''),
  folds: (text) => text.replace(/\r?\n[ \t]+/g, ''),
  base64: (text) =>
    [...text.matchAll(/[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n){10,}/g)]
      .flatMap(([run]) => {
        const letters = run.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
        return [0, 1, 2, 3].map((skip) => Buffer.from(letters.slice(skip), 'base64'));
      })
      .map((bytes) => `${bytes.toString('utf8')} ${bytes.toString('utf16le')}`)
      .join('\n'),
  hex: (text) =>
    [...text.matchAll(/[0-9a-f]{12,}/gi)]
      .flatMap(([run]) => [Buffer.from(run, 'hex'), Buffer.from(run.slice(1), 'hex')])
      .map((bytes) => bytes.toString('latin1'))
      .join('\n'),
  words: (text) =>
    text.replace(/=\?[^?\s]+\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, body: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(body, 'base64').toString('utf8')
        : body
            .replaceAll('_', ' ')
            .replace(/=([0-9a-f]{2})/gi, (__, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    ),
  inflated: (text) => {
    const bytes = Buffer.from(text, 'latin1');
    const starts = [...text.matchAll(PACKED)].map(({ index, 0: mark }) => ({ index, mark }));
    return starts.map(({ index, mark }) => inflated(bytes, index, mark)).join('\n');
  },
};

function inflated(bytes: Buffer, at: number, mark: string): string {
  try {
    if (mark.startsWith('stream')) {
      return inflateSync(bytes.subarray(at + mark.length)).toString('latin1');
    }
    if (mark === '\x1f\x8b') {
      return gunzipSync(bytes.subarray(at)).toString('latin1');
    }
    const skip = 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    return inflateRawSync(bytes.subarray(at + skip)).toString('latin1');
  } catch {
    return '';
  }
}
