/** Hand-overs, receipts, disposal and corrections: sentences of refusals and answers. */
import { recordedAs } from './recorded';

/** Labels of what a record says. */
export const noteWords = {
  to: 'To',
  from: 'From',
  organisation: 'Organisation',
  items: 'Items',
  method: 'Means',
  remarks: 'Remarks',
  reason: 'Reason',
  document: 'Receipt, SHA-256',
  authority: 'Authority',
  witness: 'Witness',
  correction: 'To be read',
} as const;

export const transferWords = {
  recorded: recordedAs,
  ownHandOver:
    'Whoever handed custody over cannot also take it over. Nothing was recorded. Let the receiver do it with their own key.',
  noItem: (number: string) =>
    `There is no evidence item ${number} in this case. Nothing was recorded. \`case info\` lists the items.`,
  itemsMissing: '--item is missing. Nothing was recorded. Name at least one evidence item, such as --item E-001.',
  oneDirection: 'A receipt is either --given or --taken. Nothing was recorded. Say which of the two.',
  documentLarge: (file: string) =>
    `"${file}" is larger than 64 MB. Nothing was recorded. Take it in as evidence instead, and name its number in the remarks.`,
  nothingRemoved: 'Chainmail removed nothing: the bytes stay in the case until somebody deletes its folder.',
  notRolledBack:
    'This computer has not seen a later state of this case than the one that the folder holds. There is nothing to accept, and nothing was recorded.',
  restored: (entry: number, seen: number, now: number) =>
    `Recorded as journal entry ${entry}: work goes on from ${now} entries, of ${seen} that this computer had seen. The case can be worked on again.`,
};
