/** Persons, and ways in which mail hides them. Reserved names only. */
import { createHash } from 'node:crypto';
import { type DigestTools, needlesOf } from '../../../shared/redaction/needles';
import type { RedactedPerson } from '../../../shared/redaction/person';

export const digestTools: DigestTools = {
  digests: (bytes) => ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes).digest()),
};

export const JANE: RedactedPerson = {
  number: 1,
  name: 'Jane Q. Voter',
  addresses: ['jane.voter@county.example'],
  words: ['+1 555 010 0199', 'VR-778 123'],
  reason: 'voter',
};

export const ZOE: RedactedPerson = {
  number: 2,
  name: 'Zoë Ünal',
  addresses: ['zoe@b\u00fccher.example', 'info@town.example'],
  words: ['12 Elm Street'],
  reason: 'witness',
};

export const needles = needlesOf([JANE, ZOE], digestTools);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** Each writes a value so that it does not look like it. */
export const ENCODERS: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  upper: (value) => value.toUpperCase(),
  percent: (value) => encodeURIComponent(value),
  'percent, every sign': (value) => [...utf8(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'percent twice': (value) => encodeURIComponent(encodeURIComponent(value)),
  base64: (value) => utf8(value).toString('base64'),
  'base64, one before': (value) => utf8(`u${value}`).toString('base64'),
  'base64, two before': (value) => utf8(`u=${value}&x`).toString('base64'),
  'base64 for links': (value) => utf8(`{"e":"${value}"}?>`).toString('base64url'),
  'base64 of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('base64'),
  'base64 twice': (value) => utf8(utf8(`to ${value}`).toString('base64')).toString('base64'),
  hex: (value) => utf8(value).toString('hex'),
  'hex of UTF-16': (value) => Buffer.from(value, 'utf16le').toString('hex'),
  decimal: (value) => [...value].map((sign) => `&#${sign.codePointAt(0)};`).join(''),
  hexadecimal: (value) => [...value].map((sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join(''),
  'named signs': (value) => value.replaceAll('@', '&commat;').replaceAll('.', '&period;'),
  'quoted-printable': (value) =>
    [...utf8(value)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  'soft line end': (value) => `${value.slice(0, 4)}=\r\n${value.slice(4)}`,
  'encoded word': (value) => `=?utf-8?B?${utf8(value).toString('base64')}?=`,
  'encoded word in Q': (value) =>
    `=?utf-8?Q?${[...utf8(value)].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join('')}?=`,
  'JSON escapes': (value) =>
    [...value].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  tags: (value) => `${value.slice(0, 3)}<b>${value.slice(3, 6)}</b>${value.slice(6)}`,
  comment: (value) => `${value.slice(0, 3)}<!-- ${'x'.repeat(20)} -->${value.slice(3)}`,
  'zero width': (value) => [...value].join('\u200b'),
  'full width': (value) => value.replace(/[a-z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  defanged: (value) => value.replaceAll('.', '[.]').replaceAll('@', '[at]'),
  'return path': (value) => value.replace('@', '='),
  md5: (value) => createHash('md5').update(value.toLowerCase()).digest('hex'),
  sha1: (value) => createHash('sha1').update(value.toLowerCase()).digest('hex').toUpperCase(),
  sha256: (value) => createHash('sha256').update(value.toLowerCase()).digest('hex'),
  'sha256 in base64': (value) => createHash('sha256').update(value.toLowerCase()).digest('base64'),
};
