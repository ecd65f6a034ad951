import { expect, test } from 'vitest';
import { MAIL_HEADERS, windowHeaders } from '../../../electron/main/policies';

test('the window may use its own files and the mail frame, nothing else', () => {
  expect(windowHeaders('text/html')['Content-Security-Policy']?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    'frame-src app://mail',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
});

test('a message is sandboxed without any permission and may only be framed by the window', () => {
  expect(MAIL_HEADERS['Content-Security-Policy']?.split('; ')).toEqual([
    'sandbox',
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors app://chainmail',
  ]);
});
