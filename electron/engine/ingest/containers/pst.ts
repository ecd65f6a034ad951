/**
 * Outlook data files by pst-extractor, walked by their node tree: every message node is found, also one that no folder
 * lists, and one that is damaged costs only itself.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { PSTFile, PSTFolder, PSTMessage } from 'pst-extractor';
import { VERSION } from '../../version';
import { rebuild } from '../mapi/compose';
import { intOf, type RawProperties } from '../mapi/property-bag';
import { pstMessage, rawProperties } from '../mapi/pst-message';
import { storeFacts } from '../mapi/store-facts';
import { UNPACK_LIMITS, type UnpackedItem, type Unpacking, type UnpackRequest } from './container';
import { OutputBudget } from './inner-content';

const BY = `Chainmail ${VERSION}, reader pst with pst-extractor 1.12.0`;
const ROOT_FOLDER = 0x122;
const FOLDER = 2;
const MESSAGE = 4;
const PASSWORD = 0x67ff;
const CYCLIC = 2;
const MAX_DEPTH = 100;

type Nodes = ReturnType<PSTFile['getChildDescriptorTree']>;
type Node = ConstructorParameters<typeof PSTMessage>[1];

interface Place {
  readonly node: Node;
  readonly path: string;
  /** What the file says that its folder is. */
  readonly folder: string | undefined;
}

export async function* unpackPst(request: UnpackRequest): Unpacking {
  const problem = headerProblem(request.path);
  if (problem !== null) {
    return { variant: '', remarks: [], problem };
  }
  hush();
  let file: PSTFile;
  let places: readonly Place[];
  try {
    file = new PSTFile(request.path);
    places = messagePlaces(file);
  } catch {
    return {
      variant: '',
      remarks: [],
      problem: 'an Outlook data file that is damaged or was cut off: its tables cannot be read',
    };
  }
  try {
    return yield* messagesOf(file, places, request);
  } finally {
    file.close();
  }
}

async function* messagesOf(file: PSTFile, places: readonly Place[], request: UnpackRequest): Unpacking {
  const budget = new OutputBudget(request.bytesLeft);
  for (const [ordinal, place] of places.entries()) {
    if (ordinal >= request.itemsLeft || budget.left < 0) {
      const remark = `More comes out of it than Chainmail takes in from one file; ${places.length - ordinal} items were not read.`;
      return { variant: '', remarks: [remark], problem: null };
    }
    if (ordinal >= request.from) {
      yield readMessage(file, place, ordinal, budget);
    }
  }
  const remarks = [...passwordRemark(file), ...(partialTrees.has(file) ? [PARTLY] : [])];
  return { variant: variantOf(file), remarks, problem: null };
}

function readMessage(
  file: PSTFile,
  { node, path, folder }: Place,
  ordinal: number,
  budget: OutputBudget,
): UnpackedItem {
  try {
    const message = pstMessage(new PSTMessage(file, node));
    const { bytes, rebuilt } = rebuild(message, BY);
    const store = storeFacts(message, { kind: 'pst', folder });
    if (bytes.length > Math.min(UNPACK_LIMITS.messageBytes, budget.left)) {
      return {
        kind: 'aside',
        ordinal,
        path,
        reason: 'it is larger than what is taken in from one file; it is kept inside the container',
      };
    }
    budget.take(bytes.length);
    return { kind: 'message', ordinal, path, bytes: Uint8Array.from(bytes), rebuilt, store };
  } catch {
    return {
      kind: 'aside',
      ordinal,
      path,
      reason: 'its tables are damaged or cut off; what is there is kept inside the container',
    };
  }
}

/** All message nodes: folder by folder from the root, then those that no folder leads to. */
function messagePlaces(file: PSTFile): readonly Place[] {
  const nodes = nodesOf(file);
  const places: Place[] = [];
  const met = new Set<number>([ROOT_FOLDER]);
  addFolder({ file, nodes, places, met, roles: folderRoles(file) }, ROOT_FOLDER, '', 0, undefined);
  for (const [parent, children] of nodes) {
    if (!met.has(parent)) {
      met.add(parent);
      addMessages(places, children, '(in no folder)', undefined);
    }
  }
  return places;
}

/** The node tree; of a damaged one, what was read before the damage, which the library keeps. */
function nodesOf(file: PSTFile): Nodes {
  try {
    return file.getChildDescriptorTree();
  } catch (error) {
    const partly: unknown = Reflect.get(file, 'childrenDescriptorTree');
    if (partly instanceof Map && partly.size > 0) {
      partialTrees.add(file);
      return partly;
    }
    throw error;
  }
}

const partialTrees = new WeakSet<PSTFile>();
const PARTLY = 'Its list of items is damaged or cut off; items behind the damage were not found.';

interface Walk {
  readonly file: PSTFile;
  readonly nodes: Nodes;
  readonly places: Place[];
  readonly met: Set<number>;
  readonly roles: ReadonlyMap<number, string>;
}

function addFolder(walk: Walk, id: number, path: string, depth: number, role: string | undefined): void {
  const children = walk.nodes.get(id) ?? [];
  addMessages(walk.places, children, path, role);
  for (const child of children) {
    const inner = child.descriptorIdentifier;
    if (kindOf(inner) === FOLDER && !walk.met.has(inner) && depth < MAX_DEPTH) {
      walk.met.add(inner);
      const name = folderName(walk.file, child);
      // A folder inside of the sent ones is one of sent messages too.
      const ownRole = walk.roles.get(inner) ?? role;
      addFolder(walk, inner, path === '' ? name : `${path}/${name}`, depth + 1, ownRole);
    }
  }
}

function addMessages(places: Place[], children: readonly Node[], folder: string, role: string | undefined): void {
  const messages = children.filter(({ descriptorIdentifier }) => kindOf(descriptorIdentifier) === MESSAGE);
  for (const [index, node] of messages.entries()) {
    const path = [folder, String(index + 1)].filter((one) => one !== '').join('/');
    places.push({ node, path, folder: role });
  }
}

function kindOf(id: number): number {
  return id & 0x1f;
}

function folderName(file: PSTFile, node: Node): string {
  try {
    const name = new PSTFolder(file, node).displayName.replaceAll('/', '_').slice(0, 200);
    return name === '' ? `folder ${node.descriptorIdentifier}` : name;
  } catch {
    return `folder ${node.descriptorIdentifier}`;
  }
}

/** Kinds of file and of encoding (MS-PST 2.2.2.6). */
function headerProblem(path: string): string | null {
  const header = Buffer.alloc(514);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, header.length, 0);
    const version = header.readUInt16LE(10);
    const isUnicode = version >= 23;
    if (length < header.length) {
      return 'an Outlook data file that was cut off in its first bytes';
    }
    return header.readUInt8(isUnicode ? 513 : 461) === CYCLIC
      ? 'an Outlook data file with "high encryption", which this reader cannot undo: kept whole, not read'
      : null;
  } finally {
    closeSync(file);
  }
}

function variantOf(file: PSTFile): string {
  return file.pstFileType === PSTFile.PST_TYPE_ANSI ? 'ANSI' : 'Unicode';
}

function passwordRemark(file: PSTFile): readonly string[] {
  try {
    return (intOf(storeProperties(file).get(PASSWORD)) ?? 0) === 0
      ? []
      : ['The file asks for a password in Outlook; its content is not encrypted with it and was read.'];
  } catch {
    return [];
  }
}

function storeProperties(file: PSTFile): RawProperties {
  return rawProperties(new PSTMessage(file, file.getDescriptorIndexNode(longOf(file))));
}

/** Entry ids of the store's own folders (MS-OXPROPS: PidTagIpm…EntryId), and what each is for. */
const FOLDER_ROLES = [
  [0x35e2, 'outbox'],
  [0x35e3, 'deleted'],
  [0x35e4, 'sent'],
] as const;

/** The node stands behind flags and the store's number (MS-PST 2.4.3.2). */
const NODE_IN_ENTRY_ID = 20;

function folderRoles(file: PSTFile): ReadonlyMap<number, string> {
  try {
    const properties = storeProperties(file);
    return new Map(
      FOLDER_ROLES.flatMap(([id, role]) => {
        const entry = properties.get(id)?.value;
        return entry !== undefined && entry.length >= NODE_IN_ENTRY_ID + 4
          ? [[entry.readUInt32LE(NODE_IN_ENTRY_ID), role] as const]
          : [];
      }),
    );
  } catch {
    // A damaged store: its folders are walked by their tree all the same.
    return new Map();
  }
}

type Long = Parameters<PSTFile['getDescriptorIndexNode']>[0];

/** The identifier of the message store in the number type of the library, which it takes from any of its nodes. */
function longOf(file: PSTFile): Long {
  return file.getMessageStore().descriptorNodeId;
}

/** The library prints what goes wrong; in a worker that would end up in the program's own output. */
function hush(): void {
  const nothing = (): void => undefined;
  Object.assign(globalThis.console, { log: nothing, error: nothing, warn: nothing, debug: nothing });
}
