/** What the engine tells the window without being asked. Events announce; they do not steer. */
import * as z from 'zod/mini';
import { solveResultSchema } from './hash-solution';
import { exportResultSchema, importResultSchema, verificationSchema } from './outcomes';

const jobId = z.string();
/**
 * `revise`: looking again at every message, after the case was told something new. `open`: making anew what the case derives
 * from its vault, where that is missing or damaged. `voters`, `clocks`: what they find is asked for.
 */
const jobKind = z.enum([
  'import',
  'export',
  'verify-case',
  'verify-packet',
  'solve',
  'revise',
  'open',
  'voters',
  'clocks',
]);

export const progressSchema = z.object({
  jobId,
  kind: jobKind,
  /** What is being done now, in words. */
  stage: z.string(),
  doneBytes: z.number(),
  totalBytes: z.nullable(z.number()),
  doneMessages: z.number(),
  messagesPerSecond: z.number(),
  setAside: z.number(),
});

export const jobEndSchema = z.object({
  jobId,
  kind: jobKind,
  outcome: z.enum(['done', 'cancelled', 'failed']),
  /** Set when failed: what happened, what is unharmed, what to do. */
  sentence: z.nullable(z.string()),
  import: z.nullable(importResultSchema),
  export: z.nullable(exportResultSchema),
  verification: z.nullable(verificationSchema),
  solved: z.nullable(solveResultSchema),
});

/** Keys by the commands' names. */
export const menuKeysSchema = z.record(z.string().check(z.maxLength(60)), z.string().check(z.maxLength(40)));

export const events = {
  'job:progress': progressSchema,
  'job:end': jobEndSchema,
  /** The open case changed: views that show it ask for its state again. */
  'case:changed': z.object({ custodyEntries: z.number() }),
  /** For the menu, which shows the commands' keys. */
  'menu:keys': z.object({ keys: menuKeysSchema }),
  /** The menu chose a command, such as `case.new` or `view.custody`. */
  'menu:command': z.object({ command: z.string() }),
} as const;

export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>;
export type Progress = z.infer<typeof progressSchema>;
export type JobEnd = z.infer<typeof jobEndSchema>;

/** What the preload script puts on `window.chainmail`: five functions, nothing else. */
export interface Bridge {
  readonly request: (name: string, input: unknown) => Promise<unknown>;
  readonly subscribe: (listener: (name: string, data: unknown) => void) => () => void;
  /** Turns dropped files into tokens; the window never sees a path. */
  readonly registerDrop: (files: readonly unknown[]) => Promise<readonly { token: string; name: string }[]>;
  /**
   * Opens a dialog of the desktop and returns tokens for what was chosen; empty when dismissed.
   *
   * `name`: proposed for a copy of a file from a message; made harmless before it is shown.
   */
  readonly choose: (
    what:
      | 'import-files'
      | 'import-folder'
      | 'case-folder'
      | 'new-case-place'
      | 'packet-file'
      | 'packet-folder'
      | 'beside-packet'
      | 'export-zip'
      | 'export-folder'
      | 'dns-questions'
      | 'voter-files'
      | 'certificate-request'
      | 'certificate-file'
      | 'key-file'
      | 'copy-file'
      | 'figure-file',
    name?: string,
  ) => Promise<readonly { token: string; name: string }[]>;
  /** Shows a file that Chainmail wrote (such as a packet) in the desktop's file manager, by the job that made it. */
  readonly reveal: (jobId: string) => Promise<void>;
}
