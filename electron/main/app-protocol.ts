/**
 * The app:// scheme: `app://chainmail/…` is the window, `app://mail/<ref>` the sanitised page of one message.
 *
 * Both have the rights of a web page and no more: the scheme is not exempt from CSP or CORS and cannot be fetched.
 */
import { protocol, type Session } from 'electron';
import { answerAppRequest } from './app-responses';
import { APP_SCHEME } from './app-urls';
import type { DesktopLog } from './desktop-log';
import type { Engine } from './engine-process';
import { listRendererFiles } from './renderer-files';

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
}

export async function serveApp(
  session: Session,
  rendererFolder: string,
  engine: Engine,
  log: DesktopLog,
): Promise<void> {
  const files = await listRendererFiles(rendererFolder);
  session.protocol.handle(APP_SCHEME, async (request) => {
    const response = await answerAppRequest(request, files, (ref) => engine.ask({ kind: 'mail-page', ref }));
    if (response.status >= 400) {
      log.refusal('app-request', String(response.status));
    }
    return response;
  });
}
