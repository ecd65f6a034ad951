/** Copies that leave a case: what is said before, after, and where it did not come to it. */
export const copyWords = {
  /** The thing, in the sentence of a failed disk. */
  what: 'the copy',
  reasonMissing:
    'A reason is needed: it goes into the journal with the copy. Nothing was recorded and nothing was saved.',
  noAttachment: (ref: string, number: number) =>
    `The message ${ref} has no attachment number ${number}. Nothing was recorded and nothing was saved. Look at its list of attachments.`,
  otherAttachment: (ref: string) =>
    `The attachment of ${ref} is read differently from when it was listed. Nothing was recorded and nothing was saved. Open the message again.`,
  unreadable: (ref: string) =>
    `The attachments of ${ref} cannot be read within the limits of time and memory. Nothing was recorded and nothing was saved. The message itself can be saved.`,
  targetExists: (file: string) =>
    `Something named "${file}" is there already. It was left as it is; nothing was recorded and nothing was saved. Choose another name.`,
  folderMissing: (folder: string) =>
    `The folder "${folder}" is not there. Nothing was recorded and nothing was saved. Choose another place.`,
  insideCase:
    'A copy is not put into the case’s own folder, where it would be taken for a part of it. Nothing was recorded and nothing was saved. Choose another place.',
  appeared: 'Something of that name has appeared there in the meantime; it was left as it is.',
  notWritten: (entry: number, failure: string) =>
    `${failure} Nothing was saved. Entry ${entry} of the journal says that the copy was given out; a correction to it was recorded.`,
  correction: 'The copy was not written: what had been begun of it was removed.',
  saved: (file: string, entry: number) => `Saved as "${file}", recorded as journal entry ${entry}.`,
} as const;
