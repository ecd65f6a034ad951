/**
 * Chainmail's desktop process: start-up in the order in which it has to happen.
 *
 * It connects and guards; it computes nothing and opens no evidence. That is the engine's work, in a process of its own.
 * Everything up to `whenReady` must run before Electron is ready: afterwards switches and schemes no longer take effect.
 */
import { join } from 'node:path';
import { app, ipcMain, session } from 'electron';
import { registerAppScheme, serveApp } from './app-protocol';
import { readCommandLine } from './command-line';
import { DesktopLog } from './desktop-log';
import { startEngine } from './engine';
import { openDoor } from './ipc';
import { locateProgram } from './layout';
import { lockDownContents } from './lock-down';
import { installMenu } from './menu';
import { settleProfile } from './profile';
import { quitInOrder } from './quit';
import { stopWithSentence } from './refuse-to-start';
import { enableSandboxForAll } from './sandbox';
import { lockSession } from './session-lock';
import { SettingsFile } from './settings';
import { claimProfile } from './single-instance';
import { runSmoke, showSample } from './smoke';
import { disableNetworkFeatures } from './switches';
import { AppWindow } from './window';

const program = locateProgram(import.meta.dirname, process.resourcesPath);
const options = readCommandLine(process.argv);
const profile = settleProfile(app);

disableNetworkFeatures(app.commandLine);
enableSandboxForAll(app);
registerAppScheme();

const log = new DesktopLog(join(profile.desktop, 'desktop.log'));
const window = new AppWindow(program, new SettingsFile(join(profile.desktop, 'window.json')));

app.on('session-created', (created) => lockSession(created, log));
app.on('web-contents-created', (_event, contents) => lockDownContents(contents, log));

if (claimProfile(app, options, () => window.focus())) {
  app.whenReady().then(start).catch(stopWithSentence);
}

async function start(): Promise<void> {
  lockSession(session.defaultSession, log);
  const engine = startEngine({ program, profile, window, log });
  quitInOrder(app, engine);
  await serveApp(session.defaultSession, program.renderer, engine, log);
  openDoor(ipcMain, { window, engine, log });
  installMenu(window);
  await window.open();
  if (options.smoke) {
    await runSmoke(app, window);
  } else if (options.sample) {
    await showSample(window);
  }
}
