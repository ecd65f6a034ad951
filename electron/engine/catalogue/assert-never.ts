/** For a `switch` that has every case: does not compile when one is missing. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unknown ${what}: ${String(value)}`);
}
