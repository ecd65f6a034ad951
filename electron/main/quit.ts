/** Leaves in order: first the engine brings everything to disk, then the program ends. */
import type { App } from 'electron';
import type { Engine } from './engine-process';

/** An engine that has not closed by then is ended; what it had reported as done is on disk anyway. */
const CLOSE_LIMIT_MS = 8_000;

export function quitInOrder(app: Pick<App, 'on' | 'quit'>, engine: Pick<Engine, 'close'>): void {
  let state: 'running' | 'closing' | 'closed' = 'running';

  function finish(): void {
    state = 'closed';
    app.quit();
  }

  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state === 'closed') {
      return;
    }
    event.preventDefault();
    if (state === 'running') {
      state = 'closing';
      engine.close(CLOSE_LIMIT_MS).then(finish, finish);
    }
  });
}
