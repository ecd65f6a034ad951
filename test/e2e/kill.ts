/** Ends a program at once with all that it started, as a power cut would. */
import { readdirSync, readFileSync } from 'node:fs';

/** Kills the process group of an app that a test launched, and waits until none of it runs. */
export async function killWhole(leader: number): Promise<void> {
  if (leader <= 1) {
    throw new Error('no process to kill');
  }
  process.kill(-leader, 'SIGKILL');
  while (members(leader).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Processes of a group that still run; one that has ended and was not yet collected does not. */
function members(group: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((id) => {
      const { state, pgrp } = statusOf(id);
      return pgrp === group && state !== 'Z';
    });
}

function statusOf(id: number): { readonly state: string; readonly pgrp: number } {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1');
    const [state = '', , pgrp = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, pgrp: Number(pgrp) };
  } catch {
    // It ended in the meantime.
    return { state: 'Z', pgrp: 0 };
  }
}
