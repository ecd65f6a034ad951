import { describe, expect, test } from 'vitest';
import { codeOf, readReply, sentenceOf } from '../../../../renderer/src/api/client';
import { FailureError } from '../../../../shared/contract/failure';
import { common } from '../../../../shared/wording/window/common';

describe('replies of the engine', () => {
  test('a value and a failure pass as they are', () => {
    expect(readReply({ ok: true, value: { entry: 3 } })).toEqual({ ok: true, value: { entry: 3 } });
    expect(readReply({ ok: false, failure: { code: 'disk-full', sentence: 'The disk is full.' } })).toEqual({
      ok: false,
      failure: { code: 'disk-full', sentence: 'The disk is full.' },
    });
  });

  test.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ ok: true }],
    [{ ok: false }],
    [{ ok: false, failure: { code: 'new', sentence: '' } }],
  ])('%o is an internal failure with a plain sentence', (raw) => {
    expect(readReply(raw)).toEqual({ ok: false, failure: { code: 'internal', sentence: common.internal } });
  });

  test('what was thrown is shown as a sentence, never as a stack', () => {
    expect(sentenceOf(new FailureError('disk-full', 'The disk is full.'))).toBe('The disk is full.');
    expect(sentenceOf(new TypeError('x is undefined'))).toBe(common.internal);
    expect(codeOf(new FailureError('identity-locked', ''))).toBe('identity-locked');
    expect(codeOf('x')).toBe('internal');
  });
});
