import { analyse } from '../../../shared/analysis/analyse';
import type { CaseContext } from '../../../shared/analysis/case-context';
import type { Severity } from '../../../shared/analysis/rule';

/** A small ordinary message, with reserved names and addresses only, to be changed at one place by each test. */

export type Field = readonly [name: string, body: string];

export const HONEST: readonly Field[] = [
  ['Return-Path', '<anna@example.org>'],
  [
    'Received',
    'from mail.example.org (mail.example.org [192.0.2.10])\r\n\tby mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P\r\n\tfor <ben@example.net>; Thu, 20 May 2021 14:16:01 +0000 (UTC)',
  ],
  [
    'Received',
    'from desk.example.org (desk.example.org [192.0.2.20])\r\n\tby mail.example.org (Postfix) with ESMTPSA id 5A1B2C3D4E;\r\n\tThu, 20 May 2021 16:15:58 +0200 (CEST)',
  ],
  ['From', 'Anna Example <anna@example.org>'],
  ['To', 'Ben Example <ben@example.net>'],
  ['Subject', 'Minutes of Thursday'],
  ['Date', 'Thu, 20 May 2021 16:15:55 +0200'],
  ['Message-ID', '<20210520141555.GA6045@desk.example.org>'],
  ['MIME-Version', '1.0'],
  ['Content-Type', 'text/plain; charset=utf-8'],
];

/** Fields with one of them given another body. */
export function withField(name: string, body: string, fields: readonly Field[] = HONEST): readonly Field[] {
  return fields.some(([other]) => other === name)
    ? fields.map(([other, old]) => [other, other === name ? body : old] as const)
    : [...fields, [name, body]];
}

export function without(name: string, fields: readonly Field[] = HONEST): readonly Field[] {
  return fields.filter(([other]) => other !== name);
}

/** Fields with the Received lines replaced, newest first. */
export function withRoute(...bodies: readonly string[]): readonly Field[] {
  const received = bodies.map((body): Field => ['Received', body]);
  const [path, ...rest] = without('Received');
  return [...(path === undefined ? [] : [path]), ...received, ...rest];
}

/** A hop of the plain form, with only its date and its queue number to choose. */
export function hop(date: string, id = '5A1B2C3D4E'): string {
  return `from a.example.org (a.example.org [192.0.2.1]) by b.example.org (Postfix) with ESMTP id ${id}; ${date}`;
}

/** Google's own line of a step inside of its systems; the number's time is 20 May 2021, 14:15:57 UTC. */
export function googleLine(date: string): string {
  return `by 2002:a05:6512:3493:b0:500:807a:f1a4 with SMTP id v19-20020a056512349300b00500807af1a4mr2068584lfr.18.1621520157547; ${date}`;
}

export function render(fields: readonly Field[], body = 'Good morning\r\n'): string {
  return `${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** A multipart message whose separator is given. */
export function multipart(boundary: string, fields: readonly Field[] = HONEST): string {
  const type = `multipart/alternative; boundary="${boundary}"`;
  const part = `--${boundary}\r\nContent-Type: text/plain\r\n\r\nGood morning\r\n`;
  return render(withField('Content-Type', type, fields), `${part}--${boundary}--\r\n`);
}

/** What one rule found: severity, then the very bytes under each span. One character stands for one byte. */
export type Found = readonly [severity: Severity, ...texts: string[]];

export function bytesOf(message: string): Uint8Array {
  return new Uint8Array(Buffer.from(message, 'latin1'));
}

export function found(rule: string, message: string | readonly Field[], context?: CaseContext): readonly Found[] {
  const text = typeof message === 'string' ? message : render(message);
  return analyse(bytesOf(text), context)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, spans }): Found => [severity, ...spans.map(({ start, end }) => text.slice(start, end))]);
}

/** The sentence of the first finding of a rule. */
export function sentence(rule: string, message: string | readonly Field[]): string {
  const text = typeof message === 'string' ? message : render(message);
  return analyse(bytesOf(text)).findings.find((finding) => finding.rule === rule)?.summary ?? '';
}
