/**
 * Firefox, driven by its own remote protocol (Marionette: JSON over TCP with the length in front), for pages that are to
 * work in it too. No more of the protocol than these tests use.
 */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { removeFolder } from './remove-folder';

type Answer = readonly [type: 1, id: number, error: { readonly message: string } | null, value: unknown];

/**
 * The way to Firefox's port, tried until it is open. A process of its own: in the tests' own one every connection is
 * refused, so that nothing of Chainmail can reach a network unseen.
 */
const RELAY = `
const net = require('node:net');
const attempt = (left) => {
  const socket = net.connect(Number(process.argv[1]), '127.0.0.1');
  socket.once('connect', () => { process.stdin.pipe(socket); socket.pipe(process.stdout); });
  socket.once('error', () => { if (left > 0) setTimeout(attempt, 250, left - 1); });
};
attempt(240);
`;

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export class Firefox {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #relay: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #buffer = Buffer.alloc(0);
  #last = 0;

  private constructor(process: ChildProcess, folder: string, port: number) {
    this.#process = process;
    this.#folder = folder;
    this.#relay = spawn(globalThis.process.execPath, ['-e', RELAY, String(port)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#relay.stdout.on('data', (piece: Buffer) => this.#take(piece));
  }

  /** Starts it without a window, with a profile of its own. */
  static async start(program: string): Promise<Firefox> {
    const folder = await mkdtemp(join(tmpdir(), 'chainmail-firefox-'));
    const port = 20_000 + (process.pid % 20_000);
    await mkdir(join(folder, 'profile'));
    await writeFile(join(folder, 'profile', 'user.js'), `user_pref("marionette.port", ${port});\n`);
    const child = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', join(folder, 'profile')], {
      stdio: 'ignore',
      env: { ...process.env, HOME: folder, MOZ_HEADLESS: '1' },
    });
    const firefox = new Firefox(child, folder, port);
    await firefox.#call('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
    return firefox;
  }

  async open(url: string): Promise<void> {
    await this.#call('WebDriver:Navigate', { url });
  }

  /** Types into a field; a path into a field for files chooses that file. */
  async type(selector: string, text: string): Promise<void> {
    const found = await this.#call('WebDriver:FindElement', { using: 'css selector', value: selector });
    const id = (found as { readonly value: Readonly<Record<string, string>> }).value[ELEMENT];
    await this.#call('WebDriver:ElementSendKeys', { id, text });
  }

  /** What an expression gives in the page. */
  async ask(expression: string): Promise<unknown> {
    const given = await this.#call('WebDriver:ExecuteScript', { script: `return ${expression};`, args: [] });
    return (given as { readonly value: unknown }).value;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.#call('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.#process.kill('SIGKILL'));
    await ended;
    this.#relay.kill();
    removeFolder(this.#folder);
  }

  async #call(name: string, parameters: object): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    const text = JSON.stringify([0, id, name, parameters]);
    const [, , error, value] = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#relay.stdin.write(`${Buffer.byteLength(text)}:${text}`);
    });
    if (error !== null) {
      throw new Error(`${name}: ${error.message}`);
    }
    return value;
  }

  #take(piece: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, piece]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      const length = Number(this.#buffer.subarray(0, colon).toString());
      if (colon === -1 || this.#buffer.length < colon + 1 + length) {
        return;
      }
      const message: unknown = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      if (Array.isArray(message)) {
        const answer = message as unknown as Answer;
        this.#waiting.get(answer[1])?.(answer);
      }
    }
  }
}
