/** Answers requests for app:// addresses. Every answer carries the security headers, refusals too. */
import { readFile } from 'node:fs/promises';
import type { Reply } from '../../shared/contract/failure';
import { mailRef, WINDOW_ORIGIN } from './app-urls';
import { MAIL_HEADERS, windowHeaders } from './policies';
import { contentType, type RendererFiles } from './renderer-files';

type AskMailPage = (ref: string) => Promise<Reply<unknown>>;

export async function answerAppRequest(
  request: Pick<Request, 'method' | 'url'>,
  files: RendererFiles,
  askMailPage: AskMailPage,
): Promise<Response> {
  if (request.method !== 'GET') {
    return refusal(405);
  }
  // Reloading a page asks for its address together with the fragment.
  const [url = ''] = request.url.split('#');
  const ref = mailRef(url);
  return ref === undefined ? await windowFile(url, files) : await mailPage(ref, askMailPage);
}

async function windowFile(url: string, files: RendererFiles): Promise<Response> {
  const path = url.startsWith(`${WINDOW_ORIGIN}/`) ? url.slice(WINDOW_ORIGIN.length) : '';
  const file = files.get(path === '/' ? '/index.html' : path);
  return file === undefined
    ? refusal(404)
    : new Response(await readFile(file), { headers: windowHeaders(contentType(file)) });
}

async function mailPage(ref: string, askMailPage: AskMailPage): Promise<Response> {
  const reply = await askMailPage(ref);
  const html = reply.ok ? htmlOf(reply.value) : sentencePage(reply.failure.sentence);
  const status = reply.ok ? 200 : 404;
  return html === undefined ? refusal(404) : new Response(html, { status, headers: MAIL_HEADERS });
}

function htmlOf(value: unknown): string | undefined {
  const isPage = typeof value === 'object' && value !== null && 'html' in value;
  return isPage && typeof value.html === 'string' ? value.html : undefined;
}

function sentencePage(sentence: string): string {
  const escaped = sentence.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><meta charset="utf-8"><title>Not available</title><p>${escaped}</p>`;
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: windowHeaders('text/plain; charset=utf-8') });
}
