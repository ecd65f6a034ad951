/** Locks every page that ever comes into being: it stays where it was put and opens nothing. */
import type { WebContents, WebFrameMain } from 'electron';
import { type DesktopLog, schemeOf } from './desktop-log';
import { mayNavigate } from './navigation';

export function lockDownContents(contents: WebContents, log: DesktopLog): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  denyNavigation(contents, log);
  denyRedirects(contents, log);
  denyWindows(contents, log);
  denyWebviews(contents, log);
  denyDevices(contents, log);
}

/** `will-navigate` does not see frames; `will-frame-navigate` sees both. */
function denyNavigation(contents: WebContents, log: DesktopLog): void {
  contents.on('will-frame-navigate', (event) => {
    const allowed = mayNavigate({
      url: event.url,
      isMainFrame: event.isMainFrame,
      isDirectChild: isSameFrame(event.frame?.parent, contents.mainFrame),
      isAskedByWindow: isSameFrame(event.initiator, contents.mainFrame),
    });
    if (!allowed) {
      event.preventDefault();
      log.refusal('navigation', schemeOf(event.url));
    }
  });
}

function isSameFrame(one: WebFrameMain | null | undefined, other: WebFrameMain): boolean {
  return one?.frameTreeNodeId === other.frameTreeNodeId;
}

function denyRedirects(contents: WebContents, log: DesktopLog): void {
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    log.refusal('redirect', schemeOf(event.url));
  });
}

function denyWindows(contents: WebContents, log: DesktopLog): void {
  contents.setWindowOpenHandler(({ url }) => {
    log.refusal('window', schemeOf(url));
    return { action: 'deny' };
  });
}

function denyWebviews(contents: WebContents, log: DesktopLog): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.refusal('webview', 'webview');
  });
}

function denyDevices(contents: WebContents, log: DesktopLog): void {
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    log.refusal('device', 'bluetooth');
    callback('');
  });
}
