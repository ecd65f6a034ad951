import type { CaseState } from '../../../shared/contract/requests';
import type { JournalEntry } from '../../../shared/packet-format/journal-line';
import type { UndoStep } from '../../../shared/packet-format/undo';
import { actSentence } from '../../../shared/wording/acts';
import type { CaseView } from '../case/case-view';
import { evidenceOf, exhibitsOf } from '../case/selectors';
import { viewIndexOf } from '../catalogue/view-index';
import type { CaseSession } from './case-session';
import { protectedList } from './change-protection';
import { redactionList } from './change-redaction';
import { describeCase } from './describe-case';
import { inZone } from './read-custody';
import { ruleTitle } from './rule-title';
import { isSampleCase } from './sample-place';

/** Tags that have a key of their own. */
const TAG_KEYS = 9;

/** Everything that the frame around the message list shows. */
export function describeState(session: CaseSession): CaseState {
  const { store, catalogue } = session;
  const { view } = store;
  return {
    info: describeCase(session),
    isSample: isSampleCase(store.dir),
    readOnly: session.heldBack ?? store.readOnlyReason,
    evidence: [...evidenceOf(view)],
    coming: catalogue.coming().map(({ evidence: number, messages }) => ({ number, messages })),
    exhibits: [...exhibitsOf(view)],
    rules: catalogue.findingCounts().rules.map(({ rule, severity, messages }) => ({
      rule,
      title: ruleTitle(rule),
      severity,
      messages,
    })),
    tags: tagsWithKeys(view),
    protected: protectedData(session),
    redaction: redactionData(session),
    ...undoState(session),
    lastEntry: lastEntryOf(store.lastEntry),
  };
}

/** By name; the key is the place of the tag by age, so that a new tag moves no other's. */
function tagsWithKeys(view: CaseView): CaseState['tags'] {
  return viewIndexOf(view)
    .allTags.map(({ tag, refs }, index) => ({ tag, messages: refs.size, key: index < TAG_KEYS ? index + 1 : null }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function redactionData(session: CaseSession): CaseState['redaction'] {
  return redactionList(session).persons.map((person) => ({
    ...person,
    addresses: [...person.addresses],
    words: [...person.words],
  }));
}

function protectedData(session: CaseSession): CaseState['protected'] {
  const { names, domains, addresses } = protectedList(session);
  return { names: [...names], domains: [...domains], addresses: [...addresses] };
}

/** By the key of whoever acted last here: the window has one key. */
function undoState({ store }: CaseSession): Pick<CaseState, 'undo' | 'inBetween' | 'redo'> {
  const key = store.lastEntry?.actor.key ?? '';
  const { history } = store;
  const toStep = (step: UndoStep | null) => (step === null ? null : { first: step.first, of: step.of });
  const between = history.inBetween(key);
  return {
    undo: toStep(history.lastDone(key)),
    inBetween: between === null ? null : { entry: between.entry, act: between.act },
    redo: toStep(history.lastUndone(key)),
  };
}

function lastEntryOf(entry: JournalEntry | null): CaseState['lastEntry'] {
  return entry === null
    ? null
    : { seq: entry.seq, time: inZone(entry.at, entry.zone), sentence: actSentence(entry.act, entry.subject) };
}
