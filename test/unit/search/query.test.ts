import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../shared/search/query';
import fc from '../../helpers/properties';

const node = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.ok ? parsed.node : parsed.problem;
};
const word = (text: string, field = 'any', prefix = false) => ({ kind: 'text', field, text, prefix });

describe('words', () => {
  test.each([
    ['', undefined],
    ['   ', undefined],
    ['invoice', word('invoice')],
    ['invoic*', word('invoic', 'any', true)],
    ['"wire transfer"', word('wire transfer')],
    ['from:"Ann Example"', word('Ann Example', 'from')],
    ['SUBJECT:urgent', word('urgent', 'subject')],
    ['10:30', word('10:30')],
    ['https://example.org/x', word('https://example.org/x')],
    ['-spam', { kind: 'not', node: word('spam') }],
    ['a b', { kind: 'and', nodes: [word('a'), word('b')] }],
    ['a b OR c', { kind: 'and', nodes: [word('a'), { kind: 'or', nodes: [word('b'), word('c')] }] }],
    ['a or b', { kind: 'and', nodes: [word('a'), word('or'), word('b')] }],
  ])('%j', (text, expected) => expect(node(text)).toEqual(expected));
});

describe('fields', () => {
  test.each([
    ['relation:across.same-text', { kind: 'relation', relation: 'across.same-text', name: null }],
    ['relation:Same-Text', { kind: 'relation', relation: 'across.same-text', name: null }],
    ['relation:*', { kind: 'relation', relation: '*', name: null }],
    ['relation:across.same-text/1k2j3', { kind: 'relation', relation: 'across.same-text', name: '1k2j3' }],
    ['rule:received.time-order', { kind: 'rule', rule: 'received.time-order' }],
    ['severity:HIGH', { kind: 'severity', severity: 'high' }],
    ['evidence:E-002', { kind: 'evidence', evidence: 2 }],
    ['ref:E-001/42', { kind: 'ref', evidence: 1, n: 42 }],
    ['tag:"to discuss"', { kind: 'tag', tag: 'to discuss' }],
    ['before:2021-03-31', { kind: 'before', timeMs: Date.UTC(2021, 2, 31) }],
    ['after:2021', { kind: 'after', timeMs: Date.UTC(2021, 0, 1) }],
    ['after:0021-02', { kind: 'after', timeMs: Date.parse('0021-02-01T00:00:00Z') }],
    ['has:finding', { kind: 'has', what: 'finding' }],
    ['has:attachment', { kind: 'has', what: 'attachment' }],
    ['is:exhibit', { kind: 'exhibit' }],
    ['ip:192.0.2.1', word('192.0.2.1', 'trace')],
  ])('%j', (text, expected) => expect(node(text)).toEqual(expected));
});

describe('what cannot be understood names its word and where it stands', () => {
  test.each([
    ['a sbject:x', 'sbject:x', 2, 'no field'],
    ['from:', 'from:', 0, 'nothing after the colon'],
    ['a "b', '"b', 2, 'not closed'],
    ['a -', '-', 2, 'not a word'],
    ['OR a', 'OR', 0, 'before and after'],
    ['a OR', 'OR', 2, 'before and after'],
    ['a OR OR b', 'OR', 5, 'before and after'],
    ['***', '***', 0, 'no letter or digit'],
    ['before:2021-02-31', 'before:2021-02-31', 0, 'not a day'],
    ['severity:bad', 'severity:bad', 0, 'proof'],
    ['ref:42', 'ref:42', 0, 'E-001/42'],
    ['has:nothing', 'has:nothing', 0, 'finding'],
    ['is:odd', 'is:odd', 0, 'exhibit'],
  ])('%j', (text, bad, offset, part) => {
    const parsed = parseQuery(text);
    expect(parsed).toMatchObject({ ok: false, problem: { word: bad, offset } });
    expect(parsed.ok ? '' : parsed.problem.sentence).toContain(part);
  });
});

test('any text gives a tree or a problem inside the text', () => {
  const pieces = fc.constantFrom(
    'from:',
    '"',
    '-',
    'OR',
    ' ',
    'x',
    '*',
    ':',
    'tag:',
    'before:',
    '2020',
    '\0',
    'is:exhibit',
    '\u2028',
    '//',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (query) => {
      const parsed = parseQuery(query);
      if (!parsed.ok) {
        expect(query.slice(parsed.problem.offset)).toContain(parsed.problem.word);
        expect(parsed.problem.sentence).toMatch(/\.$/);
      }
    }),
    { numRuns: 2_000 },
  );
});
