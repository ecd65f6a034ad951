import { compareText } from '../../../text/compare-text';
import { TRAIT_NAMES } from '../../../wording/relations';
import { listInWords } from '../../../wording/rules';
import { type Gathered, joinedBy, type Member } from '../member';
import type { Related, RelationKind } from '../relation-kind';
import { NO_RELATION } from '../senders';
import type { TraitKind } from '../trait';

/** Copies of one message, which have to agree in what its author's side wrote. */

/** What no server on the way has a reason to change, and what lists and gateways do change. */
const FIXED: readonly TraitKind[] = ['date', 'references'];
const CHANGED_BY_LISTS: readonly TraitKind[] = ['from', 'to', 'subject'];
const HEADER: readonly TraitKind[] = [...FIXED, ...CHANGED_BY_LISTS];
/** What shows that messages with one Message-ID are copies, whatever else differs. */
const SAME_MESSAGE: readonly TraitKind[] = ['date', 'sent', 'body'];

/** Fields of which the members do not all say the same; a field that some do not have differs too. */
function differing(members: readonly Member[], kinds: readonly TraitKind[]): readonly TraitKind[] {
  return kinds.filter((kind) => new Set(members.map((member) => member.value(kind))).size > 1);
}

const copies: RelationKind = {
  id: 'across.copies-differ',
  version: 1,
  severity: 'medium',
  title: 'Copies of one message differ where they must agree',
  summary: 'The {count} are copies of one message, and differ in {fields}.',
  explanation:
    'Copies of a message that reached several mailboxes were one message when they were sent. What the header has from ' +
    'that time has to be the same in all of them. Where it differs, one copy was changed afterwards, on the way or in a mailbox.',
  innocent: [
    'a mailing list, which adds to the subject, rewrites senders and leaves recipients out',
    'a program that rewrites the header when it exports a message',
    'a gateway that rewrites addresses or dates',
    'copies for Bcc or for each recipient by itself, in which the recipients differ',
  ],
  settle:
    'The signature (DKIM) of each copy, if there is one; further copies in other mailboxes; the sender’s own copy.',
  reference: 'RFC 5321 section 4.4; RFC 5322 section 3.6',
  by: 'message-id',
  relate: ({ sharing }) => {
    const acquired = sharing.filter(({ came }) => came === 'acquired');
    return joinedBy(acquired, SAME_MESSAGE).flatMap((members): readonly Related[] => {
      const fields = differing(members, HEADER);
      if (fields.length === 0) return NO_RELATION;
      return [{ members, severity: gradeOf(members, fields), values: inWords(fields), shown: fields }];
    });
  },
};

function gradeOf(members: readonly Member[], fields: readonly TraitKind[]): NonNullable<Related['severity']> {
  if (fields.some((field) => FIXED.includes(field))) return 'medium';
  return members.some((member) => member.value('list') !== undefined) ? 'info' : 'low';
}

function inWords(fields: readonly TraitKind[]): Record<string, string> {
  return { fields: listInWords(fields.map((field) => TRAIT_NAMES[field])) };
}

const original: RelationKind = {
  id: 'across.original-differs',
  version: 1,
  severity: 'medium',
  title: 'A forwarded message differs from the copy held by itself',
  summary: 'One message is in the case twice, enclosed in another message and by itself; the two differ in {fields}.',
  explanation:
    'A message that is forwarded as an attachment carries its whole source. The case has the same message by itself, so ' +
    'that the two can be compared field by field. Where they differ, one of them was changed, or rewritten by a program.',
  innocent: [
    'a mail program that rewrites the header when it encloses a message, or leaves fields out',
    'a copy that came through a mailing list',
    'another transfer encoding or a footer, which changes the text',
  ],
  settle: 'The signature (DKIM) of either; the enclosed original in the mailbox of whoever forwarded it.',
  reference: 'RFC 2046 section 5.2.1; RFC 5322 section 3.6',
  by: 'message-id',
  relate: (gathered) => enclosedAndAlone(gathered),
};

function enclosedAndAlone({ sharing }: Gathered): readonly Related[] {
  const alone = sharing.filter(({ came }) => came === 'acquired');
  const enclosed = sharing.filter(({ came }) => came === 'enclosed');
  return enclosed.flatMap((one): readonly Related[] => {
    const compared = alone.map((other) => ({ other, fields: differing([one, other], [...HEADER, 'body']) }));
    // The copy that is nearest to it: of several, some came through a list. Whatever the order in which they were taken in.
    const [nearest] = compared.sort(
      (a, b) =>
        a.fields.length - b.fields.length || compareText(a.fields.join(), b.fields.join()) || a.other.id - b.other.id,
    );
    if (nearest === undefined || nearest.fields.length === 0) return NO_RELATION;
    const { other, fields } = nearest;
    const members = [one, other].sort((a, b) => a.id - b.id);
    const severity = fields.some((field) => FIXED.includes(field)) ? 'medium' : 'low';
    return [{ members, severity, values: inWords(fields), shown: fields }];
  });
}

export const copyKinds: readonly RelationKind[] = [copies, original];
