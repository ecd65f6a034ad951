/** Undo and redo: what was undone, why something cannot be, in the journal, in the window and on the command line. */
import type { JournalAct } from '../packet-format/journal-line';

/** What an act was, in the middle of a sentence. */
const NAMES: Readonly<Partial<Record<JournalAct, string>>> = {
  'finding.assess': 'an assessment',
  'finding.assess-many': 'an assessment of several messages',
  'message.annotate': 'a note',
  'message.annotate-many': 'a note on several messages',
  'tag.add': 'putting on a tag',
  'tag.remove': 'taking off a tag',
  'boundary.move': 'setting a trust boundary',
  'protection.change': 'a change of the list to protect',
  'redaction.change': 'a change of the list of persons not named',
  'search.save': 'saving a search',
  'search.remove': 'removing a saved search',
  'exhibit.add': 'the choice of exhibits',
  'exhibit.remove': 'taking exhibits out',
  'briefing.write': 'writing a section of the report',
};

const OUTSIDE = 'It says what happened outside the program, and stays. A correction can be recorded (Record custody).';

/** Why acts of a kind cannot be undone. */
const CANNOT: Readonly<Partial<Record<JournalAct, string>>> = {
  'case.create': 'The case exists since then.',
  'key.enrol': 'The key has signed since then.',
  'evidence.begin': 'What was received stays, with all that was noted of it.',
  'evidence.receive': 'Evidence that was received stays in the case. What becomes of it is recorded as a disposal.',
  'evidence.abandon': 'What had been copied stays listed. The same evidence can be received again.',
  'time.solve': 'The time was found by arithmetic that anybody can repeat.',
  'custody.hand-over': OUTSIDE,
  'custody.take-over': OUTSIDE,
  'custody.receipt': OUTSIDE,
  'custody.dispose': OUTSIDE,
  'custody.correct': 'A correction stays. Another one can be recorded.',
  'custody.restore': 'That the case was put back stays recorded.',
  'custody.timestamp': 'The authority has stated the time.',
  'identity.notice': 'A notice about a key stays.',
  'role.assign': 'A role is changed by giving another one.',
  'policy.set': 'The rule of two people is changed by setting it again.',
  'release.propose': 'A proposal ends when it is decided, or when the case is changed.',
  'release.decide': 'A decision stands until another one is made.',
  'packet.export': 'A packet that was built may have left already. A later packet can say something else.',
  'copy.save': 'A copy that was given out may have left already.',
  'voters.compare': 'What a comparison came to stays. It can be done again.',
  'case.verify': 'The result of a check stays.',
  'act.undo': 'What it undid is done again with `redo`.',
  'act.redo': 'The act itself is undone: by the entry that did it first.',
};

export const undoWords = {
  name: (act: string): string => (Object.hasOwn(NAMES, act) ? NAMES[act as JournalAct] : undefined) ?? 'an act',
  cannot: (entry: number, act: JournalAct): string =>
    `Entry ${entry} cannot be undone. ${CANNOT[act] ?? 'It was made by the program itself.'}`,
  undone: (first: number, act: JournalAct, entry: number): string =>
    `Undone: entry ${first}, ${undoWords.name(act)}. Recorded as journal entry ${entry}.`,
  redone: (first: number, act: JournalAct, entry: number): string =>
    `Done again: entry ${first}, ${undoWords.name(act)}. Recorded as journal entry ${entry}.`,
  nothingToUndo:
    'There is nothing to undo: since the case was opened here, this key has done nothing in it that can be undone.',
  nothingToRedo: 'There is nothing to do again: the last act of this key was not an undoing.',
  noEntry: (entry: number): string => `The journal has no entry ${entry}. Nothing was changed.`,
  isUndone: (first: number): string => `Entry ${first} was undone already. Nothing was changed.`,
  changedSince: (first: number): string =>
    `What entry ${first} set was changed by a later act. Nothing was changed now. Undo the later act first, or record what is to apply.`,
  labelTaken: (label: string): string =>
    `The exhibit label ${label} was given to another message since. Nothing was changed. Take that one out first, or choose the message again.`,

  checkName: 'Undo',
  kept: (count: number): string =>
    count === 1
      ? '1 entry that undoes puts back what stood before the act that it names'
      : `${count} entries that undo put back what stood before the acts that they name`,
  notBefore: (seq: number, target: number): string =>
    `entry ${seq} does not put back what stood before entry ${target}`,
  notStanding: (seq: number, target: number): string =>
    `entry ${seq} undoes entry ${target}, whose content had been changed in between`,
};
