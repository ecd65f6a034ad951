import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useState } from 'react';
import type { MessageView } from '../../../../../shared/contract/model';
import type { ByteString } from '../../../../../shared/email/types';
import { headers } from '../../../../../shared/wording/window/headers';
import { askAnnotation } from '../../../actions/judgement-actions';
import { copyText } from '../../../api/clipboard';
import { EmptyState } from '../../../components/empty-state';
import { grouped } from '../../../format/numbers';
import { desk } from '../../../state/desk';
import { notify } from '../../../state/notices';
import { useStore } from '../../../state/store';
import { AnnotationCard } from './annotation-card';
import { AuthenticationPanel } from './authentication-panel';
import { type Caret, spanOf } from './caret';
import { citation } from './citation';
import { FindBar } from './find-bar';
import { FindingCard } from './finding-card';
import { HeaderLines } from './header-lines';
import { HoverCard } from './hover-card';
import { lineIndexAt } from './lines';
import { coverMarks, foundMarks, type Mark, selectionMark } from './marks';
import { headerPage, idOfRule, nameOfMark, neighbour, type Picked, picked } from './model';
import { Toolbar } from './toolbar';
import { useFind } from './use-find';
import { headerKeys, useMouseSelection, usePressedMarks } from './use-header-keys';
import './view.css';

interface HeadersViewProps {
  readonly message: MessageView;
  readonly header: ByteString;
}

/** The raw header: the very bytes, with every finding and every note at theirs. */
export function HeadersView({ message, header }: HeadersViewProps) {
  const page = useMemo(() => headerPage(message, header), [message, header]);
  const [current, setCurrent] = useState<string | null>(null);
  const [caret, setCaret] = useState<Caret>({ anchor: 0, at: 0 });
  const [lineEnds, setLineEnds] = useState(false);
  const [covered, setCovered] = useState<number | null>(null);
  // The element as state, not as ref: the virtual lines below need it when they are first laid out.
  const [area, setArea] = useState<HTMLDivElement | null>(null);
  const [wrap, setWrap] = useState(true);
  const open = picked(page, current);
  const span = spanOf(caret);

  const moveTo = useCallback((next: Caret) => {
    setCaret(next);
    desk.update((state) => ({ ...state, bytes: spanOf(next) }));
  }, []);
  const pick = useCallback((ids: readonly string[]) => setCurrent((before) => afterPick(before, ids)), []);
  const pickOne = useCallback((id: string) => pick([id]), [pick]);
  const nameOf = useCallback((mark: Mark) => nameOfMark(page, mark), [page]);
  useMouseSelection(area, moveTo);
  usePressedMarks(area, pick);
  const find = useFind(header, caret, moveTo);
  useTarget(page, setCurrent, moveTo, find.open);

  const cite = (): void => {
    const cited = span ?? (open?.kind === 'finding' ? open.finding.spans[0] : open?.annotation.span) ?? null;
    if (cited === null) {
      notify(headers.nothingToCopy);
    } else if (copyText(citation(header, cited, message.ref, message.sha256))) {
      notify(headers.citationCopied(message.ref, cited.start, cited.end));
    }
  };
  const step = (by: 1 | -1): void => setCurrent((before) => neighbour(page, before, by));
  const close = (): void => {
    setCurrent(null);
    area?.focus();
  };
  if (header.length === 0) {
    return <EmptyState title={headers.empty} />;
  }
  const shownLine = open === null ? lineIndexAt(page.lines, caret.at) : open.line;
  const keys = headerKeys(page, caret, { step, cite, close, moveTo });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys n, p and Ctrl+Shift+C work wherever the focus is in the tab
    <div className="headers-view" onKeyDown={keys}>
      <Toolbar
        findings={page.findings.length}
        length={header.length}
        span={span}
        lineEnds={lineEnds}
        onLineEnds={setLineEnds}
        wrap={wrap}
        onWrap={setWrap}
        onFind={find.open}
        onStep={step}
        onAnnotate={askAnnotation}
        onCite={cite}
        onMark={({ start, end }) => moveTo({ anchor: start, at: end })}
      />
      <FindBar find={find} onClose={() => area?.focus()} />
      <AuthenticationPanel authentication={message.authentication} covered={covered} onCover={setCovered} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would not say what this is */}
      <div
        ref={setArea}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the byte cursor is moved with the arrow keys
        tabIndex={0}
        data-bytes=""
        aria-label={headers.label}
        aria-describedby="headers-instructions"
        className={`header-bytes-area ${lineEnds ? 'line-ends' : ''} ${wrap ? '' : 'no-wrap'}`}
      >
        <p id="headers-instructions" className="visually-hidden">
          {headers.instructions}
        </p>
        <HeaderLines
          page={page}
          marks={[
            ...page.marks,
            ...coverMarks(message.authentication.dkim.find(({ start }) => start === covered)?.covers ?? []),
            ...foundMarks(find.found),
            ...selectionMark(span ?? cursorSpan(caret, header.length)),
          ]}
          current={current}
          onPick={pickOne}
          nameOf={nameOf}
          shownLine={shownLine}
          cardLine={open?.line ?? -1}
          card={<OpenCard open={open} onClose={close} />}
          scroller={area}
        />
      </div>
      <HoverCard page={page} area={area} current={current} />
      <p className="header-foot" role="status">
        {selectionText(caret)}
      </p>
    </div>
  );
}

/** What is selected, else where the cursor stands. */
function selectionText(caret: Caret): string {
  const span = spanOf(caret);
  if (span !== null) {
    return headers.selection(grouped(span.start), grouped(span.end), grouped(span.end - span.start));
  }
  return caret.at === 0 ? headers.noSelection : headers.cursor(grouped(caret.at));
}

/** The byte under the cursor is marked as well, once the cursor was moved. */
function cursorSpan(caret: Caret, length: number): { readonly start: number; readonly end: number } | null {
  return caret.at > 0 && caret.at < length ? { start: caret.at, end: caret.at + 1 } : null;
}

/** A press on overlapping marks opens one after the other, and closes after the last. */
function afterPick(before: string | null, ids: readonly string[]): string | null {
  const at = before === null ? -1 : ids.indexOf(before);
  return ids[at + 1] ?? null;
}

/** Follows what is asked for from elsewhere: a finding, bytes, a step to the next finding, or the field to find in. */
function useTarget(
  page: ReturnType<typeof headerPage>,
  show: Dispatch<SetStateAction<string | null>>,
  moveTo: (caret: Caret) => void,
  find: () => void,
): void {
  const target = useStore(desk, (state) => state.target);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each target, not for each new page
  useEffect(() => {
    if (target?.rule != null) {
      show(idOfRule(page, target.rule));
    }
    if (target?.span != null) {
      moveTo({ anchor: target.span.start, at: target.span.end });
    }
    if (target?.find === true) {
      find();
      // Done once: another visit to the tab does not ask again.
      desk.update((state) => (state.target === target ? { ...state, target: null } : state));
    }
    const step = target?.step;
    if (step != null) {
      show((before) => neighbour(page, before, step));
    }
  }, [target]);
}

function OpenCard({ open, onClose }: { readonly open: Picked | null; readonly onClose: () => void }) {
  if (open === null) {
    return null;
  }
  return open.kind === 'finding' ? (
    <FindingCard key={open.id} finding={open.finding} takesFocus onClose={onClose} />
  ) : (
    <AnnotationCard annotation={open.annotation} onClose={onClose} />
  );
}
