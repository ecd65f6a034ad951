import { useState } from 'react';
import type { MessageView } from '../../../../../shared/contract/model';
import type { Output } from '../../../../../shared/contract/requests';
import { showsOtherHost } from '../../../../../shared/text/shown-host';
import { common } from '../../../../../shared/wording/window/common';
import { body as words } from '../../../../../shared/wording/window/message';
import { useRequest } from '../../../api/use-request';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { MailText } from '../../../components/mail-text';
import { Problem } from '../../../components/problem';
import { defang } from '../../../format/defang';
import { grouped } from '../../../format/numbers';
import './view.css';

type BodyText = Output<'message:text'>;
type Link = BodyText['links'][number];

/** The body: as plain text first; formatted only on request, in a frame that can do nothing. */
export function BodyView({ message }: { readonly message: MessageView }) {
  const { value, failure } = useRequest('message:text', { ref: message.ref }, 0);
  const [formatted, setFormatted] = useState(false);
  if (value === null) {
    return failure === null ? (
      <p className="message-waiting muted">{common.loading}</p>
    ) : (
      <Problem sentence={failure} />
    );
  }
  return (
    <div className="body-view">
      {value.hasHtml && (
        <div className="body-bar">
          <Button pressed={formatted} onPress={() => setFormatted(!formatted)}>
            {words.formatted}
          </Button>
          {formatted && <span className="body-badge">{words.untrusted}</span>}
        </div>
      )}
      <Problem sentence={value.problem ?? message.bodyProblem} />
      {formatted && value.hasHtml ? (
        <iframe className="body-frame" title={words.frame} src={`app://mail/${message.ref}`} sandbox="" />
      ) : (
        <PlainText text={value.text} />
      )}
      <Links links={value.links} />
      <RemoteImages images={value.remoteImages} />
    </div>
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
