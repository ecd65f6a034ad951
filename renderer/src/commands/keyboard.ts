import { dialogs } from '../state/dialogs';
import { commandOf } from './key-map';
import { keyMap } from './key-settings';
import { chordOf, isSingleKey } from './keys';
import { type Command, commands, isAvailable } from './registry';
import { isTypedInto } from './typed-into';

/** Listens for the keys of the commands. Returns the way to stop. */
export function followKeyboard(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const chord = chordOf(event);
    const command = commandOf(keyMap.get(), commands, chord);
    if (
      command === undefined ||
      event.defaultPrevented ||
      isElsewhere(event, chord, command) ||
      !isAvailable(command)
    ) {
      return;
    }
    event.preventDefault();
    command.run();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

/** Whether the key belongs to a dialog or to something that is being typed into. */
function isElsewhere(event: KeyboardEvent, chord: string, command: Command): boolean {
  if (dialogs.get().length > 0) {
    return true;
  }
  return (isSingleKey(chord) || command.fieldsFirst === true) && isTypedInto(event.target);
}
