/** The report's section on what exhibits have in common. */
import { counted } from './packet-numbers';

export const relationsReport = {
  title: 'What the messages say of each other',
  introduction: [
    'Messages that were written apart have little reason to share an id, a separator or a text. This section gives what the exhibits share, found over all messages of the case. It points to a common origin, or to a copy that was changed; each kind has innocent causes, which stand with it.',
    'Exhibits are named by their labels. Messages of the case that are not in this packet are counted, and nothing else is told of them. data/relations.jsonl has the same, by the same numbers.',
  ],
  unread: (messages: number) =>
    `${counted(messages, 'message of the case was', 'messages of the case were')} still being read when this packet was made. What they share is not part of this section.`,
  unreadTitle: 'Not complete',
  kind: 'Kind',
  exhibits: (count: number, labels: string) => `${count === 1 ? 'Exhibit' : 'Exhibits'} ${labels}`,
  elsewhere: (messages: number) => `${counted(messages, 'message', 'messages')} of the case outside this packet`,
  columns: { exhibit: 'Exhibit', what: 'What', written: 'As it stands there', where: 'Where' },
  inExhibit: 'in the exhibit’s file',
  moreRows: (rows: number) => `${counted(rows, 'further line is', 'further lines are')} in data/relations.jsonl.`,
  moreRelations: (relations: number) =>
    `${counted(relations, 'further relation', 'further relations')} of this kind: data/relations.jsonl has all of them.`,
} as const;
