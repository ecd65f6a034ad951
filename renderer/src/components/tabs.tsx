import { type KeyboardEvent, type ReactNode, useId } from 'react';
import './tabs.css';

export interface TabItem<T extends string> {
  readonly id: T;
  readonly name: string;
  readonly count?: number;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly items: readonly TabItem<T>[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
  readonly children: ReactNode;
}

/** Tabs with one stop in the tab order; arrow keys, Home and End move between them. */
export function Tabs<T extends string>({ label, items, chosen, onChoose, children }: TabsProps<T>) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next =
      items[
        tabAfter(
          event.key,
          items.length,
          items.findIndex((item) => item.id === chosen),
        )
      ];
    if (next !== undefined) {
      event.preventDefault();
      onChoose(next.id);
      document.getElementById(`${id}-${next.id}`)?.focus();
    }
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tab-list" onKeyDown={onKeyDown} tabIndex={-1}>
        {items.map((item) => (
          <button
            key={item.id}
            id={`${id}-${item.id}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={item.id === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={item.id === chosen ? 0 : -1}
            onClick={() => onChoose(item.id)}
          >
            <span className="tab-name" data-name={item.name}>
              {item.name}
            </span>
            {item.count !== undefined && item.count > 0 && <span className="tab-count">{item.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="tab-panel">
        {children}
      </div>
    </div>
  );
}

/** The index that a key leads to; -1 for keys that are not of the tabs. */
export function tabAfter(key: string, count: number, at: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
