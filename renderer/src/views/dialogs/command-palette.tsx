import { type KeyboardEvent, useId, useState } from 'react';
import { type CommandName, commandNames, palette } from '../../../../shared/wording/window/commands';
import { workingKeysOf } from '../../commands/key-map';
import { keyMap } from '../../commands/key-settings';
import { commands, isAvailable, runCommand } from '../../commands/registry';
import { Dialog } from '../../components/dialog';
import { stepByArrow } from '../../components/step-keys';
import { matching } from './palette-model';
import './command-palette.css';

/** Every command by name, with its key; Enter runs the chosen one, Esc returns to where the focus was. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = matching(
    commands.filter((command) => command.id !== 'help.palette' && isAvailable(command)).map((command) => command.id),
    typed,
  );
  const run = (name: CommandName | undefined): void => {
    if (name !== undefined) {
      onClose();
      // After the dialog has given the focus back, so that the command may move it.
      window.setTimeout(() => runCommand(name));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepByArrow(event.key, at, found.length);
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
  };
  return (
    <Dialog title={palette.title} bare onClose={onClose} onSubmit={() => run(found[at])}>
      <input
        className="palette-field"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
        aria-label={palette.search}
        placeholder={palette.search}
        data-autofocus=""
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label={palette.title} className="palette-list" tabIndex={-1}>
        {found.map((name, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which names the active option
          <div
            key={name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="palette-option"
            onClick={() => run(name)}
          >
            <span>{commandNames[name]}</span>
            <span className="key">{keysOf(name)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="palette-none muted">{palette.none}</p>}
    </Dialog>
  );
}

function keysOf(name: CommandName): string {
  const command = commands.find(({ id }) => id === name);
  return command === undefined ? '' : workingKeysOf(keyMap.get(), command).join('  ');
}
