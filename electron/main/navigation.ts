/** Which navigations may happen: the window itself may show a message's page in its frame, and that is all. */
import { mailRef } from './app-urls';

export interface Navigation {
  readonly url: string;
  readonly isMainFrame: boolean;
  /** Whether the frame that navigates lies directly in the window's page. */
  readonly isDirectChild: boolean;
  /** Whether the window's own page asked for it, not a frame in it. */
  readonly isAskedByWindow: boolean;
}

/** A click in a message never counts as asked by the window, not even for the page of another message. */
export function mayNavigate(navigation: Navigation): boolean {
  const isMailFrame = !navigation.isMainFrame && navigation.isDirectChild;
  return isMailFrame && navigation.isAskedByWindow && mailRef(navigation.url) !== undefined;
}
