/** The security headers of everything that is served over app://. */
import { MAIL_ORIGIN, WINDOW_ORIGIN } from './app-urls';

const WINDOW_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  `frame-src ${MAIL_ORIGIN}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** `sandbox` without any permission: no script, no form, no link, an origin that equals no other. */
const MAIL_POLICY = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${WINDOW_ORIGIN}`,
].join('; ');

const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

export type Headers = Readonly<Record<string, string>>;

export function windowHeaders(contentType: string): Headers {
  return { ...COMMON, 'Content-Security-Policy': WINDOW_POLICY, 'Content-Type': contentType };
}

export const MAIL_HEADERS: Headers = {
  ...COMMON,
  'Content-Security-Policy': MAIL_POLICY,
  'Content-Type': 'text/html; charset=utf-8',
};
