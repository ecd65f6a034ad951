import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type CommandName, commandNames } from '../../../../shared/wording/window/commands';
import { common } from '../../../../shared/wording/window/common';
import { keyWords as words } from '../../../../shared/wording/window/keys';
import { conflictOf, isModifier, withKey } from '../../commands/key-map';
import { changeKeyMap, keyMap } from '../../commands/key-settings';
import { chordOf } from '../../commands/keys';
import { commands } from '../../commands/registry';
import { Button } from '../../components/button';

interface KeyCaptureProps {
  readonly command: CommandName;
  readonly onDone: () => void;
}

/** What was pressed that cannot simply be taken, and why. */
interface Refused {
  readonly chord: string;
  readonly sentence: string;
  /** Whether it can be taken from the command that has it. */
  readonly isHeld: boolean;
}

/** Waits for the next key of a command. Escape leaves it as it was; a key that another command has is named first. */
export function KeyCapture({ command, onDone }: KeyCaptureProps) {
  const field = useRef<HTMLButtonElement>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  useEffect(() => {
    const row = field.current?.closest('tr');
    field.current?.focus();
    // Back to the row's first button, which stands there again once this has gone.
    return () => {
      requestAnimationFrame(() => row?.querySelector('button')?.focus());
    };
  }, []);
  const take = (chord: string): void => {
    changeKeyMap((map) => withKey(map, commands, command, chord));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || event.key === 'Escape' || isModifier(event.key)) {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(event);
    const why = refusalOf(command, chord);
    if (why === null) {
      take(chord);
    } else {
      setRefused(why);
    }
  };
  return (
    <span className="key-capture">
      <button ref={field} type="button" className="key-capture-field" onKeyDown={onKeyDown}>
        {words.press}
      </button>
      <Button kind="link" onPress={onDone}>
        {common.cancel}
      </Button>
      <span role="status">
        {refused !== null && (
          <>
            {refused.sentence}
            {refused.isHeld && (
              <Button kind="link" onPress={() => take(refused.chord)}>
                {words.takeOver(refused.chord)}
              </Button>
            )}
          </>
        )}
      </span>
    </span>
  );
}

function refusalOf(command: CommandName, chord: string): Refused | null {
  const conflict = conflictOf(keyMap.get(), commands, command, chord);
  switch (conflict?.kind) {
    case undefined:
      return null;
    case 'held':
      return { chord, sentence: words.held(chord, commandNames[conflict.holder]), isHeld: true };
    case 'fixed':
      return { chord, sentence: words.fixed(chord), isHeld: false };
    case 'single-off':
      return { chord, sentence: words.singleOff, isHeld: false };
  }
}
