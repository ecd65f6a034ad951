/**
 * What STIX 2.1 (OASIS Standard, 10 June 2021) asks of the objects that a packet's bundle has, as JSON Schemas written for these tests
 * from the standard's text: sections 2.9 (identifiers), 3.2 and 3.3 (common properties), 4.8, 4.14, 6, 7.2.1, 8. Stricter than the
 * standard in one thing: no property but those that are written.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const id = (...types: readonly string[]) => ({ type: 'string', pattern: `^(?:${types.join('|')})--${UUID}$` });
/** Section 3.3: RFC 3339, `Z` only; no year 0000, which not every reader's language can hold. */
const time = {
  type: 'string',
  pattern:
    '^(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z$',
};
const text = { type: 'string', minLength: 1 };
const some = (items: object) => ({ type: 'array', items, minItems: 1 });

const common = { spec_version: { const: '2.1' }, object_marking_refs: some(id('marking-definition')) };
const OBSERVABLES = ['domain-name', 'email-addr', 'email-message', 'file', 'ipv4-addr', 'ipv6-addr', 'url'];

function object(type: string, required: readonly string[], properties: object): object {
  return {
    $id: type,
    type: 'object',
    properties: { type: { const: type }, id: id(type), ...common, ...properties },
    required: ['type', 'spec_version', 'id', ...required],
    additionalProperties: false,
  };
}

const hashes = {
  type: 'object',
  properties: { 'SHA-256': { type: 'string', pattern: '^[0-9a-f]{64}$' } },
  minProperties: 1,
  additionalProperties: false,
};

const OBJECTS: readonly object[] = [
  object('identity', ['created', 'modified', 'name'], {
    created: time,
    modified: time,
    name: text,
    identity_class: { enum: ['individual', 'group', 'system', 'organization', 'class', 'unknown'] },
  }),
  object('marking-definition', ['created', 'definition_type', 'definition'], {
    created: time,
    definition_type: { const: 'statement' },
    definition: {
      type: 'object',
      properties: { statement: text },
      required: ['statement'],
      additionalProperties: false,
    },
  }),
  object(
    'observed-data',
    ['created', 'modified', 'first_observed', 'last_observed', 'number_observed', 'object_refs'],
    {
      created: time,
      modified: time,
      created_by_ref: id('identity'),
      first_observed: time,
      last_observed: time,
      number_observed: { type: 'integer', minimum: 1, maximum: 999_999_999 },
      object_refs: { ...some(id(...OBSERVABLES)), uniqueItems: true },
    },
  ),
  object('domain-name', ['value'], { value: { type: 'string', format: 'hostname' } }),
  object('email-addr', ['value'], { value: { type: 'string', format: 'email' }, display_name: text }),
  object('email-message', ['is_multipart'], {
    is_multipart: { type: 'boolean' },
    date: time,
    message_id: text,
    subject: text,
    from_ref: id('email-addr'),
    sender_ref: id('email-addr'),
    additional_header_fields: {
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z0-9_-]{1,250}$' },
      additionalProperties: {
        oneOf: [
          { type: 'string', format: 'email' },
          { ...some({ type: 'string', format: 'email' }), minItems: 2 },
        ],
      },
      minProperties: 1,
    },
  }),
  object('file', ['hashes'], {
    hashes,
    size: { type: 'integer', minimum: 0 },
    name: text,
    mime_type: { const: 'message/rfc822' },
    contains_refs: some(id('email-message')),
  }),
  object('ipv4-addr', ['value'], { value: { type: 'string', format: 'ipv4' } }),
  object('ipv6-addr', ['value'], { value: { type: 'string', format: 'ipv6' } }),
  object('url', ['value'], { value: { type: 'string', format: 'uri' } }),
];

const TYPES = ['identity', 'marking-definition', 'observed-data', ...OBSERVABLES];

const BUNDLE = {
  $id: 'bundle',
  type: 'object',
  properties: {
    type: { const: 'bundle' },
    id: id('bundle'),
    objects: some({
      type: 'object',
      properties: { type: { enum: TYPES } },
      required: ['type'],
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      allOf: TYPES.map((type) => ({ if: { properties: { type: { const: type } } }, then: { $ref: type } })),
    }),
  },
  required: ['type', 'id', 'objects'],
  additionalProperties: false,
};

/** Formats in the words of Node and of RFC 3986, 5321 and 1123, not in those of the code that is tested. */
const FORMATS = {
  ipv4: isIPv4,
  ipv6: isIPv6,
  hostname: isHostname,
  email: (value: string) => {
    const [local = '', host = '', ...rest] = value.split('@');
    return rest.length === 0 && /^[\x21-\x7e]{1,64}$/.test(local) && !/[()<>[\]:;\\,"]/.test(local) && isHostname(host);
  },
  uri: (value: string) => /^[a-z]+:\/\/[\x21-\x7e]+$/i.test(value) && !/[<>"{}|\\^`]|%(?![0-9a-f]{2})/i.test(value),
};

function isHostname(value: string): boolean {
  return value.length <= 253 && value.split('.').every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i.test(label));
}

const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, formats: FORMATS, schemas: [...OBJECTS] });
const validate = ajv.compile(BUNDLE);

/** What a bundle does wrong, one line each; empty for a good one. */
export function bundleProblems(bundle: unknown): readonly string[] {
  return validate(bundle) ? [] : (validate.errors ?? []).map(sentence);
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`;
}
