/** Who may speak to the desktop process: our window, our page, and its main frame. All three, every time. */
import { WINDOW_ORIGIN } from './app-urls';

export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: unknown;
}

export interface SenderEvent {
  readonly sender: unknown;
  readonly senderFrame: SenderFrame | null;
}

/** `known` is the page of the one window; undefined while there is none. */
export function isTrustedSender(event: SenderEvent, known: unknown): boolean {
  const frame = event.senderFrame;
  const isKnownWindow = known !== undefined && event.sender === known;
  const isOurPage = frame?.origin === WINDOW_ORIGIN && frame.url.startsWith(`${WINDOW_ORIGIN}/`);
  const isMainFrame = frame?.parent === null;
  return isKnownWindow && isOurPage && isMainFrame;
}
