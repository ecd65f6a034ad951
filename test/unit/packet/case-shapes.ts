/**
 * What CASE and UCO (1.4, 1.5) ask of the classes that a packet's graph uses, written for these tests from the shapes of the ontologies: which
 * properties, of which kind, how many at most. Stricter than they are: no property but those that are written.
 */

export type Node = Readonly<Record<string, unknown>>;

type Kind = 'string' | 'boolean' | 'integer' | 'dateTime' | 'hexBinary' | readonly string[];

interface Property {
  readonly kind: Kind;
  /** How many values at least and at most. */
  readonly count: readonly [least: number, most: number];
}

const MANY = Number.POSITIVE_INFINITY;
const one = (kind: Kind): Property => ({ kind, count: [1, 1] });
const optional = (kind: Kind): Property => ({ kind, count: [0, 1] });
const some = (kind: Kind): Property => ({ kind, count: [1, MANY] });

const OBSERVABLES = ['File', 'ObservableObject', 'EmailMessage', 'EmailAddress', 'IPv4Address', 'IPv6Address'].map(
  (name) => `uco-observable:${name}`,
);
const OBJECTS = [
  ...OBSERVABLES,
  'uco-observable:ObservableRelationship',
  'uco-identity:Person',
  'uco-tool:AnalyticTool',
  'case-investigation:InvestigativeAction',
  'case-investigation:ProvenanceRecord',
];
const described = { 'uco-core:name': optional('string'), 'uco-core:description': optional('string') };
const facets = (...names: readonly string[]) => ({
  'uco-core:hasFacet': some(names.map((name) => `uco-observable:${name}`)),
});
const address = {
  'uco-observable:addressValue': one('string'),
  'uco-observable:displayName': optional('string'),
};
const size = { 'uco-observable:sizeInBytes': optional('integer') };

const SHAPES: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  'case-investigation:Investigation': {
    ...described,
    'uco-core:tag': optional('string'),
    'case-investigation:investigationForm': one('string'),
    'uco-core:object': some(OBJECTS),
  },
  'case-investigation:InvestigativeAction': {
    ...described,
    'uco-action:startTime': one('dateTime'),
    'uco-action:endTime': one('dateTime'),
    'uco-action:performer': optional(['uco-identity:Person']),
    'uco-action:instrument': one(['uco-tool:AnalyticTool']),
    'uco-action:object': some(OBSERVABLES),
    'uco-action:result': some([...OBSERVABLES, 'case-investigation:ProvenanceRecord']),
  },
  'case-investigation:ProvenanceRecord': {
    ...described,
    'case-investigation:exhibitNumber': optional('string'),
    'case-investigation:rootExhibitNumber': one('string'),
    'uco-core:object': some([...OBSERVABLES, 'uco-observable:ObservableRelationship']),
  },
  'uco-identity:Person': described,
  'uco-tool:AnalyticTool': { 'uco-core:name': one('string'), 'uco-tool:version': one('string') },
  'uco-observable:File': { ...described, ...facets('FileFacet', 'ContentDataFacet') },
  'uco-observable:ObservableObject': described,
  'uco-observable:EmailMessage': facets('EmailMessageFacet'),
  'uco-observable:EmailAddress': facets('EmailAddressFacet'),
  'uco-observable:IPv4Address': facets('IPv4AddressFacet'),
  'uco-observable:IPv6Address': facets('IPv6AddressFacet'),
  'uco-observable:ObservableRelationship': {
    'uco-core:source': one(OBSERVABLES),
    'uco-core:target': one(OBSERVABLES),
    'uco-core:kindOfRelationship': one('string'),
    'uco-core:isDirectional': one('boolean'),
  },
  'uco-observable:FileFacet': { 'uco-observable:fileName': optional('string'), ...size },
  'uco-observable:ContentDataFacet': {
    'uco-observable:hash': some(['uco-types:Hash']),
    'uco-observable:mimeType': optional('string'),
    ...size,
  },
  'uco-observable:EmailMessageFacet': {
    'uco-observable:isMultipart': one('boolean'),
    'uco-observable:messageID': optional('string'),
    'uco-observable:subject': optional('string'),
    'uco-observable:sentTime': optional('dateTime'),
    'uco-observable:from': optional(['uco-observable:EmailAddress']),
    'uco-observable:sender': optional(['uco-observable:EmailAddress']),
    'uco-observable:otherHeaders': optional(['uco-types:Dictionary']),
  },
  'uco-observable:EmailAddressFacet': address,
  'uco-observable:IPv4AddressFacet': address,
  'uco-observable:IPv6AddressFacet': address,
  'uco-types:Hash': { 'uco-types:hashMethod': one('string'), 'uco-types:hashValue': one('hexBinary') },
  'uco-types:Dictionary': { 'uco-types:entry': some(['uco-types:DictionaryEntry']) },
  'uco-types:DictionaryEntry': { 'uco-types:key': one('string'), 'uco-types:value': one('string') },
};

/** UCO asks for identifiers that end with a UUID. */
const ID = /^kb:[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Every node of a graph, those inside of others too. */
export function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inside = Object.values(value).flatMap(nodesIn);
  return '@id' in value && '@type' in value ? [{ ...value }, ...inside] : inside;
}

/** What a graph does wrong, one line each; empty for a good one. */
export function graphProblems(graph: unknown): readonly string[] {
  const nodes = nodesIn(graph);
  const types = new Map(nodes.map((node) => [node['@id'], String(node['@type'])]));
  const twice = nodes.map((node) => node['@id']).filter((id, index, all) => all.indexOf(id) !== index);
  return [...twice.map((id) => `${id} is there twice`), ...nodes.flatMap((node) => nodeProblems(node, types))];
}

function nodeProblems(node: Node, types: ReadonlyMap<unknown, string>): readonly string[] {
  const { '@id': id, '@type': type, ...properties } = node;
  const shape = SHAPES[String(type)];
  if (shape === undefined) {
    return [`${id} is of an unknown class ${type}`];
  }
  const prefix = Object.keys(properties).filter((name) => !(name in shape));
  return [
    ...(ID.test(String(id)) ? [] : [`${id} is no identifier`]),
    ...prefix.map((name) => `${id} has ${name}`),
    ...Object.entries(shape).flatMap(
      ([
        name,
        {
          kind,
          count: [least, most],
        },
      ]) => {
        const values = name in properties ? [properties[name]].flat() : [];
        const isCounted = values.length >= least && values.length <= most;
        return [
          ...(isCounted ? [] : [`${id} has ${values.length} of ${name}`]),
          ...values
            .filter((value) => !isOf(value, kind, types))
            .map((value) => `${id} ${name} ${JSON.stringify(value)}`),
        ];
      },
    ),
  ];
}

function isOf(value: unknown, kind: Kind, types: ReadonlyMap<unknown, string>): boolean {
  if (typeof kind !== 'string') {
    const id = typeof value === 'object' && value !== null && '@id' in value ? value['@id'] : undefined;
    return kind.includes(types.get(id) ?? '');
  }
  switch (kind) {
    case 'string':
      return typeof value === 'string' && value !== '';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'dateTime':
      return isTyped(value, 'xsd:dateTime', /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    case 'hexBinary':
      return isTyped(value, 'xsd:hexBinary', /^(?:[0-9a-f]{2})+$/i);
  }
}

function isTyped(value: unknown, type: string, form: RegExp): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 2 &&
    '@type' in value &&
    '@value' in value &&
    value['@type'] === type &&
    typeof value['@value'] === 'string' &&
    form.test(value['@value'])
  );
}
