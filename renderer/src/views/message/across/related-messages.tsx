import type { RelatedMessage, RelationView, SharedTrait } from '../../../../../shared/contract/relations';
import { relations } from '../../../../../shared/wording/relations';
import { across as words } from '../../../../../shared/wording/window/across';
import type { Asked } from '../../../api/use-request';
import { Button } from '../../../components/button';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { grouped } from '../../../format/numbers';
import { inUtc } from '../../../format/time';
import { desk, showingHeaders, showingPart, withOpenBeside } from '../../../state/desk';
import './view.css';

interface RelatedMessagesProps {
  readonly asked: Asked<RelationView>;
  /** The message that is open; null where the case is looked at. */
  readonly ownRef: string | null;
}

/** The messages of a relation with what each of them shares. */
export function RelatedMessages({ asked: { value, failure }, ownRef }: RelatedMessagesProps) {
  if (value === null) {
    return failure === null ? <p className="muted">{words.looking}</p> : <Problem sentence={failure} />;
  }
  return (
    <>
      <ul className="related">
        {value.messages.map((message) => (
          <Related key={message.ref} message={message} isOwn={message.ref === ownRef} />
        ))}
      </ul>
      {value.count > value.messages.length && (
        <p className="muted">{words.more(value.count - value.messages.length)}</p>
      )}
    </>
  );
}

function Related({ message, isOwn }: { readonly message: RelatedMessage; readonly isOwn: boolean }) {
  const { ref, from, subject, date, isForComparison, traits } = message;
  return (
    <li>
      <p className="related-line">
        {isOwn ? (
          <span className="muted">{words.thisOne}</span>
        ) : (
          <>
            <Button
              kind="link"
              label={words.open(ref)}
              onPress={() => desk.update((state) => withOpenBeside(state, ref))}
            >
              {ref}
            </Button>
            <span className="muted">{date === null ? words.noDate : inUtc(date)}</span>
            <MailText text={[from, subject].filter((text) => text !== '').join(' · ')} />
            {isForComparison && <span className="muted">{relations.forComparison}</span>}
          </>
        )}
      </p>
      <ul className="related-traits">
        {traits.map((trait) => (
          <li key={`${trait.name} ${trait.start}`}>
            <span className="muted">{trait.name}</span>{' '}
            <span className="evidence">
              <MailText text={trait.text} />
            </span>{' '}
            <BytesLink messageRef={ref} trait={trait} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function BytesLink({ messageRef, trait }: { readonly messageRef: string; readonly trait: SharedTrait }) {
  const range = words.range(grouped(trait.start), grouped(trait.end));
  return (
    <Button
      kind="link"
      label={words.showBytes(messageRef, trait.name, range)}
      onPress={() => showTrait(messageRef, trait)}
    >
      {range}
    </Button>
  );
}

/** Goes to the bytes: in the header as they lie there, or in the part that holds them. */
function showTrait(ref: string, { start, end, inHeader }: SharedTrait): void {
  desk.update((before) => {
    const state = withOpenBeside(before, ref);
    return inHeader ? showingHeaders(state, { span: { start, end } }) : showingPart(state, { start, end });
  });
}
