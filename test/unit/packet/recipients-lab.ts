/** Exhibits that name their recipients wherever mail does, for tests that no file for other systems repeats them. */

import type { IndicatorView } from '../../../shared/contract/model';
import type { ReportContent, ReportExhibit } from '../../../shared/packet-format/report-content';
import fc from '../../helpers/properties';
import { hop, message, sampleContent, sampleExhibit } from './sample';

export const indicator = (kind: IndicatorView['kind'], value: string, where: string): IndicatorView => ({
  kind,
  value,
  defanged: value,
  where,
});

/** Places in which a header states for whom a message is or was. */
export const RECIPIENT_LINES: Readonly<Record<string, (address: string) => string>> = {
  To: (address) => `To: "A. Voter" <${address}>`,
  Cc: (address) => `Cc: someone <x@else.example>, ${address}`,
  Bcc: (address) => `Bcc: ${address}`,
  'Resent-To': (address) => `Resent-To: <${address}>`,
  'Delivered-To': (address) => `Delivered-To: ${address}`,
  'X-Original-To': (address) => `X-Original-To: ${address}`,
  'Original-Recipient': (address) => `Original-Recipient: rfc822;${address}`,
  'a folded To': (address) => `To: group:\r\n ${address};`,
  'the for clause': (address) =>
    `Received: from a.example (a.example [198.51.100.9])\r\n\tby b.example\r\n\tfor <${address}>; Tue, 20 Oct 2020 13:02:17 +0000`,
};

/** Ways in which an address stands in other text. */
export const WRITTEN_FORMS: Readonly<Record<string, (address: string) => string>> = {
  plain: (address) => `Pay, ${address}, or else`,
  'glued to a word': (address) => `ss${address}`,
  'upper case': (address) => address.toUpperCase(),
  'for a URL': (address) => encodeURIComponent(address),
  'for a URL, twice': (address) => encodeURIComponent(encodeURIComponent(address)),
  'every sign for a URL': (address) =>
    Array.from(Buffer.from(address), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  VERP: (address) => `bounce+${address.replace('@', '=')}`,
  SRS: (address) => `SRS0=abcd=T1=${address.split('@').toReversed().join('=')}`,
  'in words': (address) => address.replace('@', ' (at) '),
  base64: (address) => Buffer.from(address).toString('base64'),
  'base64 of more': (address) => Buffer.from(`id=7&to=${address}&x=1`).toString('base64url'),
  hex: (address) => Buffer.from(address).toString('hex'),
};

/** An exhibit to `address`, stated by `line`, by an author who repeats it as `written` in everything that leaves the case. */
export function exhibitTo(line: string, written: string): ReportExhibit {
  const header = [
    `Return-Path: <${written}@sender.example>`,
    line,
    `From: "${written}" <author@sender.example>, ${written}@sender.example`,
    `Sender: ${written}@sender.example`,
    `Reply-To: ${written}@sender.example, reply@sender.example`,
    'Date: Tue, 20 Oct 2020 13:02:11 -0400',
    '',
    '',
  ].join('\r\n');
  const view = message(header, Buffer.from(header, 'latin1'), {
    from: `"${written}" <author@sender.example>`,
    to: '',
    cc: '',
    subject: written,
    messageId: `${written}@sender.example`,
    source: written,
    route: [hop({ from: 'a.example', ip: '198.51.100.9', by: 'b.example' })],
    indicators: [
      indicator('url', `https://pay.sender.example/?to=${written}`, 'link'),
      indicator('address', written, 'text'),
    ],
    attachments: [
      { name: `${written}.pdf`, type: 'application/pdf', bytes: 3, sha256: 'ab'.repeat(32), kind: null, warning: null },
    ],
  });
  return { ...sampleExhibit(), message: view, header };
}

/** A packet whose own words repeat the address, too. */
export function contentNaming(written: string, exhibit: ReportExhibit): ReportContent {
  const content = sampleContent([exhibit]);
  return {
    ...content,
    case: { ...content.case, name: written, number: written },
    examiner: { ...content.examiner, name: written, organisation: written },
    handling: written,
    evidence: content.evidence.map((evidence) => ({ ...evidence, name: written, receivedFrom: written })),
    exhibits: [{ ...exhibit, label: written, evidence: { ...exhibit.evidence, name: written, receivedFrom: written } }],
  };
}

/** Addresses of somebody at a reserved domain. */
export const anyAddress = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9]{1,8}(?:[.+_-][a-z0-9]{1,6})?$/), fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/))
  .map(([local, name]) => `${local}@${name}.example`);

/** Whether a file's text holds the address in one of the forms, looked for without the code under test. */
export function repeats(file: string, address: string): boolean {
  const text = file.toLowerCase();
  const plain = [0, 1, 2].reduce((before) => before.replace(/%([0-9a-f]{2})/g, (_, hex) => unit(hex)), text);
  const [local = '', domain = ''] = address.split('@');
  const forms = ['@', '=', ' (at) '].map((sign) => local + sign + domain).concat(`${domain}=${local}`);
  const base64 = (file.match(/[\w+/-]{8,}={0,2}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'));
  return (
    forms.some((form) => plain.includes(form)) ||
    base64.some((read) => read.includes(address)) ||
    text.includes(Buffer.from(address).toString('hex'))
  );
}

function unit(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}
