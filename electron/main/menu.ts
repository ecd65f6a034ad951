/**
 * The application menu. Commands go to the page as `menu:command`; editing text, zoom and quitting are the desktop's.
 *
 * Keys of commands are only shown here: the page handles them itself, because it knows whether a dialog is open.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type CommandName, commandNames } from '../../shared/wording/window/commands';
import type { Theme } from './settings';
import type { AppWindow } from './window';

type Item = MenuItemConstructorOptions;
type CommandItem = (name: CommandName, keys?: string) => Item;

const SEPARATOR: Item = { type: 'separator' };

export function installMenu(window: AppWindow): void {
  const command = commandItems(window);
  const menus = [caseMenu(command), editMenu(command), viewMenu(command, window), helpMenu(command)];
  const all = process.platform === 'darwin' ? [{ role: 'appMenu' } as const, ...menus] : menus;
  Menu.setApplicationMenu(Menu.buildFromTemplate(all));
}

function commandItems(window: AppWindow): CommandItem {
  return (name, keys) => ({
    id: name,
    label: commandNames[name],
    click: () => window.send('menu:command', { command: name }),
    ...(keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
  });
}

function caseMenu(command: CommandItem): Item {
  return {
    label: '&Case',
    submenu: [
      command('case.new', 'Ctrl+N'),
      command('case.open', 'Ctrl+Shift+O'),
      command('case.sample'),
      command('case.close', 'Ctrl+Shift+W'),
      SEPARATOR,
      command('import.files', 'Ctrl+O'),
      command('import.folder'),
      command('import.paste'),
      SEPARATOR,
      command('packet.export', 'Ctrl+E'),
      SEPARATOR,
      command('case.protect'),
      command('case.verify', 'Ctrl+Shift+V'),
      command('packet.verify'),
      SEPARATOR,
      command('identity.unlock'),
      command('identity.lock', 'Ctrl+L'),
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function editMenu(command: CommandItem): Item {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      command('message.find', 'Ctrl+F'),
      command('search.focus', 'Ctrl+Shift+F'),
    ],
  };
}

function viewMenu(command: CommandItem, window: AppWindow): Item {
  return {
    label: '&View',
    submenu: [
      command('view.messages', 'Ctrl+1'),
      command('view.custody', 'Ctrl+2'),
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
    submenu: [command('help.palette', 'Ctrl+K'), command('help.keys', '?'), SEPARATOR, command('help.about')],
  };
}
