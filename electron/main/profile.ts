/**
 * The profile folder: the examiner's identity, the default places, and what the desktop itself remembers.
 *
 * CHAINMAIL_HOME moves all of it, Electron's own folders included, so that two profiles never share a byte and can be
 * open side by side. Where it lies is decided by the engine, for the window and the command line alike.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'electron';
import { profileFolder } from '../engine/identity/profile-folder';

export interface Profile {
  readonly folder: string;
  /** Electron's share of it: session, window bounds, log. */
  readonly desktop: string;
}

export function settleProfile(app: Pick<App, 'setPath'>): Profile {
  const folder = resolve(profileFolder());
  const desktop = join(folder, 'desktop');
  const temporary = join(desktop, 'temporary');
  for (const path of [folder, desktop, temporary]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  app.setPath('userData', desktop);
  app.setPath('sessionData', join(desktop, 'session'));
  app.setPath('crashDumps', join(desktop, 'crashes'));
  app.setPath('temp', temporary);
  return { folder, desktop };
}
