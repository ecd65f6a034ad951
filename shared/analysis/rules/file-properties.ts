import type { EmbeddedTime } from '../../email/types';
import { durationInWords, listInWords, timeInWords } from '../../wording/rules';
import { type AttachedFile, attachedFiles } from '../files/attached-files';
import type { FileName } from '../files/file-facts';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { DAY_MS, HOUR_MS, NOTHING, observed } from './observe';

/** Rules about what documents and pictures in a message say of themselves. */

/** Programs that write local time as universal time are common: up to 14 hours too late, and an hour of summer time. */
const ZONE_SLIP_MS = 15 * HOUR_MS;

const MAX_OBSERVATIONS = 20;

const TIMES_IN_FILES =
  'ISO 32000-1 section 14.3.3; ECMA-376 part 2 section 11; Exif 2.32 section 4.6.5; PKWARE APPNOTE 6.3; RFC 5545 section 3.8.7';

const shown = ({ file }: AttachedFile): string =>
  file.part.fileName === '' ? 'without a name' : `“${file.part.fileName}”`;

interface NewestTime {
  readonly name: string;
  readonly time: Pick<EmbeddedTime, 'timeMs' | 'clock' | 'span'>;
}

/** Appointments and business cards, which are read with the texts. */
const CARDS: readonly (readonly [prefix: string, name: string])[] = [
  ['calendar.', 'with the appointment'],
  ['card.', 'with the business card'],
];

function cardTimes({ times }: RuleInput): readonly NewestTime[] {
  return CARDS.flatMap(([prefix, name]) =>
    times.filter(({ kind }) => kind.startsWith(prefix)).map((time) => ({ name, time })),
  );
}

/** The latest time in any of the files: each of them bounds the message by itself, the latest most of all. */
function newestTime(input: RuleInput): NewestTime | undefined {
  const files = attachedFiles(input).flatMap((attached) =>
    attached.times.map((time) => ({ name: shown(attached), time })),
  );
  return [...files, ...cardTimes(input)].reduce<NewestTime | undefined>(
    (best, each) => (best === undefined || each.time.timeMs > best.time.timeMs ? each : best),
    undefined,
  );
}

/** The newest date of the message itself: the Date field and those of the hops. */
function newestDate({ times }: RuleInput): number {
  return Math.max(...times.filter(({ kind }) => kind === 'date' || kind === 'received').map(({ timeMs }) => timeMs));
}

const gradeOf = (distance: number): Severity => (distance > DAY_MS ? 'high' : 'medium');

const beforeAttachedFile: Rule = {
  id: 'date.before-attached-file',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'The message is dated before a file in it was made',
  summary:
    'The Date field says {dateTime}. The file {name} says that it was made or changed at {fileTime}, which is {difference} later.',
  explanation:
    'Documents and pictures carry the time at which they were made and last changed. A message cannot have been finished ' +
    'before a file in it existed. Here the route fits the time of the file, and the date of writing does not.',
  innocent: [
    'a wrong clock on the author’s computer, or where the file was made',
    'a message that was begun as a draft and kept its first date',
    'a file that a server added or changed on the way, such as a logo',
  ],
  settle:
    'The file on the computer where it was made, with its own times; other messages by the same sender of those days; the copy in the sender’s mailbox.',
  reference: TIMES_IN_FILES,
  look: (input) => {
    const { date } = input.anatomy;
    const newest = newestTime(input);
    if (newest === undefined || date?.instantMs === undefined) {
      return NOTHING;
    }
    const { name, time } = newest;
    const ahead = time.timeMs - date.instantMs;
    if (ahead <= ZONE_SLIP_MS || isBeyondRoute(input, newest)) {
      return NOTHING;
    }
    const values = {
      dateTime: timeInWords(date.instantMs),
      name,
      fileTime: timeInWords(time.timeMs, time.clock),
      difference: durationInWords(ahead),
    };
    return observed(date.span, values, gradeOf(ahead), [time.span]);
  },
};

function isBeyondRoute(input: RuleInput, { time }: NewestTime): boolean {
  return time.timeMs > newestDate(input) + ZONE_SLIP_MS;
}

const fileAfterRoute: Rule = {
  id: 'content.file-newer-than-route',
  version: 2,
  family: 'times',
  severity: 'high',
  title: 'A file in the message is newer than the message',
  summary:
    'The file {name} says that it was made or changed at {fileTime}. Every date in the header is older; the newest is {newest}, {difference} before.',
  explanation:
    'Documents and pictures carry the time at which they were made and last changed. A message that arrived cannot hold a ' +
    'file that was made later. Either the clock that dated the file was wrong, or the file was put into this copy afterwards, ' +
    'or the dates of the header are not the true ones.',
  innocent: [
    'a camera or computer whose clock was set to another day',
    'a program that writes a fixed or a future date into its files',
    'a mailbox whose attachments were replaced, such as by a virus scanner or a program that makes them smaller',
  ],
  settle:
    'Another copy of the message, from the sender or from another recipient, and the hash of the file in it; the file on the computer where it was made.',
  reference: TIMES_IN_FILES,
  look: (input) => {
    const newest = newestTime(input);
    if (newest === undefined || !isBeyondRoute(input, newest)) {
      return NOTHING;
    }
    const newestMs = newestDate(input);
    if (!Number.isFinite(newestMs)) {
      return NOTHING;
    }
    const { name, time } = newest;
    const ahead = time.timeMs - newestMs;
    const values = {
      name,
      fileTime: timeInWords(time.timeMs, time.clock),
      newest: timeInWords(newestMs),
      difference: durationInWords(ahead),
    };
    return observed(time.span, values, gradeOf(ahead), newestSpans(input, newestMs));
  },
};

function newestSpans({ times }: RuleInput, newestMs: number) {
  return times
    .filter(({ kind, timeMs }) => (kind === 'date' || kind === 'received') && timeMs === newestMs)
    .map(({ span }) => span);
}

const ROLE_WORDS: Readonly<Record<FileName['role'], string>> = {
  author: 'author',
  'last-author': 'last changed by',
  company: 'company',
  program: 'program',
  device: 'device',
  position: 'position',
};

const fileProperties: Rule = {
  id: 'content.file-properties',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'A file names its author, program or device',
  summary: 'The file {name} says of itself: {facts}.',
  explanation:
    'Programs write into a document or a picture who was signed in, which program or camera was used and, ' +
    'sometimes, where a picture was taken. Few people look at it. Whoever made the file can set all of it: it is ' +
    'a lead, not a proof.',
  innocent: [
    'the ordinary way in which such files are made',
    'a file that somebody else made and the sender passed on',
    'a template that keeps the name of its first author',
  ],
  settle: 'The file on the computer where it was made; the accounts and programs of that computer.',
  reference:
    'ISO 32000-1 section 14.3.3; ECMA-376 part 2 section 11; ODF 1.3 part 3 section 4.3; Exif 2.32 section 4.6',
  look: (input) => attachedFiles(input).flatMap(propertiesOf).slice(0, MAX_OBSERVATIONS),
};

function propertiesOf(attached: AttachedFile): readonly Observation[] {
  const [first, ...rest] = attached.names;
  if (first === undefined) {
    return NOTHING;
  }
  const facts = attached.names.map(({ role, text }) => `${ROLE_WORDS[role]} “${text.slice(0, LONGEST_NAME)}”`);
  const values = { name: shown(attached), facts: listInWords(facts) };
  return observed(
    first.span,
    values,
    undefined,
    rest.map(({ span }) => span),
  );
}

/** A sentence has room for a few names only. */
const LONGEST_NAME = 60;

export const filePropertyRules: readonly Rule[] = [beforeAttachedFile, fileAfterRoute, fileProperties];
