/** What the engine behind the window holds between requests: the open key, the open case, running jobs, chosen places. */
import { FailureError } from '../../../shared/contract/failure';
import type { Environment } from '../environment';
import type { Signer } from '../identity/signer';
import type { CaseSession, SessionPlaces } from '../session/case-session';
import type { Emit } from './emit';
import { Jobs } from './jobs';

export class EngineState {
  readonly env: Environment;
  readonly places: SessionPlaces;
  /** The profile folder: identity, recent cases, cases made without another place. */
  readonly home: string;
  readonly emit: Emit;
  readonly jobs: Jobs;
  /** Paths that the examiner chose or dropped, by token. */
  readonly #chosen = new Map<string, string>();
  #signer: Signer | null = null;
  #session: CaseSession | null = null;

  constructor(parts: {
    readonly env: Environment;
    readonly places: SessionPlaces;
    readonly home: string;
    readonly emit: Emit;
  }) {
    this.env = parts.env;
    this.places = parts.places;
    this.home = parts.home;
    this.emit = parts.emit;
    this.jobs = new Jobs(parts.env, parts.emit);
  }

  get isUnlocked(): boolean {
    return this.#signer !== null;
  }

  /** The open key, for an act. @throws FailureError `identity-locked` */
  get signer(): Signer {
    if (this.#signer === null) {
      throw new FailureError(
        'identity-locked',
        "The examiner's key is locked. Nothing was recorded. Enter the passphrase and try again.",
      );
    }
    return this.#signer;
  }

  holdKey(signer: Signer | null): void {
    this.#signer = signer;
  }

  get openSession(): CaseSession | null {
    return this.#session;
  }

  /** The open case. @throws FailureError `bad-request` */
  get session(): CaseSession {
    if (this.#session === null) {
      throw new FailureError('bad-request', 'No case is open. Open a case first.');
    }
    return this.#session;
  }

  holdSession(session: CaseSession): void {
    this.#session = session;
  }

  /** Stops what runs, waits for it, and closes the open case; idempotent. */
  async closeSession(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await this.jobs.stopAll();
    if (this.#signer === null) {
      // Work that ran on while the key was locked may have been its last user: nothing is signed with it any more.
      session?.store.forgetSigner();
    }
    await session?.close();
  }

  registerPlace(token: string, path: string): void {
    this.#chosen.set(token, path);
  }

  /** The path behind a token. @throws FailureError `bad-request` for a token that no dialog gave */
  placeOf(token: string): string {
    const path = this.#chosen.get(token);
    if (path === undefined) {
      throw new FailureError('bad-request', 'That place is not known any more. Choose it again.');
    }
    return path;
  }

  /** Waits for an act and tells the window that the case changed. */
  async announced<T>(act: Promise<T>): Promise<T> {
    const result = await act;
    this.announceChange();
    return result;
  }

  /** Tells the window that the case changed. */
  announceChange(): void {
    const session = this.#session;
    if (session !== null) {
      this.emit('case:changed', { custodyEntries: session.store.view.head.seq + 1 });
    }
  }
}
