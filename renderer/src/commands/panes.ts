/** The panes in their order on the screen; each carries `data-pane`. */
const PANE = '[data-pane]';

/** Moves the focus to the pane after (1) or before (-1) the one that has it. */
export function cyclePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>(PANE)];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(Math.max(here, step === 1 ? -1 : 0) + step + panes.length) % panes.length];
  focusPane(next);
}

export function focusPaneNamed(name: string): void {
  focusPane(document.querySelector<HTMLElement>(`[data-pane="${name}"]`) ?? undefined);
}

function focusPane(pane: HTMLElement | undefined): void {
  const inside = pane?.querySelector<HTMLElement>('[data-pane-focus]');
  (inside ?? pane)?.focus();
}

export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#case-search');
  field?.focus();
  field?.select();
}

export function focusBoundary(): void {
  document.querySelector<HTMLElement>('[data-boundary]')?.focus();
}
