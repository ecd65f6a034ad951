/** Nodes of a CASE/UCO graph: how they are named and how their values are written in JSON-LD. */
import type { PacketName, Sha1 } from './uuid-v5';
import { packetUuid } from './uuid-v5';

/** A node, or a value in one. */
export type GraphNode = Readonly<Record<string, unknown>>;

/** Prefixes of the graph; the last one is of nodes, in a domain that belongs to nobody (RFC 2606). */
export const CONTEXT: GraphNode = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  kb: 'http://example.org/kb/',
};

/** Makes nodes whose identifiers come from their type and a role in the packet. */
export class NodeMaker {
  readonly #sha1: Sha1;
  readonly #packet: PacketName;

  constructor(sha1: Sha1, packet: PacketName) {
    this.#sha1 = sha1;
    this.#packet = packet;
  }

  /** @param type such as `uco-observable:EmailAddress`, which gives `kb:email-address-…` */
  node(type: string, role: readonly string[], properties: GraphNode): GraphNode {
    return { ...this.reference(type, role), '@type': type, ...properties };
  }

  /** The same node's name, to point to it from elsewhere. */
  reference(type: string, role: readonly string[]): GraphNode {
    return {
      '@id': `kb:${kebab(type.slice(type.indexOf(':') + 1))}-${packetUuid(this.#sha1, this.#packet, [type, ...role])}`,
    };
  }
}

/** `IPv4AddressFacet` as `ipv4-address-facet`. */
function kebab(name: string): string {
  return name
    .replace(/^IP(?=v)/, 'Ip')
    .replace(/(?<=[a-z0-9])[A-Z]/g, (capital) => `-${capital}`)
    .toLowerCase();
}

export function referenceTo(node: GraphNode): GraphNode {
  return { '@id': node['@id'] };
}

export function hexValue(hash: string): GraphNode {
  return { '@type': 'xsd:hexBinary', '@value': hash };
}

/** An optional text: absent where there is nothing to say. */
export function textProperty(name: string, value: string): GraphNode {
  return value === '' ? {} : { [name]: value };
}

/** An optional instant in UTC. */
export function timeProperty(name: string, value: string | null): GraphNode {
  return value === null ? {} : { [name]: { '@type': 'xsd:dateTime', '@value': value } };
}
