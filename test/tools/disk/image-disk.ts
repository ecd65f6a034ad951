/** A disk of its own for a test: a file system in an image file, mounted through a loop device, or one in memory. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { env, getuid, platform } from 'node:process';
import { setTimeout } from 'node:timers/promises';

export interface DiskKind {
  /** As it is called in the output. */
  readonly name: string;
  readonly system: 'ext4' | 'xfs' | 'tmpfs';
  /** Further options of `mount`. */
  readonly options?: string;
  readonly megabytes: number;
}

const UMOUNT_TRIES = 100;
const UMOUNT_PAUSE_MS = 50;

export class ImageDisk {
  /** Where it is mounted. */
  readonly folder: string;
  readonly #kind: DiskKind;
  readonly #image: string;
  readonly #cutPower: string;
  #isMounted = false;

  private constructor(kind: DiskKind, place: string) {
    this.#kind = kind;
    this.folder = `${place}/disk`;
    this.#image = `${place}/image`;
    this.#cutPower = `${place}/cut-power`;
  }

  /**
   * Makes and mounts it in `place`, an empty folder.
   *
   * @returns or why it cannot be had here, in words
   */
  static make(kind: DiskKind, place: string): ImageDisk | string {
    if (platform !== 'linux' || getuid?.() !== 0) {
      return 'mounting a disk needs root on Linux';
    }
    const disk = new ImageDisk(kind, place);
    try {
      mkdirSync(disk.folder, { recursive: true });
      disk.#format();
      disk.mount();
      return disk;
    } catch (error) {
      return reasonOf(error);
    }
  }

  /** Compiles what cuts the power. @returns why that cannot be done here; null when it can */
  prepareCuts(): string | null {
    try {
      run('cc', '-O1', '-o', this.#cutPower, 'test/tools/disk/cut-power.c');
      return null;
    } catch (error) {
      return reasonOf(error);
    }
  }

  mount(): void {
    const { system, options, megabytes } = this.#kind;
    const all = system === 'tmpfs' ? `size=${megabytes}m` : ['loop', options].filter(Boolean).join(',');
    run('mount', '-t', system, '-o', all, system === 'tmpfs' ? 'tmpfs' : this.#image, this.folder);
    this.#isMounted = true;
  }

  /** Takes the power away, and gives it back: mounted anew, with what had reached the device. `ending`: its programs. */
  async cutPower(ending: () => Promise<void>): Promise<void> {
    run(this.#cutPower, this.folder);
    await ending();
    await this.unmount();
    this.mount();
  }

  async unmount(): Promise<void> {
    for (let attempt = 1; this.#isMounted; attempt += 1) {
      try {
        run('umount', this.folder);
        this.#isMounted = false;
      } catch (error) {
        if (attempt === UMOUNT_TRIES) {
          throw error;
        }
        await setTimeout(UMOUNT_PAUSE_MS);
      }
    }
  }

  async remove(): Promise<void> {
    await this.unmount();
    rmSync(this.#image, { force: true });
  }

  #format(): void {
    const { system, megabytes } = this.#kind;
    if (system !== 'tmpfs') {
      writeFileSync(this.#image, '');
      truncateSync(this.#image, megabytes << 20);
      // ext4 keeps a part for root, who these tests are.
      run(`mkfs.${system}`, '-q', ...(system === 'ext4' ? ['-F', '-m', '0'] : ['-f']), this.#image);
    }
  }
}

/** Makers of file systems lie where the path of an ordinary user does not lead. */
function run(program: string, ...words: readonly string[]): void {
  execFileSync(program, words, { stdio: 'pipe', env: { ...env, PATH: `${env['PATH']}:/usr/sbin:/sbin` } });
}

function reasonOf(error: unknown): string {
  // A program that is not there has written nothing.
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr ?? '').trim() : '';
  return (stderr || String(error)).split('\n').at(-1) ?? '';
}
