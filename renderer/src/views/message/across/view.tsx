import { useState } from 'react';
import type { RelationSummary } from '../../../../../shared/contract/relations';
import { across as words } from '../../../../../shared/wording/window/across';
import { useRequest } from '../../../api/use-request';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { SeverityMark } from '../../../components/severity-mark';
import { isReading, jobs } from '../../../state/jobs';
import { useStore } from '../../../state/store';
import { RelationDetails } from './relation-details';

/** What the message shares with others of the case; asked for once no evidence is being read. */
export function AcrossView({ messageRef }: { readonly messageRef: string }) {
  const busy = useStore(jobs, isReading);
  const { value, failure } = useRequest('message:relations', busy ? null : { ref: messageRef }, 0);
  if (busy || value === null) {
    return failure === null ? (
      <p className="muted">{busy ? words.waiting : words.looking}</p>
    ) : (
      <Problem sentence={failure} />
    );
  }
  const { relations, total, reading } = value;
  return (
    <>
      {relations.length === 0 && <p className="muted">{reading > 0 ? words.waiting : words.none}</p>}
      <ul className="observations">
        {relations.map((relation) => (
          <RelationItem key={relation.id} messageRef={messageRef} relation={relation} />
        ))}
      </ul>
      {total > relations.length && <p className="muted">{words.moreRelations(total - relations.length)}</p>}
    </>
  );
}

interface RelationItemProps {
  readonly messageRef: string;
  readonly relation: RelationSummary;
}

function RelationItem({ messageRef, relation }: RelationItemProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <button type="button" className="observation" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <SeverityMark severity={relation.severity} />
        <span>
          <b>{relation.title}.</b> <MailText text={relation.summary} />
        </span>
      </button>
      {isOpen && <RelationDetails messageRef={messageRef} relation={relation} />}
    </li>
  );
}
