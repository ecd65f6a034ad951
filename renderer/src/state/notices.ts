import { createStore } from './store';

/** What a notice offers to do. */
export interface NoticeAction {
  readonly name: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'failure';
  readonly sentence: string;
  readonly action: NoticeAction | null;
}

/** Sentences that stay for a while at the foot and are read out politely. */
export const notices = createStore<readonly Notice[]>([]);

const PLAIN_STAYS_MS = 5_000;
/** Long enough to be read and reached by keyboard. */
const OFFER_STAYS_MS = 12_000;
const SHOWN = 3;

export function notify(sentence: string, tone: Notice['tone'] = 'plain', action: NoticeAction | null = null): void {
  const id = (notices.get().at(-1)?.id ?? 0) + 1;
  notices.update((shown) => [...shown.slice(1 - SHOWN), { id, tone, sentence, action }]);
  if (tone === 'plain') {
    window.setTimeout(() => dismiss(id), action === null ? PLAIN_STAYS_MS : OFFER_STAYS_MS);
  }
}

export function dismiss(id: number): void {
  notices.update((shown) => shown.filter((notice) => notice.id !== id));
}
