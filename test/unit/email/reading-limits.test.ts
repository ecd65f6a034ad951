import { describe, expect, test } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { fieldsNamed, readAnatomy } from '../../../shared/email/anatomy';
import { MAX_ENCODED_WORDS } from '../../../shared/email/encoded-words';
import { MAX_FIELDS } from '../../../shared/email/field-limit';
import { MAX_HOPS } from '../../../shared/email/received';
import { issueWords } from '../../../shared/wording/issues';
import { bytesOf, codes, cut } from './make';

const first = 'From: first@example.com\n';
const filler = (count: number): string => 'X-A: b\n'.repeat(count);
const senders = (text: string): readonly string[] => readAnatomy(bytesOf(text)).from.map(({ address }) => address);

describe('a header of more fields than are read', () => {
  const second = 'from : second@example.org\n';
  const hidden = `${first}${filler(150_000)}${second}\nbody\n`;

  test('hides no second sender at its end', () => {
    const anatomy = readAnatomy(bytesOf(hidden));

    expect(senders(hidden)).toEqual(['first@example.com', 'second@example.org']);
    expect(cut(bytesOf(hidden), fieldsNamed(anatomy, 'from')[1]?.span)).toBe(second);
    expect(codes(anatomy.issues)).toContain('header.duplicate');
    expect(analyse(bytesOf(hidden)).findings.map(({ rule }) => rule)).toContain('structure.duplicate-field');
  });

  test('still ends at its empty line', () => {
    const anatomy = readAnatomy(bytesOf(hidden));

    expect(cut(bytesOf(hidden), { start: anatomy.bodyStart, end: anatomy.length })).toBe('body\n');
  });

  test('says from where on fields are passed over', () => {
    const { issues } = readAnatomy(bytesOf(hidden));
    const start = first.length + 7 * (MAX_FIELDS - 1);
    const end = hidden.length - '\nbody\n'.length;

    expect(issues.find(({ code }) => code === 'header.too-many-fields')?.span).toEqual({ start, end });
  });

  test('shows the first and the last of many beyond the limit', () => {
    const many = Array.from({ length: 1000 }, (_, n) => `From: n${n}@example.net\n`).join('');

    expect(senders(`${first}${filler(MAX_FIELDS)}${many}\n`)).toEqual([
      'first@example.com',
      'n0@example.net',
      'n999@example.net',
    ]);
  });

  test('shows every other field that programs show, and no other', () => {
    const shown = ['Sender', 'Reply-To', 'To', 'Subject', 'Date', 'Message-ID', 'Return-Path', 'Content-Type'];
    const beyond = [...shown, 'X-B', 'Fro', 'From-X'].map((name) => `${name}: a\n`).join('');
    const { fields } = readAnatomy(bytesOf(`${first}${filler(MAX_FIELDS)}${beyond}\n`));

    expect(fields.slice(MAX_FIELDS).map(({ name }) => name)).toEqual(shown);
  });

  test('begins one field after the limit', () => {
    const issuesOf = (count: number) => codes(readAnatomy(bytesOf(`${first}${filler(count)}\n`)).issues);

    expect(issuesOf(MAX_FIELDS - 1)).not.toContain('header.too-many-fields');
    expect(issuesOf(MAX_FIELDS)).toContain('header.too-many-fields');
  });
});

describe('a field of more than is read', () => {
  const noted = (text: string, code: string) => {
    const bytes = bytesOf(text);
    const span = readAnatomy(bytes).issues.find((issue) => issue.code === code)?.span;
    const words = analyse(bytes).findings.filter(({ rule }) => rule === 'structure.beyond-limits');
    expect(words.map(({ summary }) => summary).join('\n')).toContain(issueWords(code));
    return span;
  };

  test('keeps all of its bytes, and says where its text ends', () => {
    const text = `${first}Subject: ${'a'.repeat(300_000)}\n\n`;
    const subject = fieldsNamed(readAnatomy(bytesOf(text)), 'subject')[0];
    const bodyStart = first.length + 'Subject: '.length;

    expect(subject?.body.length).toBe(300_000);
    expect(subject?.text.length).toBe(262_144);
    expect(noted(text, 'header.field-too-long')).toEqual({ start: bodyStart + 262_144, end: bodyStart + 300_000 });
  });

  test('leaves encoded words beyond the limit as they are, and says from where', () => {
    const word = '=?utf-8?q?a?= ';
    const text = `${first}Subject: ${word.repeat(MAX_ENCODED_WORDS + 2)}\n\n`;
    const { subject } = readAnatomy(bytesOf(text));

    expect(subject.startsWith('a'.repeat(MAX_ENCODED_WORDS))).toBe(true);
    expect(subject.endsWith(word.repeat(2))).toBe(true);
    expect(noted(text, 'encoded-word.too-many')?.start).toBe(
      first.length + 'Subject: '.length + word.length * MAX_ENCODED_WORDS,
    );
  });

  test('says that the route goes on', () => {
    const hop = 'Received: from a.example by b.example; 1 Jan 2020 00:00:00 +0000\n';
    const text = `${first}${hop.repeat(MAX_HOPS + 3)}\n`;
    const start = first.length + hop.length * MAX_HOPS;

    expect(noted(text, 'header.too-many-hops')).toEqual({ start, end: start + 3 * hop.length });
  });

  test('says how far a Received field is read', () => {
    expect(noted(`${first}Received: from ${'a '.repeat(10_000)}\n\n`, 'header.hop-too-long')).toBeDefined();
  });

  test('says how far addresses are read', () => {
    expect(noted(`${first}To: ${'a@example.com,'.repeat(6_000)}\n\n`, 'address.too-many-tokens')).toBeDefined();
    expect(noted(`${first}To: ${'a,'.repeat(6_000)}\n\n`, 'address.too-many')).toBeDefined();
  });
});
