import { readSetting, writeSetting } from '../api/settings';

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** What was stored, or the system's choice for anything else. */
export function readTheme(stored: string | null): Theme {
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

export function applyStoredTheme(): void {
  show(readTheme(readSetting('theme')));
}

export function chooseTheme(theme: Theme): void {
  writeSetting('theme', theme);
  show(theme);
}

function show(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = theme;
  }
}
