import type { SpanData } from '../../../../../shared/contract/model';
import type { FurtherReading, MessagePart, PartIssue } from '../../../../../shared/contract/structure';
import { structure as words } from '../../../../../shared/wording/window/structure';
import { Button } from '../../../components/button';
import { type Fact, Facts } from '../../../components/facts';
import { MailText } from '../../../components/mail-text';
import { grouped } from '../../../format/numbers';
import { desk, withOpen } from '../../../state/desk';

/** What a part declares, what it is, and what is odd about it. */
export function PartFacts({
  part,
  onBytes,
}: {
  readonly part: MessagePart;
  readonly onBytes: (span: SpanData) => void;
}) {
  const { message } = part;
  return (
    <section className="part-facts" aria-label={words.facts}>
      {message !== null && (
        <p>
          {words.madeMessage}{' '}
          <Button kind="link" onPress={() => desk.update((state) => withOpen(state, message))}>
            {message}
          </Button>
        </p>
      )}
      {part.warning !== null && <p className="part-warning">{part.warning}</p>}
      <Facts facts={factsOf(part)} />
      <Issues issues={part.issues} onBytes={onBytes} />
      <Further readings={part.further} onBytes={onBytes} />
    </section>
  );
}

function factsOf(part: MessagePart): readonly Fact[] {
  const { decoded, boundary } = part;
  const { fields } = words;
  const told = (name: string, value: string): readonly Fact[] =>
    value === '' ? [] : [{ name, value: <MailText text={value} />, evidence: true }];
  return [
    ...told(fields.type, part.mediaType),
    ...told(fields.otherTypes, part.otherTypes.join(', ')),
    ...told(fields.kind, part.kind ?? ''),
    ...told(fields.disposition, part.disposition),
    ...told(fields.name, part.name),
    ...told(fields.encoding, part.encoding),
    ...told(fields.otherEncodings, part.otherEncodings.join(', ')),
    ...told(fields.charset, part.charset),
    ...told(fields.contentId, part.contentId),
    ...(boundary === null ? [] : told(fields.boundary, boundary)),
    { name: fields.bytes, value: words.range(grouped(part.start), grouped(part.end)) },
    { name: fields.encoded, value: words.bytes(grouped(part.end - part.bodyStart)) },
    ...(decoded === null
      ? []
      : [
          { name: fields.decoded, value: words.bytes(grouped(decoded.bytes)) },
          { name: fields.sha256, value: decoded.sha256, evidence: true },
        ]),
  ];
}

interface Listed {
  readonly onBytes: (span: SpanData) => void;
}

function Issues({ issues, onBytes }: Listed & { readonly issues: readonly PartIssue[] }) {
  return issues.length === 0 ? null : (
    <>
      <h3 className="section-name">{words.issues}</h3>
      <ul className="part-list">
        {issues.map((issue) => (
          <li key={`${issue.code} ${issue.start} ${issue.end}`}>
            {words.issue(issue.what)} <BytesLink start={issue.start} end={issue.end} onBytes={onBytes} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Further({ readings, onBytes }: Listed & { readonly readings: readonly FurtherReading[] }) {
  return readings.length === 0 ? null : (
    <>
      <h3 className="section-name">{words.further}</h3>
      <ul className="part-list">
        {readings.map((reading) => (
          <li key={`${reading.kind} ${reading.start} ${reading.sha256}`}>
            {words.furtherOne(words.furtherKinds[reading.kind], reading.where, grouped(reading.bytes))}{' '}
            {reading.name !== '' && <MailText text={reading.name} />}{' '}
            <BytesLink start={reading.start} end={reading.end} onBytes={onBytes} />
            <span className="evidence part-hash">{reading.sha256}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function BytesLink({ start, end, onBytes }: Listed & { readonly start: number; readonly end: number }) {
  return (
    <Button kind="link" onPress={() => onBytes({ start, end })}>
      {words.range(grouped(start), grouped(end))}
    </Button>
  );
}
