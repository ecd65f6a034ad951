import { expect, test } from 'vitest';
import { engineEnvironment } from '../../../electron/main/engine-environment';

test('passes on what the engine needs and nothing that changes how Node runs', () => {
  const own = {
    HOME: '/home/examiner',
    TZ: 'UTC',
    CHAINMAIL_TEST: 'yes',
    CHAINMAIL_PASSPHRASE: 'secret',
    CHAINMAIL_HOME: '/elsewhere',
    NODE_OPTIONS: '--require evil.js',
    ELECTRON_RUN_AS_NODE: '1',
    LD_PRELOAD: '/evil.so',
    LANG: undefined,
  };

  expect(engineEnvironment(own, '/profile', '/program/resources')).toEqual({
    HOME: '/home/examiner',
    TZ: 'UTC',
    CHAINMAIL_TEST: 'yes',
    CHAINMAIL_HOME: '/profile',
    CHAINMAIL_RESOURCES: '/program/resources',
  });
});
