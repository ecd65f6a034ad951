/** The search for clocks of unknown form. */
import { plainLine } from '../text/visible-text';

const number = (count: number): string => count.toLocaleString('en');

function tries(tried: number, messages: number): string {
  const ways = tried === 1 ? '1 way' : `${number(tried)} ways`;
  return `${ways} to read the fields of ${messages === 1 ? '1 message' : `${number(messages)} messages`} ${tried === 1 ? 'was' : 'were'} tried.`;
}

/** The ways in which a word is read, by the names that the command line and results use. */
export const ENCODING_NAMES: Readonly<Record<string, string>> = {
  'decimal-seconds': 'seconds since 1970',
  'decimal-milliseconds': 'milliseconds since 1970',
  'decimal-microseconds': 'microseconds since 1970',
  'decimal-nanoseconds': 'nanoseconds since 1970',
  'dotnet-ticks': 'ticks of .NET (100 ns since the year 1)',
  'filetime-decimal': 'Windows file time, decimal (100 ns since 1601)',
  snowflake: 'snowflake id (milliseconds, then a counter)',
  'date-digits': 'digits of a date and time',
  'date-digits-milliseconds': 'digits of a date and time, with milliseconds',
  'hex-seconds': 'seconds since 1970, hexadecimal',
  'hex-milliseconds': 'milliseconds since 1970, hexadecimal',
  'hex-seconds-microseconds': 'seconds and microseconds since 1970, hexadecimal',
  'filetime-hex': 'Windows file time, hexadecimal (100 ns since 1601)',
  'object-id': 'object id of MongoDB (begins with seconds since 1970)',
  ulid: 'ULID (begins with milliseconds since 1970)',
  'base36-seconds': 'seconds since 1970, to base 36',
  'base36-milliseconds': 'milliseconds since 1970, to base 36',
  'base62-seconds': 'seconds since 1970, to base 62',
  'uuid-1': 'UUID, version 1 (100 ns since 1582)',
  'uuid-7': 'UUID, version 7 (milliseconds since 1970)',
};

export const clockWords = {
  reading: 'Reading headers',
  tooMany: (messages: number, most: number) =>
    `${number(messages)} messages fit, and the headers of ${number(most)} can be searched at once. Nothing was read. Choose fewer by a search.`,
  none: (tried: number, messages: number) => `No clock of unknown form was found: ${tries(tried, messages)}`,
  found: (field: string, encoding: string) => `${plainLine(field)}, read as ${encoding}`,
  near: (near: number, messages: number, expected: string, probability: string) =>
    `  near the Date or a hop in ${number(near)} of ${number(messages)} messages; by chance ${expected}; so many by chance in all that was tried: at most ${probability}`,
  known: (known: number) => `  a decoder reads these bytes already in ${number(known)} messages`,
  example: (ref: string, time: string, start: number, end: number) => `  ${ref}  ${time}  bytes ${start} to ${end}`,
  tried: (tried: number, messages: number) => tries(tried, messages),
  unread: (count: number) =>
    `${number(count)} ${count === 1 ? 'message' : 'messages'} could not be read within the limits and were left out.`,
  caveat:
    'A field that is found here holds an instant near the message’s own times; who writes it, and by which clock, has to be found out before it is relied on.',
} as const;
