import type { Span } from '../../email/types';
import { rememberLastBy } from '../../text/remember';
import { kindOfContent } from '../content/file-kind';
import { contentOf, type FilePart } from '../content/message-content';
import type { RuleInput } from '../rule';
import { isPlausibleTime } from '../times/decoder';
import type { FileName, FileTime } from './file-facts';
import { FILE_READERS } from './read-file';

/** What a file in a message says of itself, at the bytes of the message. */
export interface AttachedFile {
  readonly file: FilePart;
  readonly times: readonly Placed<FileTime>[];
  readonly names: readonly Placed<FileName>[];
}

export type Placed<T extends FileTime | FileName> = Omit<T, 'place'> & { readonly span: Span };

const LIMITS = { files: 40, times: 12, names: 12 } as const;

type Message = Pick<RuleInput, 'bytes' | 'anatomy'>;

/** The files that tell anything, read once: the times and the rules ask. Only those whose first bytes are of a known kind are decoded. */
export const attachedFiles = rememberLastBy(
  ({ anatomy }: Message) => anatomy,
  (message): readonly AttachedFile[] =>
    contentOf(message)
      .files.filter(({ head }) => readerOf(head.content) !== undefined)
      .slice(0, LIMITS.files)
      .map(readOne)
      .filter(({ times, names }) => times.length + names.length > 0),
);

function readerOf(head: string) {
  const kind = kindOfContent(head);
  return kind === undefined ? undefined : FILE_READERS[kind];
}

function readOne(file: FilePart): AttachedFile {
  const whole = file.whole();
  const { times, names } = readerOf(file.head.content)?.(whole.content) ?? { times: [], names: [] };
  const placed = <T extends FileTime | FileName>({ place, ...fact }: T): Placed<T> => ({
    ...fact,
    span: whole.place(place.start, Math.max(place.end, place.start + 1)),
  });
  const told = times.filter(({ timeMs }) => isPlausibleTime(timeMs));
  return {
    file,
    times: withoutRepeats(told, ({ kind, timeMs }) => `${kind} ${timeMs}`, LIMITS.times).map(placed<FileTime>),
    names: withoutRepeats(names, ({ role, text }) => `${role} ${text}`, LIMITS.names).map(placed<FileName>),
  };
}

function withoutRepeats<T>(all: readonly T[], keyOf: (one: T) => string, most: number): readonly T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()].slice(0, most);
}
