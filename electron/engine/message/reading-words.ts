import type { ReadingReason } from '../../../shared/email/reading-list';

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
