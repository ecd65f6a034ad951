/** Locks a session: no permission, no request beyond app://, no download, no spell checker. */
import { app, type Session } from 'electron';
import { type DesktopLog, schemeOf } from './desktop-log';

const locked = new WeakSet<Session>();

export function lockSession(session: Session, log: DesktopLog): void {
  if (locked.has(session)) {
    return;
  }
  locked.add(session);
  denyPermissions(session, log);
  denyDevices(session, log);
  denyRequests(session, log);
  denyDownloads(session, log);
  stopSpellChecker(session);
}

/** Electron grants everything that no handler refuses. */
function denyPermissions(session: Session, log: DesktopLog): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.refusal('permission', permission);
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    log.refusal('permission', 'display-media');
    callback({});
  });
}

function denyDevices(session: Session, log: DesktopLog): void {
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    log.refusal('device', 'hid');
    callback(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    log.refusal('device', 'serial');
    callback('');
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    log.refusal('device', 'usb');
    callback();
  });
}

/** In a checkout the developer tools, which are pages themselves, can be opened; in a packed program they cannot. */
function denyRequests(session: Session, log: DesktopLog): void {
  const allowed = app.isPackaged ? ['app'] : ['app', 'devtools'];
  session.webRequest.onBeforeRequest((details, callback) => {
    const scheme = schemeOf(details.url);
    const cancel = !allowed.includes(scheme);
    if (cancel) {
      log.refusal('request', scheme);
    }
    callback({ cancel });
  });
}

function denyDownloads(session: Session, log: DesktopLog): void {
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log.refusal('download', schemeOf(item.getURL()));
  });
}

/** `spellcheck: false` in the window alone does not keep Chromium from fetching dictionaries. */
function stopSpellChecker(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}
