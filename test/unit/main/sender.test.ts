import { expect, test } from 'vitest';
import { isTrustedSender } from '../../../electron/main/sender';

const contents = { id: 1 };
const frame = { url: 'app://chainmail/index.html', origin: 'app://chainmail', parent: null };

test('trusts the main frame of our page in our window', () => {
  expect(isTrustedSender({ sender: contents, senderFrame: frame }, contents)).toBe(true);
});

test.each([
  ['another window', { sender: { id: 2 }, senderFrame: frame }],
  ['a frame that is gone', { sender: contents, senderFrame: null }],
  ['a frame in our page', { sender: contents, senderFrame: { ...frame, parent: frame } }],
  ['a message', { sender: contents, senderFrame: { ...frame, url: 'app://mail/E-001/1', origin: 'app://mail' } }],
  ['a sandboxed page', { sender: contents, senderFrame: { ...frame, origin: 'null' } }],
  [
    'a web page',
    { sender: contents, senderFrame: { ...frame, url: 'https://chainmail/', origin: 'https://chainmail' } },
  ],
  ['a name that begins like ours', { sender: contents, senderFrame: { ...frame, url: 'app://chainmail.evil/' } }],
])('refuses %s', (_label, event) => {
  expect(isTrustedSender(event, contents)).toBe(false);
});

test('trusts nobody while there is no window', () => {
  expect(isTrustedSender({ sender: undefined, senderFrame: frame }, undefined)).toBe(false);
});
