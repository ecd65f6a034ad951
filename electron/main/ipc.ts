/**
 * The door between the window and the rest: checks who knocks and passes on what was said, unopened.
 *
 * The engine validates names and payloads. Nothing is ever thrown across: replies are values.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Failure, Reply } from '../../shared/contract/failure';
import { CHANNELS } from '../preload/channels';
import type { DesktopLog } from './desktop-log';
import { choosePaths } from './dialogs';
import type { Engine } from './engine-process';
import { type Place, registerPaths } from './places';
import { revealResult } from './reveal';
import { isTrustedSender } from './sender';
import { DESKTOP_INCIDENT, REFUSED_SENDER } from './sentences';
import type { AppWindow } from './window';

interface Surroundings {
  readonly window: AppWindow;
  readonly engine: Engine;
  readonly log: DesktopLog;
}

const NO_PLACES: readonly Place[] = [];

export function openDoor(ipc: Pick<IpcMain, 'handle'>, { window, engine, log }: Surroundings): void {
  /** Handles one channel; `otherwise` is what a stranger gets, and everybody after a fault of ours. */
  function answer<T>(
    channel: string,
    otherwise: (failure: Failure) => T,
    handle: (...args: unknown[]) => Promise<T>,
  ): void {
    ipc.handle(channel, async (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      if (!isTrustedSender(event, window.contents)) {
        log.refusal('ipc', channel);
        return otherwise(REFUSED_SENDER);
      }
      try {
        return await handle(...args);
      } catch (error) {
        log.incident(channel, error);
        return otherwise(DESKTOP_INCIDENT);
      }
    });
  }

  answer(CHANNELS.request, asReply, (name, input) => engine.ask({ kind: 'request', name: toName(name), input }));
  answer(
    CHANNELS.registerDrop,
    () => NO_PLACES,
    (paths) => registerPaths(engine, paths),
  );
  answer(
    CHANNELS.choose,
    () => NO_PLACES,
    async (what, name) => registerPaths(engine, await choosePaths(what, name, window.frame)),
  );
  answer(
    CHANNELS.reveal,
    () => undefined,
    (jobId) => revealResult(engine, jobId),
  );
}

/** Whatever is not a name becomes one that no request has. */
function toName(name: unknown): string {
  return typeof name === 'string' ? name : '';
}

function asReply(failure: Failure): Reply<unknown> {
  return { ok: false, failure };
}
