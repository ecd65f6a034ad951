/**
 * Shows what Chainmail wrote in the desktop's file manager.
 *
 * The window names the job, the engine the place. A file is only pointed at: opening one would hand it to other programs.
 */
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { dialog, shell } from 'electron';
import type { Reply } from '../../shared/contract/failure';
import type { Engine } from './engine-process';
import { NOTHING_TO_SHOW } from './sentences';

export async function revealResult(engine: Pick<Engine, 'ask'>, jobId: unknown): Promise<void> {
  const reply = await engine.ask({ kind: 'result-place', jobId: typeof jobId === 'string' ? jobId : '' });
  const path = resultPath(reply);
  if (path === undefined) {
    await dialog.showMessageBox({ type: 'info', message: NOTHING_TO_SHOW });
    return;
  }
  shell.showItemInFolder(path);
}

function resultPath(reply: Reply<unknown>): string | undefined {
  const value = reply.ok ? reply.value : undefined;
  const path = typeof value === 'object' && value !== null && 'path' in value ? value.path : undefined;
  return typeof path === 'string' && isAbsolute(path) && existsSync(path) ? path : undefined;
}
