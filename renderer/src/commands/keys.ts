/** Key chords as text (`Ctrl+Shift+C`, `/`), as they are shown to people and matched against events. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The chord of a key press in one spelling. Shift is named only beside another modifier or a key without a character of
 * its own: `?` is `?` on every keyboard, whatever it takes to type it.
 */
export function chordOf(press: KeyPress): string {
  const single = [...press.key].length === 1;
  const withControl = press.ctrlKey || press.metaKey;
  const modifiers = [
    withControl ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && (!single || withControl || press.altKey) ? 'Shift' : '',
  ];
  const key = single ? (withControl || press.altKey ? press.key.toUpperCase() : press.key) : press.key;
  return [...modifiers, key].filter((part) => part !== '').join('+');
}

/** Single characters belong to whatever is being typed into; chords with Ctrl or Alt and function keys do not. */
export function isSingleKey(chord: string): boolean {
  return [...chord].length === 1;
}
