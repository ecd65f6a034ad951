import { isPacketFolder } from '../ingest/packet/looks-like-packet';
import { sourceAt } from '../ingest/sources';

export interface PlacePreview {
  readonly name: string;
  /** `file`, `folder`, `packet`, or why it cannot be taken in. */
  readonly kind: string;
  readonly files: number;
  readonly bytes: number;
}

/** What a drop or a dialog brought, before anything is written. @throws FailureError `not-found` */
export async function previewPlace(path: string): Promise<PlacePreview> {
  const source = await sourceAt(path, {});
  switch (source.kind) {
    case 'file':
      return { name: source.name, kind: 'file', files: 1, bytes: source.bytes };
    case 'folder': {
      // No file is opened before it is taken in: an archive is told for a packet then.
      const kind = (await isPacketFolder(source.path)) ? 'packet' : 'folder';
      return { name: source.name, kind, files: source.files, bytes: source.bytes };
    }
    case 'special':
      return { name: source.name, kind: source.reason, files: 0, bytes: 0 };
    case 'pasted':
      return { name: source.name, kind: 'headers', files: 0, bytes: source.content.length };
  }
}
