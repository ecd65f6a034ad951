/** Small things that this profile remembers about the window; never anything of a case's content. */
export function readSetting(key: string): string | null {
  try {
    return window.localStorage.getItem(`chainmail.${key}`);
  } catch {
    return null; // Storage may be switched off; every setting has a default.
  }
}

export function writeSetting(key: string, value: string): void {
  try {
    window.localStorage.setItem(`chainmail.${key}`, value);
  } catch {
    // Not remembered then; nothing depends on it.
  }
}
