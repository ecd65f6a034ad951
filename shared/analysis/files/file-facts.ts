import type { Span } from '../../email/types';
import type { FileDate } from './file-date';

/** What a file says of itself. Places are ranges of the file's own bytes, before any transfer encoding. */
export interface FileFacts {
  readonly times: readonly FileTime[];
  readonly names: readonly FileName[];
}

export interface FileTime extends FileDate {
  /** Decoder id, such as `pdf.created`. */
  readonly kind: string;
  readonly place: Span;
}

/** Somebody or something that the file names. All of it can be set by whoever made the file: leads, no proof. */
export interface FileName {
  readonly role: 'author' | 'last-author' | 'company' | 'program' | 'device' | 'position';
  readonly text: string;
  readonly place: Span;
}

export const NO_FACTS: FileFacts = { times: [], names: [] };

export function joinFacts(pieces: readonly FileFacts[]): FileFacts {
  return { times: pieces.flatMap(({ times }) => times), names: pieces.flatMap(({ names }) => names) };
}

/** A date of this kind where it was read, none where it was not. */
export function timeFact(kind: string, date: FileDate | undefined, place: Span): FileFacts {
  return date === undefined ? NO_FACTS : { times: [{ ...date, kind, place }], names: [] };
}

/** A name where there are letters in it. */
export function nameFact(role: FileName['role'], text: string, place: Span): FileFacts {
  const trimmed = text.replaceAll('\0', '').trim();
  return trimmed === '' ? NO_FACTS : { times: [], names: [{ role, text: trimmed, place }] };
}
