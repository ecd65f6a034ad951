import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { columnHints, list } from '../../../../../shared/wording/window/workbench';
import { indexIn, stepAfter } from '../../../components/step-keys';
import { COLUMN_KEYS, DEFAULT_LAYOUT, withShown } from './columns';
import type { RememberedLayout } from './use-layout';

/** Which columns are shown: a menu with a check for each, on the platform's own popover. */
export function ColumnMenu({ remembered }: { readonly remembered: RememberedLayout }) {
  const { layout, change } = remembered;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const items = (): readonly HTMLElement[] => [
    ...(menu.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []),
  ];
  /** In the top layer nothing cuts it off; its place is that of the button. */
  const placeAtButton = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (box !== undefined && menu.current !== null) {
      menu.current.style.insetBlockStart = `${box.bottom + 2}px`;
      menu.current.style.insetInlineEnd = `${Math.max(4, window.innerWidth - box.right)}px`;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const next = stepAfter(event.key, indexIn(all, document.activeElement), all.length);
    event.stopPropagation();
    if (next !== undefined) {
      event.preventDefault();
      all[next]?.focus();
    }
    if (event.key === 'Tab' || event.key === 'Escape') {
      event.preventDefault();
      menu.current?.hidePopover();
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="column-menu-button"
        aria-label={columnHints.choose}
        title={columnHints.choose}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        <span aria-hidden="true">⋮</span>
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={columnHints.menu}
        className="column-menu"
        onKeyDown={onKeyDown}
        onBeforeToggle={placeAtButton}
        onToggle={(event) => {
          const opened = event.newState === 'open';
          setOpen(opened);
          if (opened) {
            items()[0]?.focus();
          }
        }}
      >
        {COLUMN_KEYS.map((key) => {
          const isShown = layout.shown.includes(key);
          return (
            <button
              key={key}
              type="button"
              role="menuitemcheckbox"
              aria-checked={isShown}
              tabIndex={-1}
              className="column-menu-item"
              onClick={() => change(withShown(layout, key, !isShown))}
            >
              <span aria-hidden="true" className="column-menu-mark">
                {isShown ? '✓' : ''}
              </span>
              {list.columns[key]}
            </button>
          );
        })}
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="column-menu-item column-menu-last"
          onClick={() => {
            change(DEFAULT_LAYOUT);
            menu.current?.hidePopover();
          }}
        >
          <span aria-hidden="true" className="column-menu-mark" />
          {columnHints.reset}
        </button>
      </div>
    </>
  );
}
