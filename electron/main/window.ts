/** The one window: locked to its own pages, remembered in its place, shown when it has something to show. */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  nativeTheme,
  screen,
  type WebContents,
  type WebPreferences,
} from 'electron';
import { CHANNELS } from '../preload/channels';
import { WINDOW_PAGE } from './app-urls';
import { showTextMenu } from './context-menu';
import { WINDOW_GONE } from './sentences';
import { type Bounds, isReachable, type SettingsFile, type Theme, type WindowSettings } from './settings';

/** The frame's colour (surface-0 of the look), so that no white flash comes before the first view. */
const BACKGROUND = { light: '#f3f2ef', dark: '#101214' } as const;
const SAVE_DELAY_MS = 500;

/** The files that the window needs of the program. */
interface WindowFiles {
  readonly preload: string;
  readonly resources: string;
}

export class AppWindow {
  readonly #files: WindowFiles;
  readonly #settings: SettingsFile;
  #window: BrowserWindow | undefined;
  #saving: NodeJS.Timeout | undefined;

  constructor(files: WindowFiles, settings: SettingsFile) {
    this.#files = files;
    this.#settings = settings;
  }

  async open(): Promise<void> {
    const settings = this.#settings.read();
    nativeTheme.themeSource = settings.theme;
    const window = new BrowserWindow({
      ...frameOptions(settings),
      icon: join(this.#files.resources, 'icons', 'icon-256.png'),
      webPreferences: lockedPreferences(this.#files.preload),
    });
    this.#window = window;
    this.#rememberBounds(window);
    window.once('ready-to-show', () => showWindow(window, settings.maximized));
    window.once('closed', () => {
      this.#window = undefined;
    });
    window.webContents.on('context-menu', (_event, target) => showTextMenu(target));
    window.webContents.on('render-process-gone', (_event, details) => this.#reopen(details.reason));
    await window.loadURL(WINDOW_PAGE);
  }

  /** The window's page; undefined once it is closed. */
  get contents(): WebContents | undefined {
    return this.#window?.isDestroyed() === false ? this.#window.webContents : undefined;
  }

  get frame(): BrowserWindow | undefined {
    return this.#window;
  }

  /** Tells the page something. Events announce; a page that is not there misses nothing that it cannot ask for. */
  send(name: string, data: unknown): void {
    this.contents?.send(CHANNELS.event, name, data);
  }

  focus(): void {
    if (this.#window?.isMinimized()) {
      this.#window.restore();
    }
    this.#window?.focus();
  }

  setTheme(theme: Theme): void {
    nativeTheme.themeSource = theme;
    this.#settings.change({ theme });
  }

  #rememberBounds(window: BrowserWindow): void {
    const save = () => this.#settings.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    const saveSoon = () => {
      clearTimeout(this.#saving);
      this.#saving = setTimeout(save, SAVE_DELAY_MS);
    };
    window.on('resize', saveSoon);
    window.on('move', saveSoon);
    window.on('close', () => {
      clearTimeout(this.#saving);
      save();
    });
  }

  /**
   * The page's process has ended: the engine goes on, so the examiner is told and the page is loaded again.
   * In this order, so that a page that ends again and again waits for a person each time.
   */
  #reopen(reason: string): void {
    const window = this.#window;
    if (window === undefined || reason === 'clean-exit') {
      return;
    }
    const reload = () => this.contents?.reload();
    dialog.showMessageBox(window, { type: 'warning', message: WINDOW_GONE }).then(reload, reload);
  }
}

function frameOptions(settings: WindowSettings): BrowserWindowConstructorOptions {
  return {
    title: 'Chainmail',
    width: 1440,
    height: 900,
    ...reachableBounds(settings.bounds),
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
  };
}

function reachableBounds(bounds: Bounds | null): Partial<Bounds> {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  return bounds !== null && isReachable(bounds, screens) ? bounds : {};
}

function lockedPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    webgl: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    autoplayPolicy: 'document-user-activation-required',
    devTools: !app.isPackaged,
  };
}

function showWindow(window: BrowserWindow, maximized: boolean): void {
  if (maximized) {
    window.maximize();
  }
  window.show();
}
