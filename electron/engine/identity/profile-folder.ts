/** Where this user's settings and default identity lie. Only this file reads the environment for it. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, platform } from 'node:process';

const NAME = 'Chainmail';
export const IDENTITY_NAME = 'identity.json';

/** `CHAINMAIL_HOME`, else `Chainmail` in the platform's usual folder for settings. */
export function profileFolder(): string {
  const moved = env['CHAINMAIL_HOME'];
  return moved === undefined || moved === '' ? join(settingsFolder(), NAME) : moved;
}

/** The profile's identity file; it need not exist. */
export function defaultIdentityFile(): string {
  return join(profileFolder(), IDENTITY_NAME);
}

function settingsFolder(): string {
  switch (platform) {
    case 'win32':
      return given('APPDATA') ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    default:
      return given('XDG_CONFIG_HOME') ?? join(homedir(), '.config');
  }
}

function given(name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}
