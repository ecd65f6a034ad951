/**
 * Checkpoints (c2sp.org/tlog-checkpoint): a signed note that states the journal's tree at one size.
 *
 * Three lines: origin, size, root. The origin names the case; every signature carries it as its key's name, and the key
 * id tells whose it is.
 */

import { toBase64 } from '../pem';
import { HASH_LENGTH } from './merkle-hash';
import { formatNote, type NoteSignature, parseNote, type Reading } from './signed-note';
import { fromBase64 } from './strict-base64';
import type { TreeState } from './verify-proofs';

export interface TreeHead extends TreeState {
  readonly origin: string;
}

export interface Checkpoint extends TreeHead {
  /** The signed lines. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Name of a case's log. The id is random, so no two cases share it. */
export function originOf(caseId: string): string {
  return `chainmail/${caseId}`;
}

/** The lines to be signed. */
export function headText({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

export function formatCheckpoint({ text, signatures }: Checkpoint): string {
  return formatNote({ text, signatures });
}

const SIZE = /^(?:0|[1-9]\d{0,15})$/;

/** Reads a checkpoint's bytes. Never throws; extension lines are accepted and say nothing. */
export function parseCheckpoint(bytes: Uint8Array): Reading<Checkpoint> {
  const note = parseNote(bytes);
  if (!note.ok) {
    return note;
  }
  const { text, signatures } = note.value;
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const size = SIZE.test(sizeText) ? Number(sizeText) : -1;
  const root = fromBase64(rootText);
  if (origin === '' || !Number.isSafeInteger(size) || size < 0 || extensions.includes('')) {
    return { ok: false, problem: 'does not have the lines of a checkpoint' };
  }
  if (root === undefined || root.length !== HASH_LENGTH) {
    return { ok: false, problem: 'does not state a root of 32 bytes' };
  }
  return { ok: true, value: { origin, size, root, text, signatures } };
}
