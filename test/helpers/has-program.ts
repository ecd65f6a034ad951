import { spawnSync } from 'node:child_process';

/** Whether a program that a test uses beside ours is on this computer. */
export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--help']).error === undefined;
}
