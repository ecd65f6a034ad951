/**
 * What a crash can leave of a recorded run.
 *
 * The model is the weakest that POSIX allows, as in ALICE (Pillai et al., OSDI 2014) and CrashMonkey (Mohan et al., OSDI
 * 2018): up to the moment of the crash an operation has reached the disk for certain only if it was synced. Data, size and
 * mode of a file are synced by a sync of that file (not the mode by `fdatasync`), a name by a sync of the folder that holds
 * it. Whatever was not synced may be there or not, in any order, and a write may be there in part: its beginning, blocks of
 * it, or only its length. Renaming is one step. Real file systems keep more order than this; none keeps less.
 */
import { DiskState } from './disk-state';
import type { Operation, Trace } from './trace';

export interface CrashState {
  /** How it came about, enough to make it again. */
  readonly label: string;
  readonly disk: DiskState;
  /** What the program had said by then, in lines. */
  readonly said: readonly string[];
}

type Policy = 'all' | 'nothing' | 'all but one' | 'one alone' | 'some' | 'torn';

const RANDOM_POLICIES: readonly Policy[] = ['all but one', 'one alone', 'some', 'some', 'torn', 'torn'];
const BLOCK = 512;

/**
 * Different states of the disk: after each operation with everything and with nothing that was not synced, then `random`
 * times a moment and a choice by chance. States that were there already, with the same words said, are left out.
 *
 * @param every of the moments that are gone through in order, each n-th
 */
export function* crashStates(
  trace: Trace,
  next: () => number,
  plan: { readonly every: number; readonly random: number },
): Generator<CrashState> {
  const durableAt = durability(trace.operations);
  const seen = new Set<string>();
  for (const [moment, policy] of moments(trace.operations.length, next, plan)) {
    const state = stateAt(trace, durableAt, moment, policy, next);
    const key = `${state.disk.digest()} ${state.said.length}`;
    if (!seen.has(key)) {
      seen.add(key);
      yield state;
    }
  }
}

function* moments(
  count: number,
  next: () => number,
  plan: { readonly every: number; readonly random: number },
): Generator<readonly [number, Policy]> {
  for (let moment = 1; moment <= count; moment += plan.every) {
    yield [moment, 'nothing'];
    yield [moment, 'all'];
  }
  for (let n = 0; n < plan.random; n += 1) {
    yield [1 + pick(next, count), RANDOM_POLICIES[pick(next, RANDOM_POLICIES.length)] ?? 'some'];
  }
}

const pick = (next: () => number, below: number) => Math.floor(next() * below);

/** For each operation the sync after which it is on the disk for certain; infinity where none follows. */
function durability(operations: readonly Operation[]): readonly number[] {
  const durableAt = operations.map(() => Number.POSITIVE_INFINITY);
  const waiting = new Map<number, number[]>();
  for (const [index, operation] of operations.entries()) {
    if (operation.kind === 'say') {
      continue;
    }
    if (operation.kind !== 'sync') {
      const node = operation.kind === 'name' || operation.kind === 'remove' ? operation.folder : operation.node;
      const list = waiting.get(node) ?? [];
      list.push(index);
      waiting.set(node, list);
      continue;
    }
    const isKept = (at: number) => operation.isDataOnly && operations[at]?.kind === 'mode';
    const list = waiting.get(operation.node) ?? [];
    for (const at of list.filter((one) => !isKept(one))) {
      durableAt[at] = index;
    }
    waiting.set(operation.node, list.filter(isKept));
  }
  return durableAt;
}

function stateAt(
  trace: Trace,
  durableAt: readonly number[],
  moment: number,
  policy: Policy,
  next: () => number,
): CrashState {
  const done = trace.operations.slice(0, moment);
  const open = unsynced(done, durableAt);
  const one = chosen(policy, done, open, next);
  const isOpen = new Set(open);
  const disk = new DiskState(trace);
  for (const [index, operation] of done.entries()) {
    if (policy === 'torn' && index === one && operation.kind === 'write') {
      tear(disk, operation, next);
    } else if (!isOpen.has(index) || isKept(policy, index === one, next)) {
      disk.apply(operation);
    }
  }
  const said = done.map((operation) => (operation.kind === 'say' ? operation.text : ''));
  const label = `after ${moment} of ${trace.operations.length} operations, ${policy} (${one}) of ${open.length} unsynced`;
  return { label, disk, said: said.join('').split('\n').slice(0, -1) };
}

/** The operations so far that no sync so far has brought to the disk. */
function unsynced(done: readonly Operation[], durableAt: readonly number[]): readonly number[] {
  return [...done.keys()].filter((index) => {
    const kind = done[index]?.kind;
    return kind !== 'sync' && kind !== 'say' && (durableAt[index] ?? 0) >= done.length;
  });
}

/** The one operation that the policy speaks of; -1 where there is none. */
function chosen(policy: Policy, done: readonly Operation[], open: readonly number[], next: () => number): number {
  const candidates = policy === 'torn' ? open.filter((index) => done[index]?.kind === 'write') : open;
  return candidates[pick(next, candidates.length)] ?? -1;
}

function isKept(policy: Policy, isOne: boolean, next: () => number): boolean {
  switch (policy) {
    case 'all':
      return true;
    case 'nothing':
      return false;
    case 'all but one':
      return !isOne;
    case 'one alone':
      return isOne;
    case 'some':
      return next() < 0.5;
    case 'torn':
      return next() < 0.8;
  }
}

/** A write that reached the disk in part. */
function tear(disk: DiskState, operation: Extract<Operation, { kind: 'write' }>, next: () => number): void {
  const { node, offset, bytes } = operation;
  const way = pick(next, 3);
  if (way === 0) {
    disk.apply({ kind: 'write', node, offset, bytes: bytes.subarray(0, pick(next, bytes.length)) });
    return;
  }
  // The length is there, of the bytes none or blocks by chance.
  const holes = Buffer.from(bytes);
  for (let at = 0; at < holes.length; at += BLOCK) {
    if (way === 1 || next() < 0.5) {
      holes.fill(0, at, Math.min(at + BLOCK, holes.length));
    }
  }
  disk.apply({ kind: 'write', node, offset, bytes: holes });
}
