/**
 * `data/case/case.jsonld`: the packet for programs of laboratories, as a graph in CASE 1.4 and UCO 1.4 (JSON-LD 1.1).
 *
 * Who received which evidence with which tool, what came of it, and what the exhibits state of their senders. Recipients
 * are not in it. The same content gives the same bytes.
 */
import type { Evidence } from '../../contract/model';
import { exhibitPaths } from '../payload-names';
import type { ReportContent, ReportExhibit } from '../report-content';
import { safeJson } from '../safe-json';
import { authorSideOf, unlessNaming, utcTime, wellFormed } from './author-side';
import { CONTEXT, type GraphNode, NodeMaker, referenceTo, textProperty, timeProperty } from './case-node';
import { contentFacet, exhibitNodes } from './case-observables';
import { type Recipients, recipientsOf } from './recipients';
import type { Sha1 } from './uuid-v5';

/** The graph's text. */
export function caseGraph(content: ReportContent, sha1: Sha1): string {
  return `${safeJson({ '@context': CONTEXT, '@graph': new GraphWriter(content, sha1).nodes() }, 2)}\n`;
}

/** An exhibit's nodes with the record of where it comes from. */
interface GraphExhibit {
  readonly evidence: Evidence;
  readonly file: GraphNode;
  readonly others: readonly GraphNode[];
  readonly record: GraphNode;
}

/** Formats whose hash is that of a list of files, not of a file. */
const FOLDERS: ReadonlySet<string> = new Set(['folder', 'maildir', 'mh', 'apple-mail']);

/** Writes the graph of one packet. */
class GraphWriter {
  readonly #content: ReportContent;
  readonly #make: NodeMaker;
  readonly #recipients: Recipients;
  readonly #tool: GraphNode;

  constructor(content: ReportContent, sha1: Sha1) {
    this.#content = content;
    this.#make = new NodeMaker(sha1, { caseId: content.case.id, packetId: content.packetId });
    this.#recipients = recipientsOf(content.exhibits);
    this.#tool = this.#make.node('uco-tool:AnalyticTool', [], {
      'uco-core:name': 'Chainmail',
      'uco-tool:version': content.toolVersion,
    });
  }

  /** Every node once: the investigation first, then whom and what it knows. */
  nodes(): readonly GraphNode[] {
    const names = exhibitPaths(this.#content.exhibits);
    const exhibits = this.#content.exhibits.map((exhibit, index) => this.#exhibit(exhibit, names[index] ?? ''));
    const items = [...new Map(exhibits.map(({ evidence }) => [evidence.number, evidence])).values()];
    const examiner = this.#person(actorOf(this.#content.examiner));
    const receipts = items.map((item) => this.#receipt(item, exhibits));
    const known = onceEach([
      examiner,
      ...receipts.flatMap(({ performer }) => performer),
      this.#tool,
      ...items.map((item) => this.#evidence(item)),
      ...exhibits.flatMap(({ file, others, record }) => [file, ...others, record]),
      ...receipts.map(({ action }) => action),
      this.#export(exhibits, examiner),
    ]);
    return [this.#investigation(known), ...known];
  }

  #investigation(known: readonly GraphNode[]): GraphNode {
    const { name, number } = this.#content.case;
    return this.#make.node('case-investigation:Investigation', [], {
      ...textProperty('uco-core:name', this.#harmless(name)),
      ...textProperty('uco-core:description', this.#harmless(number)),
      ...textProperty('uco-core:tag', this.#harmless(this.#content.handling)),
      'case-investigation:investigationForm': 'case',
      'uco-core:object': known.map(referenceTo),
    });
  }

  /** @param actor name and organisation, as the custody journal shows them */
  #person(actor: string): GraphNode {
    const { examiner } = this.#content;
    const isExaminer = actor === actorOf(examiner);
    return this.#make.node('uco-identity:Person', [wellFormed(actor)], {
      ...textProperty('uco-core:name', this.#harmless(isExaminer ? examiner.name : actor)),
      ...textProperty('uco-core:description', isExaminer ? this.#harmless(examiner.organisation) : ''),
    });
  }

  #evidence(item: Evidence): GraphNode {
    const { number, name, sha256, bytes, format } = item;
    const described = { 'uco-core:name': number };
    if (FOLDERS.has(format)) {
      return this.#make.node('uco-observable:ObservableObject', [number], {
        ...described,
        'uco-core:description': `SHA-256 of the list of its files: ${sha256}`,
      });
    }
    return this.#make.node('uco-observable:File', ['evidence', number], {
      ...described,
      'uco-core:hasFacet': [
        this.#make.node('uco-observable:FileFacet', ['evidence', number], {
          ...textProperty('uco-observable:fileName', this.#harmless(name)),
          'uco-observable:sizeInBytes': bytes,
        }),
        contentFacet(this.#make, ['evidence', number], sha256, { 'uco-observable:sizeInBytes': bytes }),
      ],
    });
  }

  #exhibit(exhibit: ReportExhibit, path: string): GraphExhibit {
    const { evidence, label, message } = exhibit;
    const fileName = this.#harmless(path.slice(path.lastIndexOf('/') + 1));
    const { file, others } = exhibitNodes(this.#make, exhibit, authorSideOf(exhibit, this.#recipients), fileName);
    const record = this.#make.node('case-investigation:ProvenanceRecord', [message.ref, wellFormed(label)], {
      ...textProperty('case-investigation:exhibitNumber', this.#harmless(label)),
      'case-investigation:rootExhibitNumber': evidence.number,
      'uco-core:description': message.ref,
      'uco-core:object': [file, ...others].map(referenceTo),
    });
    return { evidence, file, others, record };
  }

  /** By whom and when, as the custody journal has it; where it has no entry, when the item's record says. */
  #receipt(
    item: Evidence,
    exhibits: readonly GraphExhibit[],
  ): { readonly action: GraphNode; readonly performer: readonly GraphNode[] } {
    const entry = this.#content.custody.find(
      ({ act, subject }) => act === 'evidence.receive' && subject['number'] === item.number,
    );
    const performer = entry === undefined ? [] : [this.#person(entry.actor)];
    const action = this.#action(`Receipt of evidence item ${item.number}`, ['receipt', item.number], {
      time: entry?.time ?? item.receivedAt,
      performer,
      object: [this.#evidence(item)],
      result: exhibits.filter(({ evidence }) => evidence.number === item.number).map(({ file }) => file),
    });
    return { action, performer };
  }

  #export(exhibits: readonly GraphExhibit[], examiner: GraphNode): GraphNode {
    const name = this.#harmless(`Export of packet ${this.#content.packetId}`) || 'Export of the packet';
    return this.#action(name, ['export'], {
      time: this.#content.createdAt,
      performer: [examiner],
      object: exhibits.map(({ file }) => file),
      result: exhibits.map(({ record }) => record),
    });
  }

  #action(name: string, role: readonly string[], { time, performer, object, result }: Act): GraphNode {
    const [first] = performer;
    return this.#make.node('case-investigation:InvestigativeAction', role, {
      'uco-core:name': name,
      ...timeProperty('uco-action:startTime', utcTime(time)),
      ...timeProperty('uco-action:endTime', utcTime(time)),
      ...(first === undefined ? {} : { 'uco-action:performer': referenceTo(first) }),
      'uco-action:instrument': referenceTo(this.#tool),
      'uco-action:object': onceEach(object).map(referenceTo),
      'uco-action:result': onceEach(result).map(referenceTo),
    });
  }

  #harmless(text: string): string {
    return unlessNaming(this.#recipients, text);
  }
}

interface Act {
  readonly time: string;
  readonly performer: readonly GraphNode[];
  readonly object: readonly GraphNode[];
  readonly result: readonly GraphNode[];
}

/** The first node of each name: the same address may stand in several exhibits. */
function onceEach(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const found = new Map<unknown, GraphNode>();
  for (const node of nodes) {
    if (!found.has(node['@id'])) {
      found.set(node['@id'], node);
    }
  }
  return [...found.values()];
}

function actorOf({ name, organisation }: ReportContent['examiner']): string {
  return organisation === '' ? name : `${name}, ${organisation}`;
}
