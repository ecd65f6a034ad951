/** One program for one profile: a second start brings the first one's window to the front and ends. */
import type { App } from 'electron';
import type { DesktopOptions } from './command-line';
import { ALREADY_OPEN } from './sentences';

type Claimant = Pick<App, 'requestSingleInstanceLock' | 'on' | 'exit'>;

/** Whether this process has the profile; the lock lies in the profile folder, so that other profiles are not concerned. */
export function claimProfile(app: Claimant, options: DesktopOptions, onSecondStart: () => void): boolean {
  if (app.requestSingleInstanceLock()) {
    app.on('second-instance', onSecondStart);
    return true;
  }
  process.stderr.write(`${ALREADY_OPEN}\n`);
  app.exit(options.smoke ? 1 : 0);
  return false;
}
