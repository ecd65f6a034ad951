import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { electronRuntime, electronSwitches } from '../../resources/tooling/electron-runtime.mjs';
import { removeFolder } from '../helpers/remove-folder';
import { processStates } from './process-states';

/**
 * Opens the built Chainmail in the Electron that this machine has, each time with a profile of its own, and looks after it:
 * whatever a test leaves open is closed, and a test in whose window an error went uncaught has failed.
 */

/** The checkout, which is also the application folder that Electron opens. */
export const root = resolve(import.meta.dirname, '../..');

/** Where tests put their pictures: `await window.screenshot({ path: join(screenshots, 'findings.png') })`. */
export const screenshots = join(root, 'build/screenshots');

const openLimit = 30_000;
/** Connecting takes under two seconds; once in some hundred launches the debugger's two ends miss each other for good. */
const connectLimit = 20_000;
const connectAttempts = 4;
const closeLimit = 15_000;

export interface LaunchOptions {
  /** The profile folder (CHAINMAIL_HOME); a fresh one if it is left out. Give the same one again to test a restart. */
  readonly home?: string;
  /** Arguments for Chainmail itself. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchedChainmail {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly home: string;
  /** What the windows wrote to their consoles as errors, in order. */
  readonly consoleErrors: readonly string[];
  /** Uncaught errors of the windows, in order. A test that expects some empties the list. */
  readonly pageErrors: string[];
  /** Quits as a user does. Throws when Chainmail does not end within 15 seconds. */
  close(): Promise<void>;
}

interface Fixtures {
  launchChainmail: (options?: LaunchOptions) => Promise<LaunchedChainmail>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
  launchChainmail: async ({}, use, testInfo) => {
    const launched: (LaunchedChainmail & { readonly output: readonly string[] })[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'chainmail-e2e-'));

    await use(async (options) => {
      const chainmail = await launch(join(folder, String(launched.length + 1)), options ?? {});
      launched.push(chainmail);
      return chainmail;
    });

    if (testInfo.status !== testInfo.expectedStatus) {
      console.warn(launched.flatMap(({ app }) => processStates(app.process().pid)).join('\n'));
    }
    const closing = await Promise.allSettled(launched.map((chainmail) => chainmail.close()));
    removeFolder(folder);
    const output = launched.flatMap((chainmail) => chainmail.output).join('');
    if (testInfo.status !== testInfo.expectedStatus && output !== '') {
      await testInfo.attach('output of Chainmail', { body: output, contentType: 'text/plain' });
    }
    const problems = [
      ...launched.flatMap((chainmail) => chainmail.pageErrors.map((error) => `uncaught in the window: ${error}`)),
      ...closing.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : [])),
    ];
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
  },
});

export const expect = test.expect;

/**
 * One Chainmail for all tests of a file, for tests that leave to the next one what they found.
 *
 * Opened before the first test and prepared; after a failure Playwright starts anew, and so does this.
 */
export function shareChainmail(prepare: (chainmail: LaunchedChainmail) => Promise<void>): () => LaunchedChainmail {
  let folder = '';
  let shared: LaunchedChainmail | undefined;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    folder = await mkdtemp(join(tmpdir(), 'chainmail-e2e-'));
    shared = await launch(folder, {});
    await prepare(shared);
  });
  test.afterEach(() => {
    expect(shared?.pageErrors ?? []).toEqual([]);
  });
  test.afterAll(async () => {
    await shared?.close();
    removeFolder(folder);
  });
  return () => {
    if (shared === undefined) {
      throw new Error('a shared Chainmail is there within tests only');
    }
    return shared;
  };
}

/** Without a GPU process: on a virtual display its software stand-in once stopped painting for good. */
async function launch(folder: string, options: LaunchOptions) {
  const home = options.home ?? join(folder, 'home');
  await mkdir(home, { recursive: true });
  const runtime = await electronRuntime();
  const app = await connect({
    executablePath: runtime.path,
    args: [...electronSwitches(), '--disable-gpu', root, ...(options.args ?? [])],
    // Playwright would switch the sandbox off for everybody; electronSwitches does so for root only.
    chromiumSandbox: true,
    env: {
      ...ownEnvironment(),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      CHAINMAIL_HOME: home,
      ...options.env,
    },
    timeout: connectLimit,
  });
  const consoleErrors: string[] = [];
  const pageErrors: string[] = [];
  const output: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  app.context().on('weberror', (error) => pageErrors.push(error.error().stack ?? error.error().message));
  app.context().on('console', (message) => {
    if (message.type() === 'error') {
      consoleErrors.push(message.text());
    }
  });
  const window = await app.firstWindow({ timeout: openLimit });
  return { app, window, home, consoleErrors, pageErrors, output, close: closer(app) };
}

/** Starts the program under Playwright's debugger; a start that the debugger missed is ended and done again. */
async function connect(options: Parameters<typeof electron.launch>[0]): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await electron.launch(options);
    } catch (error) {
      if (attempt === connectAttempts || !(error instanceof Error) || error.name !== 'TimeoutError') {
        throw error;
      }
      console.warn(`The debugger did not connect within ${connectLimit / 1000} s; starting once more.`);
      giveBack(connectLimit);
    }
  }
}

/** What a missed start took is not taken from the test's own time. Before the first test there is no test to ask. */
function giveBack(lostMs: number): void {
  try {
    const info = test.info();
    info.setTimeout(info.timeout + lostMs);
  } catch {
    // Outside of a test.
  }
}

function ownEnvironment(): Record<string, string> {
  const unwanted = new Set(['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_ENV']);
  const entries = Object.entries(process.env).filter(([name]) => !unwanted.has(name));
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Closing twice is closing once; the process is asked for while Playwright still knows it. */
function closer(app: ElectronApplication): () => Promise<void> {
  const process = app.process();
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close(app, process);
    return closing;
  };
}

async function close(app: ElectronApplication, process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) {
    return;
  }
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<'too long'>((resolveLate) => {
    limit = setTimeout(() => resolveLate('too long'), closeLimit);
  });
  const ending = app.close().then(() => 'ended');
  const outcome = await Promise.race([ending, tooLong]);
  clearTimeout(limit);
  if (outcome === 'too long') {
    console.warn(processStates(process.pid).join('\n'));
    process.kill('SIGKILL');
    await ending.catch(() => undefined);
    throw new Error(`Chainmail did not quit within ${closeLimit / 1000} s.`);
  }
}
