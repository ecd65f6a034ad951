import { createStore } from './store';

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'failure';
  readonly sentence: string;
}

/** Sentences that stay for a while at the foot and are read out politely. */
export const notices = createStore<readonly Notice[]>([]);

const PLAIN_STAYS_MS = 5_000;
const SHOWN = 3;

export function notify(sentence: string, tone: Notice['tone'] = 'plain'): void {
  const id = (notices.get().at(-1)?.id ?? 0) + 1;
  notices.update((shown) => [...shown.slice(1 - SHOWN), { id, tone, sentence }]);
  if (tone === 'plain') {
    window.setTimeout(() => dismiss(id), PLAIN_STAYS_MS);
  }
}

export function dismiss(id: number): void {
  notices.update((shown) => shown.filter((notice) => notice.id !== id));
}
