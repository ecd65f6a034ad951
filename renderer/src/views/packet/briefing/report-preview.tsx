/** A section of the report as the window shows it: the same model that the PDF is drawn from, in the report's voices. */
import type { ReactNode } from 'react';
import type { Block, ReportSection, Rich, TableBlock } from '../../../../../shared/packet-format/report-model';
import { MailText } from '../../../components/mail-text';
import './report-preview.css';

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export function ReportPreview({ sections }: { readonly sections: readonly ReportSection[] }) {
  return (
    <article className="report-page">
      {sections.map((section) => (
        <section key={section.id}>
          {section.level !== 'cover' && <h2 className="report-title">{section.title}</h2>}
          {section.blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place
            <BlockView key={index} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}

/** Figures of headers, routes and times are drawn in the PDF only: none of them stands in a section of the examiner's words. */
function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return <h3 className="report-heading">{block.text}</h3>;
    case 'paragraph':
      return (
        <p>
          <RichText rich={block.content} />
        </p>
      );
    case 'list':
      return <ListView block={block} />;
    case 'table':
      return <TableView block={block} />;
    case 'key-values':
      return <KeyValues rows={block.rows} />;
    case 'callout':
      return <CalloutView block={block} />;
    case 'cover':
      return <CoverView block={block} />;
    default:
      return null;
  }
}

function RichText({ rich }: { readonly rich: Rich }) {
  return rich.map(({ voice, text }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece of text is known by its place
    <span key={index} className={`voice-${voice}`}>
      <MailText text={text} />
    </span>
  ));
}

function ListView({ block }: { readonly block: BlockOf<'list'> }) {
  return (
    <ul className="report-list">
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place
        <li key={index}>
          <RichText rich={item} />
        </li>
      ))}
    </ul>
  );
}

function TableView({ block }: { readonly block: TableBlock }) {
  const shares = block.columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <table className="report-table">
      <colgroup>
        {block.columns.map(({ title, share }) => (
          <col key={title} style={{ inlineSize: `${(100 * share) / shares}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {block.columns.map(({ title, align }) => (
            <th key={title} scope="col" className={align === 'right' ? 'report-number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place
          <tr key={index}>
            {block.columns.map(({ title, align }, at) => (
              <td key={title} className={align === 'right' ? 'report-number' : undefined}>
                <RichText rich={row[at]?.content ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KeyValues({ rows }: { readonly rows: BlockOf<'key-values'>['rows'] }) {
  return (
    <dl className="report-values">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt className="voice-label">{label}</dt>
          <dd>
            <RichText rich={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function CalloutView({ block }: { readonly block: BlockOf<'callout'> }) {
  return (
    <aside className={`report-callout report-callout-${block.tone}`}>
      <div className="voice-label">
        {block.title}
        {block.note !== undefined && <span className="voice-muted"> {block.note}</span>}
      </div>
      {block.paragraphs.map((rich, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
        <p key={index}>
          <RichText rich={rich} />
        </p>
      ))}
    </aside>
  );
}

function CoverView({ block }: { readonly block: BlockOf<'cover'> }) {
  return (
    <>
      {block.handling !== '' && <div className="report-handling">{block.handling}</div>}
      <h2 className="report-title report-cover-title">{block.title}</h2>
      <p>{block.caseName}</p>
      <KeyValues rows={block.rows} />
      <p className="voice-muted">{block.note}</p>
    </>
  );
}
