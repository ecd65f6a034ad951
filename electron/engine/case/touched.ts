/** Which pieces of the case an act sets: what an undo of it puts back. */
import type { JournalEntry } from '../../../shared/packet-format/journal-line';
import type { CaseView } from './case-view';
import { assessmentKey, type PieceKey, tagKey } from './pieces';
import type { CaseRecord } from './records';
import { parseSubject } from './subjects';
import { sameTag } from './tags';

type Act = Pick<JournalEntry, 'act' | 'subject'>;

/**
 * @param before the case as the act found it
 * @param record the act's own
 * @returns empty for acts that cannot be undone
 */
export function touchedBy(before: CaseView, { act, subject }: Act, record: CaseRecord | null): readonly PieceKey[] {
  switch (act) {
    case 'finding.assess': {
      const of = parseSubject(act, subject);
      return of === null ? [] : [{ what: 'assessment', key: assessmentKey(of) }];
    }
    case 'finding.assess-many': {
      const of = parseSubject(act, subject);
      return (of?.targets ?? []).map(({ ref }) => ({
        what: 'assessment',
        key: assessmentKey({ ref, rule: of?.rule ?? '' }),
      }));
    }
    case 'message.annotate': {
      const of = parseSubject(act, subject);
      return of === null ? [] : [{ what: 'annotation', key: of.annotation }];
    }
    case 'message.annotate-many': {
      const of = parseSubject(act, subject);
      return (of?.targets ?? []).map(({ ref }) => ({ what: 'annotation', key: noteId(of?.annotation ?? '', ref) }));
    }
    case 'tag.add':
    case 'tag.remove':
      return record?.kind === 'tag'
        ? touchedByTag(before, refsOf(parseSubject(act, subject)?.targets), record.tag)
        : [];
    case 'boundary.move':
      return refsOf([parseSubject(act, subject)]).map((key) => ({ what: 'boundary', key }));
    case 'exhibit.add':
    case 'exhibit.remove':
      return refsOf(parseSubject(act, subject)?.exhibits).map((key) => ({ what: 'exhibit', key }));
    case 'search.save':
    case 'search.remove': {
      const of = parseSubject(act, subject);
      return of === null ? [] : [{ what: 'search', key: of.search }];
    }
    case 'protection.change':
      return [{ what: 'protection', key: '' }];
    case 'redaction.change':
      return [{ what: 'redaction', key: '' }];
    case 'briefing.write': {
      const of = parseSubject(act, subject);
      return of === null ? [] : [{ what: 'section', key: of.section }];
    }
    case 'act.undo':
    case 'act.redo':
      return record?.kind === 'undo' ? record.pieces.map(({ what, key }) => ({ what, key })) : [];
    default:
      return [];
  }
}

/** The id of one message's note, of a note on many. */
export function noteId(annotation: string, ref: string): string {
  return `${annotation}:${ref}`;
}

function refsOf(items: readonly ({ readonly ref: string } | null)[] | undefined): readonly string[] {
  return (items ?? []).flatMap((item) => (item === null ? [] : [item.ref]));
}

/** The tag itself, and notes on the messages that bear it: taking a tag off takes it off these too. */
function touchedByTag(before: CaseView, refs: readonly string[], tag: string): readonly PieceKey[] {
  const on = new Set(refs);
  const notes = before.annotations.filter(({ ref, tags }) => on.has(ref) && tags.some((one) => sameTag(one, tag)));
  return [
    ...refs.map((ref): PieceKey => ({ what: 'tag', key: tagKey({ ref, tag }) })),
    ...notes.map(({ id }): PieceKey => ({ what: 'annotation', key: id })),
  ];
}
