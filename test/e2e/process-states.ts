/** What the processes of a Chainmail that does not answer are doing, as Linux tells it: for the report of a failed test. */
import { readdirSync, readFileSync } from 'node:fs';

interface ProcessState {
  readonly pid: number;
  readonly parent: number;
  readonly line: string;
}

/** One line for the process and each one below it: kind, state, processor time, what it waits for; empty where there is no /proc. */
export function processStates(pid: number | undefined): readonly string[] {
  if (pid === undefined || process.platform !== 'linux') {
    return [];
  }
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? stateOf(Number(name)) : []));
  const family = new Set([pid]);
  for (const { pid: own, parent } of all.sort((a, b) => a.pid - b.pid)) {
    if (family.has(parent)) {
      family.add(own);
    }
  }
  const load = read('/proc/loadavg').trim();
  return [`load ${load}`, ...all.filter((one) => family.has(one.pid)).map(({ line }) => line)];
}

function stateOf(pid: number): readonly ProcessState[] {
  const stat = read(`/proc/${pid}/stat`);
  // The name in parentheses may hold anything; the fields after it are numbered from 3 (proc_pid_stat(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '?', parent = '0'] = fields;
  const [user = '0', system = '0'] = fields.slice(11, 13);
  const kind = /--type=([a-z-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1] ?? 'main';
  const wait = read(`/proc/${pid}/wchan`) || 'nothing';
  const line = `${pid} ${kind}: state ${state}, user ${user}, system ${system} ticks, waits in ${wait}`;
  return stat === '' ? [] : [{ pid, parent: Number(parent), line }];
}

/** Empty for a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
