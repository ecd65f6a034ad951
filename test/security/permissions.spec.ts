import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, root, test } from '../e2e/fixtures';
import { expectRefused, ready } from './support';

/** Electron grants every permission that no handler refuses: each one is asked for here in earnest. */

/** The names in Electron's own types, so that a new one is tried as soon as Electron is updated. */
async function permissionNames(): Promise<readonly string[]> {
  const types = await readFile(join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
  const signature = /setPermissionRequestHandler\(handler: .*permission: ([^,]+), callback/.exec(types)?.[1] ?? '';
  return [...signature.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}

/** Electron's names of some permissions differ from the web's. */
const WEB_NAMES: readonly string[] = [
  'accelerometer',
  'ambient-light-sensor',
  'background-fetch',
  'background-sync',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hand-tracking',
  'idle-detection',
  'keyboard-lock',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointer-lock',
  'push',
  'screen-wake-lock',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'web-app-installation',
  'web-printing',
  'window-management',
  'xr-spatial-tracking',
];

test('no permission is granted when the page asks whether it has it', async ({ launchChainmail }) => {
  const { window } = await launchChainmail();
  await ready(window);
  const names = [...new Set([...(await permissionNames()), ...WEB_NAMES])];
  expect(names.length).toBeGreaterThanOrEqual(50);

  const granted = await window.evaluate(async (wanted) => {
    const states = await Promise.all(
      wanted.map(async (name) => {
        const query = navigator.permissions.query({ name } as unknown as PermissionDescriptor);
        return [name, await query.then((status) => status.state).catch(() => 'unknown')] as const;
      }),
    );
    return states.filter(([, state]) => state === 'granted').map(([name]) => name);
  }, names);

  expect(granted).toEqual([]);
});

/** What the page does, and what its refusal looks like; everything not in here would be a grant. */
const ATTEMPTS: readonly (readonly [name: string, script: string])[] = [
  ['notifications', 'Notification.requestPermission().then(refuseUnless("granted"))'],
  ['geolocation', 'new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))'],
  ['microphone', 'navigator.mediaDevices.getUserMedia({ audio: true })'],
  ['camera', 'navigator.mediaDevices.getUserMedia({ video: true })'],
  ['screen', 'navigator.mediaDevices.getDisplayMedia({ video: true })'],
  ['speaker', 'navigator.mediaDevices.selectAudioOutput()'],
  ['clipboard read', 'navigator.clipboard.readText()'],
  ['clipboard read, all types', 'navigator.clipboard.read()'],
  ['clipboard write', 'navigator.clipboard.writeText("x")'],
  ['midi', 'navigator.requestMIDIAccess()'],
  ['midi, system exclusive', 'navigator.requestMIDIAccess({ sysex: true })'],
  ['usb', 'navigator.usb.requestDevice({ filters: [] })'],
  ['hid', 'navigator.hid.requestDevice({ filters: [] }).then(refuseIfEmpty)'],
  ['serial', 'navigator.serial.requestPort()'],
  ['bluetooth', 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })'],
  ['wake lock', 'navigator.wakeLock.request("screen")'],
  ['idle detection', 'IdleDetector.requestPermission().then(refuseUnless("granted"))'],
  ['local fonts', 'queryLocalFonts().then(refuseIfEmpty)'],
  ['persistent storage', 'navigator.storage.persist().then(refuseUnless(true))'],
  ['screens', 'getScreenDetails()'],
  ['full screen', 'document.documentElement.requestFullscreen()'],
  ['pointer lock', 'lockPointer()'],
  ['file picker', 'showOpenFilePicker()'],
  ['save picker', 'showSaveFilePicker()'],
  ['folder picker', 'showDirectoryPicker()'],
  ['keyboard lock', 'navigator.keyboard.lock().then(refuseUnlessFullScreen)'],
  ['credentials', 'navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), timeout: 1000 } })'],
  [
    'payment',
    'new PaymentRequest([{ supportedMethods: "https://example.org/pay" }], { total: { label: "x", amount: { currency: "USD", value: "1" } } }).show()',
  ],
  ['virtual reality', 'navigator.xr.requestSession("immersive-vr")'],
  [
    'sensors',
    'new Promise((yes, no) => { const sensor = new Accelerometer(); sensor.onreading = yes; sensor.onerror = no; sensor.start(); })',
  ],
  ['push', 'navigator.serviceWorker.ready.then((worker) => worker.pushManager.subscribe())'],
  [
    'encrypted media',
    'navigator.requestMediaKeySystemAccess("com.widevine.alpha", [{ videoCapabilities: [{ contentType: "video/mp4" }] }])',
  ],
  ['related apps', 'navigator.getInstalledRelatedApps().then(refuseIfEmpty)'],
  ['storage access', 'document.requestStorageAccessFor("https://example.org")'],
];

test('no permission is granted when the page makes use of it', async ({ launchChainmail }) => {
  const { app, window, home } = await launchChainmail();
  await ready(window);

  const outcomes = await app.evaluate(async ({ BrowserWindow }, attempts) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const prelude = `
      const refuseUnless = (wanted) => (value) => { if (value !== wanted) throw new Error('refused: ' + value); };
      const refuseIfEmpty = (list) => { if (list.length === 0) throw new Error('refused: nothing'); };
      const refuseUnlessFullScreen = () => { if (document.fullscreenElement === null) throw new Error('without effect'); };
      const lockPointer = () => new Promise((yes, no) => {
        document.addEventListener('pointerlockchange', yes); document.addEventListener('pointerlockerror', no);
        document.documentElement.requestPointerLock()?.then(yes, no);
      });`;
    const results: string[] = [];
    for (const [name, script] of attempts) {
      const code = `(async () => { ${prelude}
        const late = new Promise((done) => setTimeout(() => done('no answer'), 1500));
        try { return await Promise.race([Promise.resolve(${script}).then(() => 'GRANTED'), late]); } catch { return 'refused'; } })()`;
      // With the user's gesture, without which many of them would be refused in any case.
      const outcome = await contents?.executeJavaScript(code, true).catch(() => 'refused');
      results.push(`${name}: ${String(outcome)}`);
    }
    return results;
  }, ATTEMPTS);

  expect(outcomes.filter((outcome) => outcome.endsWith('GRANTED'))).toEqual([]);
  expect(outcomes).toHaveLength(ATTEMPTS.length);
  await expectRefused(home, 'permission notifications');
  await expectRefused(home, 'permission media');
});
