/** The last resort: the program cannot start. One sentence, no stack trace. */
import { app } from 'electron';

export function stopWithSentence(error: unknown): void {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  process.stderr.write(`Chainmail could not start: ${reason}\n`);
  app.exit(1);
}
