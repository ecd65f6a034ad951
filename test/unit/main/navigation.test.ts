import { expect, test } from 'vitest';
import { mayNavigate } from '../../../electron/main/navigation';

const mailFrame = { url: 'app://mail/E-001/42', isMainFrame: false, isDirectChild: true, isAskedByWindow: true };

test('the window may show a message in its frame', () => {
  expect(mayNavigate(mailFrame)).toBe(true);
});

test.each([
  ['the window itself', { isMainFrame: true }],
  ['a frame within a frame', { isDirectChild: false }],
  ['a link in a message, even to another message', { isAskedByWindow: false }],
  ['a web page', { url: 'https://example.org/' }],
  ['the window’s own page in a frame', { url: 'app://chainmail/index.html' }],
  ['a file', { url: 'file:///etc/passwd' }],
  ['a data address', { url: 'data:text/html,x' }],
  ['an address that only begins like a message', { url: 'app://mail/E-001/42/../../x' }],
  ['a message with a query', { url: 'app://mail/E-001/42?x' }],
])('refuses %s', (_label, change) => {
  expect(mayNavigate({ ...mailFrame, ...change })).toBe(false);
});
