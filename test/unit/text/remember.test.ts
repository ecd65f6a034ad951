import { expect, test } from 'vitest';
import { remember, rememberBy, rememberFor, rememberLast, rememberLastBy } from '../../../shared/text/remember';

function counted<I>(): { readonly find: (input: I) => { readonly of: I }; readonly calls: () => number } {
  let calls = 0;
  return {
    find: (input) => {
      calls += 1;
      return { of: input };
    },
    calls: () => calls,
  };
}

const [a, b] = [{ name: 'a' }, { name: 'b' }];

test('texts are looked for once, until there are too many', () => {
  const { find, calls } = counted<string>();
  const known = remember(2, find);
  expect(['x', 'y', 'x'].map((text) => known(text).of)).toEqual(['x', 'y', 'x']);
  expect(calls()).toBe(2);
  expect(known('z').of).toBe('z');
  expect(known('x').of).toBe('x');
  expect(calls()).toBe(4);
});

test('no answer is an answer', () => {
  let calls = 0;
  const known = remember(2, () => {
    calls += 1;
    return undefined;
  });
  expect([known('x'), known('x')]).toEqual([undefined, undefined]);
  expect(calls).toBe(1);
});

test('of objects, each is remembered, or the last one alone', () => {
  const each = counted<object>();
  const last = counted<object>();
  const [ofEach, ofLast] = [rememberFor(each.find), rememberLast(last.find)];
  for (const object of [a, a, b, a]) {
    expect(ofEach(object).of).toBe(object);
    expect(ofLast(object).of).toBe(object);
  }
  expect([each.calls(), last.calls()]).toEqual([2, 3]);
});

test('what comes beside the object does not count', () => {
  const each = counted<{ readonly key: object; readonly beside: number }>();
  const last = counted<{ readonly key: object; readonly beside: number }>();
  const [ofEach, ofLast] = [rememberBy(({ key }) => key, each.find), rememberLastBy(({ key }) => key, last.find)];
  expect([ofEach({ key: a, beside: 1 }), ofEach({ key: a, beside: 2 })].map(({ of }) => of.beside)).toEqual([1, 1]);
  expect([ofLast({ key: a, beside: 1 }), ofLast({ key: a, beside: 2 })].map(({ of }) => of.beside)).toEqual([1, 1]);
});
