/** Who this process is, and whether the one that wrote a lock is still running. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { kill, pid, platform } from 'node:process';
import * as z from 'zod/mini';
import { errorCode } from '../fs/error-code';

export const lockSchema = z.object({
  /** Random: tells this lock from every other, also of the same process. */
  id: z.string(),
  pid: z.number(),
  /** The process's start by the system's own count; empty where the system does not tell. A number can be given again, a start cannot. */
  started: z.string(),
  /** The system's run; empty where it does not tell. */
  boot: z.string(),
  host: z.string(),
  at: z.string(),
  /** 1 when it was closed with work that the next signed act has to record; a digit, so that it is set in place. */
  left: z.number(),
});

export type LockContent = z.infer<typeof lockSchema>;

export async function thisProcess(): Promise<Pick<LockContent, 'pid' | 'started' | 'boot' | 'host'>> {
  return { pid, started: (await processFacts(pid)).started, boot: await bootId(), host: hostname() };
}

/** Whether the lock's holder is alive, or may be (on another computer it cannot be seen). */
export async function mayBeAlive(lock: LockContent): Promise<boolean> {
  if (lock.left !== 0) {
    return false;
  }
  if (lock.host !== hostname()) {
    return true;
  }
  const boot = await bootId();
  if (boot !== '' && lock.boot !== '' && boot !== lock.boot) {
    return false;
  }
  const { hasEnded, started } = await processFacts(lock.pid);
  return !hasEnded && processExists(lock.pid) && isSameStart(lock.started, started);
}

function isSameStart(before: string, now: string): boolean {
  return before === '' || now === '' || before === now;
}

function processExists(id: number): boolean {
  try {
    kill(id, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

interface ProcessFacts {
  /** Field 22: the process's start. */
  readonly started: string;
  /** Field 3 is Z or X: killed, and only kept until its parent asks, which in a container may be never. */
  readonly hasEnded: boolean;
}

/** Linux: /proc/PID/stat, counted after the name, which may hold spaces and brackets itself. */
async function processFacts(id: number): Promise<ProcessFacts> {
  const stat = await readOrEmpty(`/proc/${id}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { started: fields[19] ?? '', hasEnded: fields[0] === 'Z' || fields[0] === 'X' };
}

async function bootId(): Promise<string> {
  return (await readOrEmpty('/proc/sys/kernel/random/boot_id')).trim();
}

async function readOrEmpty(path: string): Promise<string> {
  if (platform !== 'linux') {
    return '';
  }
  try {
    return await readFile(path, 'latin1');
  } catch {
    // Not told, so not compared.
    return '';
  }
}
