import type { ReactNode } from 'react';
import './place-page.css';

/** A place of the case that is read as a page: its title, what is to be seen there, and the rest. */
export function PlacePage(props: {
  /** The pane's name among the panes. */
  readonly pane: string;
  readonly title: string;
  readonly lead: string;
  /** Beside the title: a count, acts. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="pane place" aria-label={props.title} data-pane={props.pane} tabIndex={-1}>
      <div className="place-page">
        <div className="place-head">
          <h2 className="place-title">{props.title}</h2>
          {props.beside}
        </div>
        <p className="muted place-lead">{props.lead}</p>
        {props.children}
      </div>
    </section>
  );
}
