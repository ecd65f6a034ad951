declare global {
  interface Window {
    readonly probe: Probe;
  }
}

/** Runs inside of the page: from an event to the frame in which its result was painted. Milliseconds throughout. */
export interface Probe {
  /** Begins to watch: from the next event of that type until `done` holds and was painted. */
  readonly begin: (event: string, done: () => boolean) => void;
  /** What was begun last, once it is there. */
  readonly end: () => Promise<number>;
  /** Scrolls an element from its top to its end in so many steps, a step a frame; the time of each frame. */
  readonly scroll: (selector: string, steps: number) => Promise<readonly number[]>;
}

/** Longer than this is no answer. */
export const PROBE_LIMIT_MS = 60_000;

/** To be evaluated in the page once: everything it uses is inside of it. */
export function installProbe(limit: number): void {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  /** The end of the frame after the one that is drawn now: what it shows is on the screen. */
  const painted = async () => {
    await frame();
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(null);
    });
  };
  const until = async (event: string, done: () => boolean): Promise<number> => {
    const start = await new Promise<number>((resolve) =>
      document.addEventListener(event, ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true }),
    );
    while (!done()) {
      if (performance.now() - start > limit) {
        throw new Error(`nothing was painted after ${event} within ${limit} ms`);
      }
      await frame();
    }
    await painted();
    return performance.now() - start;
  };
  const scroll: Probe['scroll'] = async (selector, steps) => {
    const element = document.querySelector(selector);
    if (element === null) {
      throw new Error(`${selector} is not there`);
    }
    const times: number[] = [];
    let before = await frame();
    for (let step = 0; step <= steps; step += 1) {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * (step / steps);
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  };
  let watched: Promise<number> = Promise.reject(new Error('nothing was begun'));
  watched.catch(() => undefined);
  const begin: Probe['begin'] = (event, done) => {
    watched = until(event, done);
  };
  Object.assign(window, { probe: { begin, end: () => watched, scroll } satisfies Probe });
}
