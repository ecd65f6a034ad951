/** The search for clocks of unknown form. */
import { plainLine } from '../text/visible-text';

const number = (count: number): string => count.toLocaleString('en');

export const clockWords = {
  reading: 'Reading headers',
  tooMany: (messages: number, most: number) =>
    `${number(messages)} messages fit, and the headers of ${number(most)} can be searched at once. Nothing was read. Choose fewer with --query.`,
  none: (tried: number, messages: number) =>
    `No clock of unknown form was found: ${number(tried)} ways to read the fields of ${number(messages)} messages were tried.`,
  found: (field: string, encoding: string) => `${plainLine(field)}, read as ${encoding}`,
  near: (near: number, messages: number, expected: string, probability: string) =>
    `  near the Date or a hop in ${number(near)} of ${number(messages)} messages; by chance ${expected}; so many by chance in all that was tried: at most ${probability}`,
  known: (known: number) => `  a decoder reads these bytes already in ${number(known)} messages`,
  example: (ref: string, time: string, start: number, end: number) => `  ${ref}  ${time}  bytes ${start} to ${end}`,
  tried: (tried: number, messages: number) =>
    `${number(tried)} ways to read the fields of ${number(messages)} messages were tried.`,
  unread: (count: number) =>
    `${number(count)} ${count === 1 ? 'message' : 'messages'} could not be read within the limits and were left out.`,
  caveat:
    'A field that is found here holds an instant near the message’s own times; who writes it, and by which clock, has to be found out before it is relied on.',
} as const;
