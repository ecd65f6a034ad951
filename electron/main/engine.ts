/** Puts the engine behind the window: its events go to the page, and its unexpected end is told to the examiner. */
import { app, dialog } from 'electron';
import type { DesktopLog } from './desktop-log';
import { EngineProcess } from './engine-process';
import { forkEngine } from './fork-engine';
import type { ProgramLayout } from './layout';
import { installMenu, readMenuKeys } from './menu';
import type { Profile } from './profile';
import { ENGINE_STOPPED } from './sentences';
import type { AppWindow } from './window';

interface Surroundings {
  readonly program: ProgramLayout;
  readonly profile: Profile;
  readonly window: AppWindow;
  readonly log: DesktopLog;
}

export function startEngine({ program, profile, window, log }: Surroundings): EngineProcess {
  const engine = new EngineProcess(() => forkEngine(program, profile), {
    onEvent: (name, data) => {
      if (name === 'menu:keys') {
        installMenu(window, readMenuKeys(data));
      } else {
        window.send(name, data);
      }
    },
    onStopped: (code) => {
      log.incident('engine-stopped', `exit code ${code}`);
      offerRestart(engine, window).catch((error) => log.incident('engine-restart', error));
    },
  });
  return engine;
}

/** A fresh engine knows nothing of the page's state, so the page is loaded anew with it. */
async function offerRestart(engine: EngineProcess, window: AppWindow): Promise<void> {
  const question = {
    type: 'error' as const,
    message: ENGINE_STOPPED.sentence,
    buttons: ['Start it again', 'Close Chainmail'],
    defaultId: 0,
    cancelId: 0,
  };
  const { frame } = window;
  const { response } = await (frame === undefined
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(frame, question));
  if (response === 1) {
    app.quit();
    return;
  }
  engine.restart();
  window.contents?.reload();
}
