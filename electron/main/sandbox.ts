/** Chromium's sandbox for every page, also one that a window's own preferences would leave out. */
import type { App } from 'electron';

/**
 * `--no-sandbox` is for root in containers, where Chromium refuses to run otherwise: there, `enableSandbox` would take the
 * switch away from the child processes again, and none of them would start. The window's preferences still ask for it.
 */
export function enableSandboxForAll(app: Pick<App, 'commandLine' | 'enableSandbox'>): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) {
    app.enableSandbox();
  }
}
