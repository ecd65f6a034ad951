/**
 * The list of recent cases, in the profile folder. A convenience: it can be lost without harm to any case.
 */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { RecentCase } from '../../../shared/contract/case-info';
import type { Environment } from '../environment';
import { durableWrite } from '../fs/durable-write';
import { privateFolder } from '../fs/private-folder';

const KEPT = 30;

const fileSchema = z.object({
  format: z.literal('chainmail-recent-cases'),
  version: z.literal(1),
  cases: z.array(
    z.object({ id: z.string(), name: z.string(), number: z.string(), path: z.string(), lastOpened: z.string() }),
  ),
});

type Entry = z.infer<typeof fileSchema>['cases'][number];

/** Newest first. A file that is missing or damaged gives an empty list. */
export async function recentCases(home: string): Promise<readonly RecentCase[]> {
  const entries = await readEntries(home);
  return await Promise.all(entries.map(async (entry) => ({ ...entry, present: await isThere(entry.path) })));
}

/** Puts a case at the head of the list. */
export async function rememberCase(
  home: string,
  opened: { readonly id: string; readonly name: string; readonly number: string; readonly path: string },
  env: Environment,
): Promise<void> {
  const others = (await readEntries(home)).filter((entry) => entry.path !== opened.path);
  const { id, name, number, path } = opened;
  const first: Entry = { id, name, number, path, lastOpened: new Date(env.now()).toISOString() };
  const file = { format: 'chainmail-recent-cases', version: 1, cases: [first, ...others].slice(0, KEPT) };
  await privateFolder(home);
  const text = `${JSON.stringify(file, null, 2)}\n`;
  await durableWrite(fileOf(home), text, env.randomHex, { what: 'the list of recent cases' });
}

async function readEntries(home: string): Promise<readonly Entry[]> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(fileOf(home), 'utf8')));
    return parsed.success ? parsed.data.cases : [];
  } catch {
    // Missing or damaged: the list starts anew; every case can still be opened by its folder.
    return [];
  }
}

async function isThere(path: string): Promise<boolean> {
  return await access(join(path, 'journal.jsonl')).then(
    () => true,
    () => false,
  );
}

function fileOf(home: string): string {
  return join(home, 'recent-cases.json');
}
