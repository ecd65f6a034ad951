/**
 * What the desktop process and the engine behind it say to each other (utility process, structured clone).
 *
 * The window's requests pass through unopened; the others are the desktop's own. Every request gets one reply with its
 * number. Paths travel only here, never to the window.
 */
import type { Reply } from '../../shared/contract/failure';

/** From the desktop to the engine. */
export type ToEngine =
  /** A request of the window, as it came: name and payload are validated by the engine. */
  | { readonly kind: 'request'; readonly number: number; readonly name: string; readonly input: unknown }
  /** What the examiner chose in a dialog or dropped: token to path. */
  | { readonly kind: 'register-places'; readonly number: number; readonly places: readonly RegisteredPlace[] }
  /** The sanitised page of a message for `app://mail/<ref>`; answered with `{ html }`. */
  | { readonly kind: 'mail-page'; readonly number: number; readonly ref: string }
  /** Where a finished job wrote its result; answered with `{ path }`. */
  | { readonly kind: 'result-place'; readonly number: number; readonly jobId: string }
  /** Close the case and end; answered when everything is on disk. */
  | { readonly kind: 'close'; readonly number: number };

export interface RegisteredPlace {
  /** `token_` and 32 hexadecimal digits. */
  readonly token: string;
  readonly path: string;
}

/** From the engine to the desktop. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly number: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown };
