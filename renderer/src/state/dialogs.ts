import type { SpanData } from '../../../shared/contract/model';
import type { ExportResult, ImportResult, Verification } from '../../../shared/contract/outcomes';
import type { SavedSearchView } from '../../../shared/contract/saved-search';
import type { Chosen } from '../api/desktop';
import { createStore } from './store';

/** What is to be saved as a file: a file attached to a message, or the message itself. */
export interface CopiedThing {
  readonly ref: string;
  /** The file's name as the message has it; empty for one without. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Place in the message's list; null for the message itself. */
  readonly index: number | null;
  readonly warning: string | null;
}

/** What lies over the window. `settle` tells whoever waits for the dialog whether its act was done. */
export type DialogRequest =
  | { readonly kind: 'unlock'; readonly settle: (done: boolean) => void }
  | { readonly kind: 'identity'; readonly settle: (done: boolean) => void }
  | { readonly kind: 'new-case' }
  | { readonly kind: 'import'; readonly items: readonly Chosen[] }
  | { readonly kind: 'paste' }
  | { readonly kind: 'import-receipt'; readonly result: ImportResult }
  | { readonly kind: 'packet-receipt'; readonly jobId: string; readonly result: ExportResult }
  | { readonly kind: 'verification'; readonly jobId: string; readonly result: Verification }
  | { readonly kind: 'annotate'; readonly ref: string; readonly span: SpanData | null }
  | { readonly kind: 'assess-many' | 'annotate-many' | 'tag'; readonly refs: readonly string[] }
  | { readonly kind: 'saved-search'; readonly search: SavedSearchView | null; readonly query: string }
  | { readonly kind: 'save-copy'; readonly of: CopiedThing }
  | { readonly kind: 'protect' }
  | { readonly kind: 'key' }
  | { readonly kind: 'custody' }
  | { readonly kind: 'people' }
  | { readonly kind: 'redact' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'about' };

export interface OpenDialog {
  readonly id: number;
  readonly request: DialogRequest;
}

export const dialogs = createStore<readonly OpenDialog[]>([]);

export function openDialog(request: DialogRequest): void {
  dialogs.update((open) => [...open, { id: (open.at(-1)?.id ?? 0) + 1, request }]);
}

export function closeDialog(id: number): void {
  dialogs.update((open) => open.filter((dialog) => dialog.id !== id));
}

/** Opens a dialog and waits until it is settled. */
export function askBy(kind: 'unlock' | 'identity'): Promise<boolean> {
  return new Promise((settle) => openDialog({ kind, settle }));
}
