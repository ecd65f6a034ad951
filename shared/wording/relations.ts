import type { TraitKind } from '../analysis/across/trait';

/** Names of what messages can share, as they stand beside its text. */
export const TRAIT_NAMES: Readonly<Record<TraitKind, string>> = {
  'message-id': 'Message-ID',
  parent: 'Answers',
  date: 'Date',
  from: 'From',
  to: 'To and Cc',
  subject: 'Subject',
  references: 'References',
  sent: 'From and Date',
  body: 'Text',
  boundary: 'Separator',
  'content-id': 'Content-ID',
  signature: 'Signature',
  envelope: 'Delivered to',
  list: 'List',
  clock: 'Clock in an id',
  series: 'Counter',
  number: 'Number',
  program: 'Program',
  zone: 'Zone of the Date',
  'id-form': 'Form of the Message-ID',
  'separator-form': 'Form of the separator',
  spelling: 'Spelling of field names',
  signer: 'Signer',
  order: 'Order of the fields',
};

export const relations = {
  forComparison: 'for comparison',
  unknownKind: (kind: string, known: readonly string[]) =>
    `There is no kind of relation “${kind}”. Nothing was looked for. The kinds are ${known.join(', ')}.`,
  stillReading: (count: number) =>
    `${count === 1 ? '1 message is' : `${count.toLocaleString('en')} messages are`} still being read: what they share is not known yet.`,
  gone: (ref: string) =>
    `What ${ref} shares with other messages has changed since it was asked for. Nothing was lost. Open the message again.`,
  goneOfCase:
    'That relation is not there any more: messages were added or taken back since. Nothing was lost. Open the relations again.',
} as const;
