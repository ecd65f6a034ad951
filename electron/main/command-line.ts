/** What the desktop program understands on its command line. */
export interface DesktopOptions {
  /** `--smoke`: open the window, wait until it has painted, say so and end. */
  readonly smoke: boolean;
  /** `--sample`: open the sample case once the window is there. */
  readonly sample: boolean;
}

export function readCommandLine(args: readonly string[]): DesktopOptions {
  return { smoke: args.includes('--smoke'), sample: args.includes('--sample') };
}
