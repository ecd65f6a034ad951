/** What the desktop process itself says to people. */
import type { Failure } from '../../shared/contract/failure';

export const ALREADY_OPEN = 'Chainmail is already open with this profile; its window was brought to the front.';

export const ENGINE_STOPPED: Failure = {
  code: 'internal',
  sentence:
    'The part of Chainmail that keeps the case has stopped. Everything that was reported as done is on disk. Start it again, or close Chainmail and open it anew.',
};

export const REFUSED_SENDER: Failure = {
  code: 'bad-request',
  sentence: 'Only the window of Chainmail itself may ask for this.',
};

export const NOT_SENDABLE: Failure = {
  code: 'bad-request',
  sentence: 'The request holds something that cannot be passed on. Nothing was changed.',
};

export const DESKTOP_INCIDENT: Failure = {
  code: 'internal',
  sentence:
    'Chainmail could not do this because of a fault of its own; the fault is in its log. The case was not changed.',
};

export const WINDOW_GONE =
  'The window stopped unexpectedly and is loaded again. Everything that was reported as done is on disk; work that was running goes on.';

export const NOTHING_TO_SHOW =
  'There is no file to show for this. It may have been moved or deleted since it was written.';

export const SMOKE_TIMEOUT = 'The window did not show its first view within 60 seconds.';
