/** Acts on several messages at once: how they are answered, and why they are refused. */
import { grouped } from './packet-numbers';

const messages = (count: number): string => (count === 1 ? '1 message' : `${grouped(count)} messages`);

export const manyWords = {
  messages,
  notObserved: (rule: string) =>
    `The rule ${rule} has observed nothing in any of these messages. Nothing was recorded.`,
  badTag: (longest: number) =>
    `A tag has 1 to ${longest} characters, without commas or line ends. Nothing was recorded. Write a shorter one.`,
  recordedFor: (entry: number, count: number) => `Recorded as journal entry ${entry}, for ${messages(count)}.`,
  passedOver: (refs: readonly string[]) =>
    `The rule observed nothing in ${refs.slice(0, 5).join(', ')}${refs.length > 5 ? ` and ${grouped(refs.length - 5)} more` : ''}: nothing was recorded for ${refs.length === 1 ? 'it' : 'them'}.`,
  tagged: (tag: string, count: number, entry: number) =>
    `“${tag}” was put on ${messages(count)}: journal entry ${entry}.`,
  untagged: (tag: string, count: number, entry: number) =>
    `“${tag}” was taken off ${messages(count)}: journal entry ${entry}.`,
  sameTags: (tag: string) => `“${tag}” needed no change; nothing was recorded.`,
} as const;
