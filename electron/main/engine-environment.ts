/** The environment variables that the engine gets: what it needs, and nothing that could change how Node runs it. */
const PASSED = [
  'APPDATA',
  'HOME',
  'LANG',
  'LC_ALL',
  'LOCALAPPDATA',
  'PATH',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
  'XDG_CONFIG_HOME',
] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** The passphrase of the command line is not passed on: in the window the examiner types it. */
export function engineEnvironment(own: Variables, home: string, resources: string): Record<string, string> {
  const passed = Object.entries(own).filter(
    ([name]) =>
      PASSED.some((known) => known === name) || (name.startsWith('CHAINMAIL_') && name !== 'CHAINMAIL_PASSPHRASE'),
  );
  const kept = passed.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(kept), CHAINMAIL_HOME: home, CHAINMAIL_RESOURCES: resources };
}
