import type { ReadingReason } from '../email/reading-list';

/** What is said of the ways in which a message was read, and of what was found in only some of them. */

/** Why a content is not shown by every mail program, as the end of “found …”. */
export const READING_WORDS: Readonly<Record<ReadingReason, string>> = {
  preamble: 'before the first part',
  epilogue: 'after the last part',
  'header-split': 'by ending the header elsewhere',
  'other-type': 'by another declared type',
  'other-encoding': 'by another transfer encoding, or one that is broken',
  'other-boundary': 'by another separating line',
  'encoded-container': 'inside an encoded container of parts',
  'written-file': 'as a file written into the text',
  partial: 'in a piece of a message',
  external: 'in a part that refers elsewhere',
  'too-deep': 'below the usual depth of parts',
  charset: 'by another character set',
  tnef: 'in a package of Outlook',
};

/** A part of the usual structure that mail programs are known to leave out. */
export const LEFT_OUT = 'in a part that not every mail program shows';

/** A file without a name, or with it, and why not every program shows it. */
export function furtherFile(name: string, where: string): string {
  return `${name === '' ? 'a file without a name' : `the file "${name.slice(0, 100)}"`} found ${where}`;
}

export function furtherText(where: string): string {
  return `text found ${where}`;
}

/** Before a text that the usual reading does not show. */
export function furtherHeading(where: string): string {
  return `[Further text, found ${where}:]`;
}

/** So many contents are named in the sentence; all of them are shown. */
const NAMED_CONTENTS = 10;

/** `found`: what `furtherText` and `furtherFile` say of each content, at least one. */
export function furtherContentsSentence(found: readonly string[]): string {
  const rest = found.length > NAMED_CONTENTS ? [`${found.length - NAMED_CONTENTS} more`] : [];
  const list = [...found.slice(0, NAMED_CONTENTS), ...rest].join('; ');
  return `Mail programs differ in what they show of this message. Also shown here: ${list}.`;
}

/** Beside a link whose words show another host; `target` is defanged. */
export function leadsTo(target: string): string {
  return `[leads to ${target}]`;
}

export const TOO_MANY_READINGS = 'The message can be read in so many ways that not all of them were followed.';
export const SIMPLER_READER = 'The message is built in an unusual way: its body was read by a simpler reader.';
export const TEXT_CUT = 'The text is longer than is shown: its beginning is shown.';

export function tooManyAttachments(count: number, listed: number): string {
  return `The message has ${count} attachments: the first ${listed} are listed.`;
}
