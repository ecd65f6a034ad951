/**
 * The application menu. Commands go to the page as `menu:command`; editing text, zoom and quitting are the desktop's.
 *
 * Keys of commands are only shown here: the page handles them itself, because it knows whether a dialog is open, and says
 * which they are, because they can be changed there.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { events } from '../../shared/contract/events';
import { type CommandName, commandNames } from '../../shared/wording/window/commands';
import type { Theme } from './settings';
import type { AppWindow } from './window';

type Item = MenuItemConstructorOptions;
type CommandItem = (name: CommandName) => Item;
/** The commands' keys by their names. */
export type MenuKeys = Readonly<Record<string, string>>;

const SEPARATOR: Item = { type: 'separator' };

/** What the page says of its keys; only what Electron can read as a key, as one that it cannot stops a menu from being made. */
export function readMenuKeys(data: unknown): MenuKeys {
  const parsed = events['menu:keys'].safeParse(data);
  return parsed.success
    ? Object.fromEntries(Object.entries(parsed.data.keys).filter(([, keys]) => READABLE.test(keys)))
    : {};
}

/** Modifiers, then one printable sign of ASCII or a function key. */
const READABLE = /^((Ctrl|Alt|Shift)\+){0,3}([!-~]|F\d{1,2})$/;

/** Called again whenever the page says that its keys are others. */
export function installMenu(window: AppWindow, keys: MenuKeys = {}): void {
  const command = commandItems(window, keys);
  const menus = [caseMenu(command), editMenu(command), viewMenu(command, window), helpMenu(command)];
  const all = process.platform === 'darwin' ? [{ role: 'appMenu' } as const, ...menus] : menus;
  Menu.setApplicationMenu(Menu.buildFromTemplate(all));
}

function commandItems(window: AppWindow, keys: MenuKeys): CommandItem {
  return (name) => ({
    id: name,
    label: commandNames[name],
    click: () => window.send('menu:command', { command: name }),
    ...(keys[name] === undefined ? {} : { accelerator: keys[name], registerAccelerator: false }),
  });
}

function caseMenu(command: CommandItem): Item {
  return {
    label: '&Case',
    submenu: [
      command('case.new'),
      command('case.open'),
      command('case.sample'),
      command('case.close'),
      SEPARATOR,
      command('import.files'),
      command('import.folder'),
      command('import.paste'),
      SEPARATOR,
      command('packet.export'),
      SEPARATOR,
      command('case.protect'),
      command('case.verify'),
      command('packet.verify'),
      SEPARATOR,
      command('identity.unlock'),
      command('identity.lock'),
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function editMenu(command: CommandItem): Item {
  return {
    label: '&Edit',
    submenu: [
      command('edit.undo'),
      command('edit.redo'),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      command('message.find'),
      command('search.focus'),
    ],
  };
}

function viewMenu(command: CommandItem, window: AppWindow): Item {
  return {
    label: '&View',
    submenu: [
      command('view.messages'),
      command('view.custody'),
      command('view.overview'),
      command('view.relations'),
      command('view.voters'),
      command('view.clocks'),
      SEPARATOR,
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { role: 'togglefullscreen' },
      SEPARATOR,
      themeItem(command('theme.system'), window, 'system'),
      themeItem(command('theme.light'), window, 'light'),
      themeItem(command('theme.dark'), window, 'dark'),
      themeItem(command('theme.contrast'), window, 'system'),
      // In a packed program the developer tools cannot be opened, so they are not offered.
      ...(app.isPackaged ? [] : [SEPARATOR, { role: 'toggleDevTools' } as const]),
    ],
  };
}

/** The page changes its colours, the desktop those of its dialogs and of the empty window. */
function themeItem(item: Item, window: AppWindow, theme: Theme): Item {
  const click: Item['click'] = (...args) => {
    window.setTheme(theme);
    item.click?.(...args);
  };
  return { ...item, click };
}

function helpMenu(command: CommandItem): Item {
  return {
    role: 'help',
    submenu: [command('help.palette'), command('help.keys'), SEPARATOR, command('help.about')],
  };
}
