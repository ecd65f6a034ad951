import { describe, expect, test, vi } from 'vitest';
import { readCommandLine } from '../../../electron/main/command-line';
import { enableSandboxForAll } from '../../../electron/main/sandbox';
import { claimProfile } from '../../../electron/main/single-instance';
import { disableNetworkFeatures } from '../../../electron/main/switches';

test.each([
  [[], { smoke: false, sample: false }],
  [['electron', '.', '--smoke'], { smoke: true, sample: false }],
  [['chainmail', '--sample'], { smoke: false, sample: true }],
  [['chainmail', '--sample=no', 'smoke'], { smoke: false, sample: false }],
])('reads the command line %j', (args, options) => {
  expect(readCommandLine(args)).toEqual(options);
});

test('cuts every name and address off, asks no proxy, and keeps what was switched off already', () => {
  const switches = new Map<string, string | undefined>([['disable-features', 'Given']]);
  disableNetworkFeatures({
    getSwitchValue: (name) => switches.get(name) ?? '',
    appendSwitch: (name, value) => void switches.set(name, value),
  });

  expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect(switches.get('disable-features')).toMatch(/^Given,AsyncDns,.*,WebRtcHideLocalIpsWithMdns$/);
  expect([...switches.keys()]).toEqual(
    expect.arrayContaining(['no-proxy-server', 'disable-background-networking', 'disable-component-update']),
  );
});

describe('the sandbox', () => {
  function enabledWith(hasSwitch: boolean): number {
    const app = { commandLine: { hasSwitch: () => hasSwitch }, enableSandbox: vi.fn() };
    enableSandboxForAll(app as unknown as Parameters<typeof enableSandboxForAll>[0]);
    return app.enableSandbox.mock.calls.length;
  }

  test('is on for all', () => {
    expect(enabledWith(false)).toBe(1);
  });

  test('is left as it is where --no-sandbox was given, because nothing would start otherwise', () => {
    expect(enabledWith(true)).toBe(0);
  });
});

describe('one program for one profile', () => {
  function claim(free: boolean, smoke: boolean) {
    const app = { requestSingleInstanceLock: () => free, on: vi.fn(), exit: vi.fn() };
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const options = { smoke, sample: false };
    const claimed = claimProfile(app as unknown as Parameters<typeof claimProfile>[0], options, () => undefined);
    const said = stderr.mock.calls.map(([text]) => String(text)).join('');
    stderr.mockRestore();
    return { claimed, exits: app.exit.mock.calls, said, listens: app.on.mock.calls.length };
  }

  test('the first one runs and listens for a second', () => {
    expect(claim(true, false)).toEqual({ claimed: true, exits: [], said: '', listens: 1 });
  });

  test('the second one says so and ends; a smoke test has then failed', () => {
    expect(claim(false, false)).toMatchObject({
      claimed: false,
      exits: [[0]],
      said: expect.stringContaining('already open'),
    });
    expect(claim(false, true).exits).toEqual([[1]]);
  });
});
