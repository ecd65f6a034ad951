import { packetLayout } from '../ingest/packet/looks-like-packet';
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
  const isPacket = (await packetLayout(source)) !== null;
  switch (source.kind) {
    case 'file':
      return { name: source.name, kind: isPacket ? 'packet' : 'file', files: 1, bytes: source.bytes };
    case 'folder':
      return { name: source.name, kind: isPacket ? 'packet' : 'folder', files: source.files, bytes: source.bytes };
    case 'special':
      return { name: source.name, kind: source.reason, files: 0, bytes: 0 };
    case 'pasted':
      return { name: source.name, kind: 'headers', files: 0, bytes: source.content.length };
  }
}
