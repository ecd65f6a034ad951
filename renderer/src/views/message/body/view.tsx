import { useState } from 'react';
import type { MessageView } from '../../../../../shared/contract/model';
import type { Output } from '../../../../../shared/contract/requests';
import { showsOtherHost } from '../../../../../shared/text/shown-host';
import { common } from '../../../../../shared/wording/window/common';
import { body as words } from '../../../../../shared/wording/window/message';
import { useRequest } from '../../../api/use-request';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { Group } from '../../../components/group';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { defang } from '../../../format/defang';
import { grouped } from '../../../format/numbers';
import { BytePages } from '../source/byte-pages';
import './view.css';

type BodyText = Output<'message:text'>;
type Link = BodyText['links'][number];

type Shape = keyof typeof words.shapes;

/** The body: as plain text first; formatted only on request, in a frame that can do nothing; or its very bytes. */
export function BodyView({ message }: { readonly message: MessageView }) {
  const { value, failure } = useRequest('message:text', { ref: message.ref }, 0);
  const [wanted, setWanted] = useState<Shape>('plain');
  if (value === null) {
    return failure === null ? (
      <p className="message-waiting muted">{common.loading}</p>
    ) : (
      <Problem sentence={failure} />
    );
  }
  const shape = wanted === 'formatted' && !value.hasHtml ? 'plain' : wanted;
  const shapes: readonly Shape[] = value.hasHtml ? ['plain', 'formatted', 'source'] : ['plain', 'source'];
  return (
    <div className="body-view">
      <Group className="body-bar" label={words.shape}>
        {shapes.map((one) => (
          <Button key={one} pressed={shape === one} onPress={() => setWanted(one)}>
            {words.shapes[one]}
          </Button>
        ))}
        {shape === 'formatted' && <span className="body-badge">{words.untrusted}</span>}
      </Group>
      <Problem sentence={value.problem ?? message.bodyProblem} />
      {shape === 'source' ? <Source message={message} /> : <Read shape={shape} body={value} message={message} />}
    </div>
  );
}

/** The body as it is read, with where its links lead and what it would load. */
function Read({
  shape,
  body,
  message,
}: {
  readonly shape: Exclude<Shape, 'source'>;
  readonly body: BodyText;
  readonly message: MessageView;
}) {
  return (
    <>
      {shape === 'formatted' ? (
        <iframe className="body-frame" title={words.frame} src={`app://mail/${message.ref}`} sandbox="" />
      ) : (
        <PlainText text={body.text} />
      )}
      <Links links={body.links} />
      <RemoteImages images={body.remoteImages} />
    </>
  );
}

/** Everything after the header, as it lies in the evidence. */
function Source({ message: { ref, bodyStart, length } }: { readonly message: MessageView }) {
  return bodyStart >= length ? (
    <p className="body-text muted">{words.empty}</p>
  ) : (
    <BytePages messageRef={ref} start={bodyStart} end={length} shown={null} label={words.sourceLabel} />
  );
}

/** Enough to read; a body of megabytes is painted whole only on request. */
const SHOWN_AT_ONCE = 100_000;

function PlainText({ text }: { readonly text: string }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  if (text.trim() === '') {
    return <p className="body-text muted">{words.empty}</p>;
  }
  return (
    <section className="body-text" aria-label={words.plain}>
      {text
        .slice(0, shown)
        .split('\n')
        .map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <p key={index} className="body-line">
            <MailText text={line.replace(/\r$/, '')} />
          </p>
        ))}
      {shown < text.length && (
        <Button kind="link" onPress={() => setShown(text.length)}>
          {words.more(grouped(text.length - shown))}
        </Button>
      )}
    </section>
  );
}

const linkColumns: readonly TableColumn<Link>[] = [
  {
    id: 'shown',
    name: words.shown,
    cell: (link) => (
      <>
        <MailText text={link.shown} />
        {showsOtherHost(link.shown, link.target) && <span className="body-differs"> {words.differs}</span>}
      </>
    ),
  },
  { id: 'target', name: words.target, cell: (link) => <MailText text={defang(link.target)} />, kind: 'evidence' },
];

function Links({ links }: { readonly links: readonly Link[] }) {
  if (links.length === 0) {
    return null;
  }
  const rows = links.filter(
    (link, index) => links.findIndex((one) => one.shown === link.shown && one.target === link.target) === index,
  );
  return (
    <section className="body-section" aria-label={words.links}>
      <h3 className="section-name">
        {words.links} · {words.linksLead}
      </h3>
      <DataTable
        label={words.links}
        columns={linkColumns}
        rows={rows}
        keyOf={(link) => `${link.shown} ${link.target}`}
      />
    </section>
  );
}

function RemoteImages({ images }: { readonly images: readonly string[] }) {
  if (images.length === 0) {
    return null;
  }
  return (
    <section className="body-section" aria-label={words.images}>
      <h3 className="section-name">
        {words.images} · {words.imagesLead}
      </h3>
      <ul>
        {[...new Set(images)].map((image) => (
          <li key={image} className="evidence">
            <MailText text={defang(image)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
