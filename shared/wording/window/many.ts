/** Acts on the chosen messages: assess, annotate, tag. */
import { manyWords } from '../many-acts';

export const assessMany = {
  title: 'Assess the selected messages',
  on: (messages: string) =>
    `${messages} selected. The decision is recorded for those in which the rule observed something.`,
  rule: 'Observed by',
  option: (severity: string, title: string, messages: string, assessed: string) =>
    `${messages}${assessed === '0' ? '' : ` (${assessed} assessed)`}, ${severity}: ${title}`,
  decision: 'Decision',
  reason: 'Reason',
  reasonHint: 'What the decision rests on',
  save: 'Record the assessment',
  nothing: 'No rule has observed anything in these messages.',
  replaces: (assessed: string) => `An earlier assessment of ${assessed} is replaced; the journal keeps it.`,
  saved: manyWords.recordedFor,
} as const;

export const annotateMany = {
  title: 'Annotate the selected messages',
  on: (messages: string) => `${messages} selected; each gets the note as a whole.`,
  saved: manyWords.recordedFor,
} as const;

export const tagging = {
  title: 'Tags',
  on: (messages: string) => `On ${messages}.`,
  none: 'The case has no tags yet.',
  list: 'Tags of the case',
  count: (bearing: string, all: string) => `${bearing} of ${all}`,
  key: (key: number) => `key ${key}`,
  fresh: 'New tag',
  freshHint: 'Several are separated by commas',
  save: 'Record',
  saved: (tags: number) =>
    tags === 1 ? '1 change recorded in the journal.' : `${tags} changes recorded in the journal.`,
  tagged: manyWords.tagged,
  untagged: manyWords.untagged,
  nothingChosen: 'No message is selected and none is open. Select messages in the list first.',
  noSuchTag: (key: number) => `No tag of the case has the key ${key} yet.`,
} as const;
