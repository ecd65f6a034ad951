import { RULES } from '../../../shared/analysis/registry';
import type { CaseState } from '../../../shared/contract/requests';
import type { JournalEntry } from '../../../shared/packet-format/journal-line';
import { actSentence } from '../../../shared/wording/acts';
import { evidenceOf, exhibitsOf } from '../case/selectors';
import type { CaseSession } from './case-session';
import { protectedList } from './change-protection';
import { redactionList } from './change-redaction';
import { describeCase } from './describe-case';
import { inZone } from './read-custody';

const TITLES: ReadonlyMap<string, string> = new Map(RULES.map(({ id, title }) => [id, title]));

/** Everything that the frame around the message list shows. */
export function describeState(session: CaseSession): CaseState {
  const { store, catalogue } = session;
  const { view } = store;
  return {
    info: describeCase(session),
    readOnly: session.heldBack ?? store.readOnlyReason,
    evidence: [...evidenceOf(view)],
    exhibits: [...exhibitsOf(view)],
    rules: catalogue.ruleCounts().map(({ rule, severity, messages }) => ({
      rule,
      title: TITLES.get(rule) ?? rule,
      severity,
      messages,
    })),
    tags: countTags(view.annotations),
    protected: protectedData(session),
    redaction: redactionData(session),
    lastEntry: lastEntryOf(store.lastEntry),
  };
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

function lastEntryOf(entry: JournalEntry | null): CaseState['lastEntry'] {
  return entry === null
    ? null
    : { seq: entry.seq, time: inZone(entry.at, entry.zone), sentence: actSentence(entry.act, entry.subject) };
}

function countTags(annotations: readonly { readonly ref: string; readonly tags: readonly string[] }[]) {
  const messages = new Map<string, Set<string>>();
  for (const { ref, tags } of annotations) {
    for (const tag of tags) {
      messages.set(tag, (messages.get(tag) ?? new Set()).add(ref));
    }
  }
  return [...messages].map(([tag, refs]) => ({ tag, messages: refs.size })).sort((a, b) => (a.tag < b.tag ? -1 : 1));
}
