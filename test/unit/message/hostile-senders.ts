/** Headers in which mail programs see different senders, with every sender that some program shows. */
export interface IdentityAttack {
  readonly attack: string;
  readonly header: string;
  /** Addresses that have to be named, in lower case; the first one is the standard's where there is one. */
  readonly senders: readonly string[];
}

const CRLF = '\r\n';
const a = 'anna@example.org';
const b = 'boss@bank.example';
const q = (text: string): string => `=?utf-8?Q?${text}?=`;
const b64 = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const attacks: readonly (readonly [attack: string, header: string, ...senders: string[]])[] = [
  ['two From fields', `From: ${a}${CRLF}From: ${b}`, a, b],
  ['two From fields, one with a blank before its colon', `From: ${a}${CRLF}From : ${b}`, a, b],
  ['a first line From with a blank', `From : ${b}${CRLF}To: x@example.net`, b],
  ['From with a tab before its colon', `Subject: x${CRLF}From\t: ${b}${CRLF}From: ${a}`, a, b],
  ['From in other letters', `fROM: ${a}${CRLF}FROM: ${b}`, a, b],
  ['a field From behind a blank', `Subject: x${CRLF} From: ${b}${CRLF}From: ${a}`, a],
  ['several addresses', `From: ${a}, ${b}`, a, b],
  ['several addresses with names', `From: "A" <${a}>, "B" <${b}>`, a, b],
  ['addresses without a comma', `From: <${a}><${b}>`, a, b],
  ['addresses with a semicolon', `From: ${a}; ${b}`, a, b],
  ['a group', `From: board: ${a}, ${b};`, a, b],
  ['a group named like an address', `From: ${b}:${a};`, a, b],
  ['a comment before the address', `From: (${b}) ${a}`, a, b],
  ['comments on both sides', `From: (${b}) ${a} (Anna)`, a, b],
  ['a comment inside the address', `From: anna@(${b})example.org`, a, b],
  ['a comment that is never closed', `From: ${a} (${b}`, a, b],
  ['an address as the name', `From: "${b}" <${a}>`, a, b],
  ['an address as the name without quotes', `From: ${b} <${a}>`, a, b],
  ['a quoted local part with a sign @', `From: "${b}"@example.org`, b],
  ['an escaped quote', `From: "x\\" <${b}>" <${a}>`, a, b],
  ['several signs @', `From: ${b}@example.org`, b],
  ['an address after the angle bracket', `From: <${a}> ${b}`, a, b],
  ['an angle bracket that is never closed', `From: <${a}${CRLF}To: x@example.net`, a],
  ['no angle brackets', `From: Anna Example ${a}`, a],
  ['two openings', `From: <<${b}> ${a}>`, b, a],
  ['an encoded word that is an address', `From: ${q('boss=40bank.example')}`, b],
  ['an encoded word that is an address with brackets', `From: ${b64(`Boss <${b}>`)}`, b],
  ['an encoded word with an address and a comma', `From: ${b64(`${b}, `)} <${a}>`, a, b],
  ['an encoded word with a line end and a field', `From: ${b64(`x\r\nFrom: ${b}`)} <${a}>`, a, b],
  ['an encoded word inside the address', `From: <${q('boss')}@bank.example>`, b],
  ['an encoded word with NUL', `From: ${b64(`${b}\0`)} <${a}>`, a, b],
  ['NUL after an address', `From: ${b}\0@example.org`, b],
  ['NUL inside an address', `From: <bo\0ss@bank.example>`, b],
  ['a source route', `From: <@relay.example,@hop.example:${a}>`, a],
  ['a source route with one host', `From: <@bank.example:${a}>`, a],
  ['an address that is folded', `From: <boss@bank.${CRLF} example>`, b],
  ['a blank inside an address', `From: <x ${b}>`, b],
  ['blanks around the sign @', `From: <boss @ bank.example>`, b],
  ['From behind a bare CR', `From: ${a}${CRLF}Subject: x\rFrom: ${b}`, a, b],
  ['a bare CR inside From', `From: ${b}\r <${a}>`, b, a],
  ['From after a line of blanks', `Subject: x${CRLF} ${CRLF}From: ${a}`, a],
  ['From after lines without a colon', `From: ${a}${CRLF}no field${CRLF}nor this${CRLF}From: ${b}`, a, b],
  ['From after a mailbox line', `From: ${a}${CRLF}From ${b} Thu Jan  1 00:00:00 1970${CRLF}From: ${b}`, a, b],
  ['only Sender', `Sender: ${b}${CRLF}To: x@example.net`, b],
  ['From without an address, and Sender', `From: Anna${CRLF}Sender: ${b}`, b],
  ['Sender of another house', `From: ${a}${CRLF}Sender: ${b}`, a, b],
  ['Resent-From of another house', `From: ${a}${CRLF}Resent-From: ${b}`, a, b],
  ['punycode', 'From: <boss@xn--bnk-qla.example>', 'boss@xn--bnk-qla.example', 'boss@b\u00e4nk.example'],
  ['full-width letters', `From: <${Buffer.from('boss\uff20bank.example').toString('latin1')}>`, b],
  ['an invisible sign in the address', `From: <${Buffer.from('bo\u200bss@bank.example').toString('latin1')}>`, b],
  ['a name that turns the direction', `From: ${b64('\u202egro.elpmaxe@anna')} <${b}>`, b],
  [
    'a domain in the letters of its language',
    `From: <${Buffer.from('boss@b\u00e4nk.example').toString('latin1')}>`,
    'boss@b\u00e4nk.example',
  ],
];

export const identityAttacks: readonly IdentityAttack[] = attacks.map(([attack, header, ...senders]) => ({
  attack,
  header,
  senders,
}));
