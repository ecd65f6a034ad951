import { open } from 'node:fs/promises';
import { platform } from 'node:process';

/**
 * Makes a folder's entries durable: without it a renamed file can be gone after a power cut.
 *
 * Windows has no such call and refuses to open a folder; its rename is journalled by the file system.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (platform === 'win32') {
    return;
  }
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
