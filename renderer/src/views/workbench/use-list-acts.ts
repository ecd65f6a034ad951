import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { list } from '../../../../shared/wording/window/workbench';
import { attempt } from '../../actions/perform';
import type { Question } from '../../api/list-pages';
import { focusPaneNamed } from '../../commands/panes';
import { grouped } from '../../format/numbers';
import { desk, withOpen } from '../../state/desk';
import { notify } from '../../state/notices';
import { collectRefs } from './collect-refs';
import { type ListAct, listActOf } from './list-keys';
import { type PageCache, rowAt } from './page-cache';
import { extended, indexAfter, rangeBetween, SELECTION_LIMIT, toggled } from './selection';

const HELD_MS = 90;

interface ListState {
  readonly cache: PageCache;
  readonly question: Question;
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly scrollTo: (index: number) => void;
  /** Rows that fit on the screen. */
  readonly pageRows: () => number;
}

interface ListActs {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
  readonly resetAnchor: (index: number) => void;
  /** To be called when rows have arrived. */
  readonly openAwaited: () => void;
}

/** What keys and presses do in the message list. */
export function useListActs({ cache, question, active, setActive, scrollTo, pageRows }: ListState): ListActs {
  /** Where a range begins. */
  const anchor = useRef(0);

  /** A row that was gone to before it was known; opened once it is. */
  const awaited = useRef<number | null>(null);
  const timer = useRef(0);

  const openRow = (index: number): void => {
    const row = rowAt(cache, index);
    awaited.current = row === undefined ? index : null;
    if (row !== undefined) {
      desk.update((state) => withOpen(state, row.ref));
    }
  };
  /** While a key is held down only the row that it stops at is opened. */
  const openSettled = (index: number, held: boolean): void => {
    window.clearTimeout(timer.current);
    if (held) {
      timer.current = window.setTimeout(() => openRow(index), HELD_MS);
    } else {
      openRow(index);
    }
  };
  const selectRange = (from: number, to: number): void => {
    const { first, last } = rangeBetween(from, to);
    void attempt(async () => {
      const refs = await collectRefs(cache, question, first, last);
      desk.update((state) => ({ ...state, selection: extended(state.selection, refs) }));
      if (last - first + 1 > SELECTION_LIMIT) {
        notify(list.tooMany(grouped(SELECTION_LIMIT)));
      }
    });
  };
  const toggle = (index: number): void => {
    const row = rowAt(cache, index);
    anchor.current = index;
    if (row !== undefined) {
      desk.update((state) => ({ ...state, selection: toggled(state.selection, row.ref) }));
    }
  };
  const goTo = (index: number, held: boolean): void => {
    scrollTo(index);
    setActive(index);
    openSettled(index, held);
  };
  const acts: Readonly<Record<ListAct, (next: number, held: boolean) => void>> = {
    toggle: () => toggle(active),
    all: () => selectRange(0, cache.total - 1),
    clear: () => desk.update((state) => ({ ...state, selection: new Set() })),
    enter: () => {
      openRow(active);
      focusPaneNamed('message');
    },
    extend: (next, held) => {
      selectRange(anchor.current, next);
      goTo(next, held);
    },
    move: (next, held) => {
      anchor.current = next;
      goTo(next, held);
    },
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const act = listActOf(event, event.target instanceof HTMLButtonElement);
    if (act !== null) {
      event.preventDefault();
      acts[act](indexAfter(event.key, active, cache.total, pageRows()) ?? active, event.repeat);
    }
  };
  const onClick = (event: MouseEvent<HTMLElement>): void => {
    const target = event.target instanceof Element ? event.target : null;
    const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    if (index < 0) {
      return;
    }
    if (event.shiftKey) {
      selectRange(anchor.current, index);
    } else if (event.ctrlKey || event.metaKey || target?.closest('[data-choose]') != null) {
      toggle(index);
    } else {
      anchor.current = index;
    }
    setActive(index);
    openRow(index);
  };
  const resetAnchor = (index: number): void => {
    anchor.current = index;
  };
  const openAwaited = (): void => {
    if (awaited.current !== null) {
      openRow(awaited.current);
    }
  };
  return { onKeyDown, onClick, resetAnchor, openAwaited };
}
