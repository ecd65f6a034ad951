/** What the window remembers from one start to the next: its place on the screen and its theme. Losing it costs nothing. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export type Theme = 'system' | 'light' | 'dark';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowSettings {
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
  readonly theme: Theme;
}

export const DEFAULT_SETTINGS: WindowSettings = { bounds: null, maximized: false, theme: 'system' };

export class SettingsFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  read(): WindowSettings {
    try {
      return toSettings(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return DEFAULT_SETTINGS;
    }
  }

  change(part: Partial<WindowSettings>): void {
    try {
      const temporary = `${this.#file}.${process.pid}.tmp`;
      writeFileSync(temporary, JSON.stringify({ ...this.read(), ...part }), { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch {
      // Where the profile cannot be written, the window opens in its default place next time.
    }
  }
}

/** Takes from a file what makes sense and the defaults for the rest. */
export function toSettings(value: unknown): WindowSettings {
  const found = isRecord(value) ? value : {};
  const theme = found['theme'];
  return {
    bounds: toBounds(found['bounds']),
    maximized: found['maximized'] === true,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

function toBounds(value: unknown): Bounds | null {
  const { x, y, width, height } = isRecord(value) ? value : {};
  return isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height) ? { x, y, width, height } : null;
}

/** Whether enough of the window would lie on one of the screens to take hold of it; screens come and go. */
export function isReachable(bounds: Bounds, screens: readonly Bounds[]): boolean {
  return screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const height = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return width >= 200 && height >= 100;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
