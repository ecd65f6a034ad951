import { useEffect, useRef, useState } from 'react';
import type { FindingView } from '../../../../../shared/contract/model';
import { card } from '../../../../../shared/wording/window/headers';
import { MailText } from '../../../components/mail-text';
import { SeverityMark } from '../../../components/severity-mark';
import { type HeaderPage, picked } from './model';

interface Hovered {
  readonly ids: readonly string[];
  /** From the top of the window, or from its bottom where there is more room above the bytes. */
  readonly top: number | undefined;
  readonly bottom: number | undefined;
  readonly left: number;
  /** The card never covers more than the bytes: what stands around them stays within reach. */
  readonly room: number;
}

/** Long enough for the pointer to travel from the bytes onto the card. */
const STAYS_MS = 200;
const WIDTH = 380;
const GAP = 4;
const LEAST_ROOM = 90;

interface HoverCardProps {
  readonly page: HeaderPage;
  readonly area: HTMLElement | null;
  /** What is open already needs no second card. */
  readonly current: string | null;
}

/** The short form of what is marked under the pointer or has the focus; Esc hides it, the pointer may rest on it. */
export function HoverCard({ page, area, current }: HoverCardProps) {
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const timer = useRef(0);
  useEffect(() => {
    const show = (event: Event): void => {
      const found = area === null ? null : markedUnder(event, area.getBoundingClientRect());
      window.clearTimeout(timer.current);
      if (found === null) {
        timer.current = window.setTimeout(() => setHovered(null), STAYS_MS);
      } else {
        setHovered(found);
      }
    };
    const hide = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') {
        setHovered(null);
      }
    };
    area?.addEventListener('pointerover', show);
    area?.addEventListener('focusin', show);
    area?.addEventListener('scroll', hide);
    area?.addEventListener('pointerleave', show);
    window.addEventListener('keydown', hide);
    return () => {
      area?.removeEventListener('pointerover', show);
      area?.removeEventListener('focusin', show);
      area?.removeEventListener('scroll', hide);
      area?.removeEventListener('pointerleave', show);
      window.removeEventListener('keydown', hide);
    };
  }, [area]);
  const lines = (hovered?.ids ?? []).filter((id) => id !== current).flatMap((id) => picked(page, id) ?? []);
  if (hovered === null || lines.length === 0) {
    return null;
  }
  return (
    <div
      role="tooltip"
      className="hover-card"
      style={{
        insetBlockStart: hovered.top,
        insetBlockEnd: hovered.bottom,
        insetInlineStart: hovered.left,
        maxBlockSize: hovered.room,
      }}
      onPointerEnter={() => window.clearTimeout(timer.current)}
      onPointerLeave={() => setHovered(null)}
    >
      {lines.map((line) =>
        line.kind === 'finding' ? (
          <HoveredFinding key={line.id} finding={line.finding} />
        ) : (
          <p key={line.id} className="hover-line examiner-ink">
            <span className="annotation-mark" aria-hidden="true" />
            <MailText text={line.annotation.note} />
          </p>
        ),
      )}
    </div>
  );
}

/** All that the rule knows, without what can be pressed: a press opens the card. */
function HoveredFinding({ finding }: { readonly finding: FindingView }) {
  const { severity, title, summary, explanation, innocent, errorRate, reference } = finding;
  return (
    <div className="hover-line">
      <SeverityMark severity={severity} />
      <div className="hover-finding">
        <p>
          <b>{title}.</b> <MailText text={summary} />
        </p>
        <p className="meta">{explanation}</p>
        <p className="meta">
          <b>{card.innocent}:</b> {innocent.join('; ')}
        </p>
        <p className="meta">
          <b>{card.errorRate}:</b> {errorRate} · <b>{card.reference}:</b> {reference}
        </p>
      </div>
    </div>
  );
}

/** The marks at a place of the page, and where their card fits: under them or above them, inside the window. */
function markedUnder(event: Event, area: DOMRect): Hovered | null {
  const { target } = event;
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-marks], [data-mark]') : null;
  const ids = (element?.dataset['marks'] ?? element?.dataset['mark'])?.split('|') ?? [];
  const row = element === null ? undefined : rowUnder(element, event instanceof MouseEvent ? event.clientY : 0);
  if (ids.length === 0 || row === undefined) {
    return null;
  }
  const within = (y: number): number => Math.max(area.top, Math.min(y, area.bottom));
  const below = area.bottom - within(row.bottom) - GAP;
  const above = within(row.top) - area.top - GAP;
  const isBelow = below >= above;
  return {
    ids,
    top: isBelow ? within(row.bottom) + GAP : undefined,
    bottom: isBelow ? undefined : window.innerHeight - within(row.top) + GAP,
    room: Math.max(LEAST_ROOM, isBelow ? below : above),
    left: Math.max(8, Math.min(row.left, window.innerWidth - WIDTH - 8)),
  };
}

/** Of bytes that are painted in several rows, the one under the pointer. */
function rowUnder(element: Element, y: number): DOMRect | undefined {
  const rows = [...element.getClientRects()];
  return rows.find((row) => row.top <= y && y <= row.bottom) ?? rows[0];
}
