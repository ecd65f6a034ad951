import { describe, expect, test } from 'vitest';
import { readSeverity, senderName, strongest, titleOf } from '../../../../renderer/src/views/workbench/grid/row-model';
import { listActOf } from '../../../../renderer/src/views/workbench/list-keys';
import {
  extended,
  indexAfter,
  rangeBetween,
  SELECTION_LIMIT,
  toggled,
} from '../../../../renderer/src/views/workbench/selection';
import type { MessageRow } from '../../../../shared/contract/model';
import fc from '../../../helpers/properties';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('choosing messages', () => {
  test('toggling twice changes nothing, and never changes the set that was given', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (refs, ref) => {
        const before = new Set(refs);

        expect([...toggled(toggled(before, ref), ref)].sort()).toEqual([...before].sort());
        expect(before).toEqual(new Set(refs));
      }),
    );
  });

  test('extending keeps what was chosen and stops at the limit', () => {
    const many = Array.from({ length: SELECTION_LIMIT + 5 }, (_, index) => `E-001/${index + 1}`);

    expect([...extended(new Set(['b']), ['a', 'b'])]).toEqual(['b', 'a']);
    expect(extended(new Set(['kept']), many).size).toBe(SELECTION_LIMIT);
    expect(extended(new Set(['kept']), many).has('kept')).toBe(true);
    expect(rangeBetween(9, 3)).toEqual({ first: 3, last: 9 });
  });

  test('keys never lead out of the list', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'j', 'k', 'PageUp', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.nat(99), fc.integer({ min: 1, max: 100 }), (key, at, count) => {
        const next = indexAfter(key, Math.min(at, count - 1), count, 20) ?? -1;

        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(count);
      }),
    );
    expect(indexAfter('ArrowDown', 0, 0, 20)).toBeUndefined();
    expect(indexAfter('q', 0, 9, 20)).toBeUndefined();
  });

  test.each([
    ['moves', { ...plain, key: 'j' }, 'move'],
    ['extends', { ...plain, shiftKey: true, key: 'ArrowDown' }, 'extend'],
    ['chooses all', { ...plain, ctrlKey: true, key: 'a' }, 'all'],
    ['leaves a to the annotation', { ...plain, key: 'a' }, null],
    ['leaves Alt with digits to the tabs', { ...plain, altKey: true, key: '2' }, null],
    ['opens', { ...plain, key: 'Enter' }, 'enter'],
    ['toggles', { ...plain, key: 'x' }, 'toggle'],
  ])('a key %s', (_, press, act) => {
    expect(listActOf(press, false)).toBe(act);
  });
});

describe('what a row shows', () => {
  test('the strongest severity and how many of it', () => {
    expect(strongest({ proof: 0, high: 2, medium: 9, low: 1, info: 1 })).toEqual({ severity: 'high', count: 2 });
    expect(strongest({ proof: 0, high: 0, medium: 0, low: 0, info: 0 })).toBeNull();
    expect(readSeverity('proof')).toBe('proof');
    expect(readSeverity('<b>')).toBe('info');
  });

  test.each([
    ['"Jane Doe" <jane@example.com>', 'Jane Doe'],
    ['<jane@example.com>', 'jane@example.com'],
    ['jane@example.com', 'jane@example.com'],
    ['', ''],
  ])('the name of %s', (from, name) => {
    expect(senderName(from)).toBe(name);
  });
});

describe('what a cell tells whole', () => {
  const row: MessageRow = {
    ref: 'E-001/1',
    source: 'a.eml',
    origin: 'acquired',
    parent: null,
    sha256: '0'.repeat(64),
    contentSha256: '0'.repeat(64),
    date: null,
    received: null,
    from: 'Bank \u202emoc.elpmaxe@ofni <info@example.org>',
    to: '',
    subject: 'Your invoice\u200b is ready',
    messageId: 'x'.repeat(500),
    bytes: 1,
    complete: true,
    findings: { proof: 0, high: 0, medium: 0, low: 0, info: 0 },
    attachments: 0,
    assessed: 0,
    annotations: 0,
    tags: ['to call', 'first'],
    exhibit: null,
    campaign: null,
  };

  test('senders, subjects and tags; nothing of a field that is not there, and nothing without end', () => {
    expect(titleOf('tags', row)).toBe('to call, first');
    expect(titleOf('to', row)).toBeUndefined();
    expect(titleOf('size', row)).toBeUndefined();
    expect(titleOf('messageId', row)?.length).toBeLessThanOrEqual(300);
  });

  test('no character of a message turns or hides any of it', () => {
    expect(titleOf('from', row)).toContain('⟨RLO U+202E⟩');
    expect(titleOf('from', row)).not.toContain('\u202e');
    expect(titleOf('subject', row)).not.toContain('\u200b');
  });
});
