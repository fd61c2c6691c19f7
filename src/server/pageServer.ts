import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFile } from './page/pageFiles.ts';
import { cacheControl, securityHeaders } from './page/pageHeaders.ts';
import { isOwn, type Session } from './session.ts';

const noEntry = 'Open the address that Traceground printed in its terminal: it carries the token this page needs.\n';

export interface PageServerOptions {
  /** out/renderer. */
  readonly directory: string;
  readonly port: number;
  readonly session: Session;
}

/** Answers GET and HEAD for the page's files, and only to who may. */
export async function servePage({ directory, port, session }: PageServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sockets = [`ws://127.0.0.1:${String(port)}`, `ws://localhost:${String(port)}`];
  for (const [name, value] of Object.entries(securityHeaders(sockets))) response.setHeader(name, value);
  response.setHeader('Cache-Control', cacheControl(false));
  if (!isOwn(request, port)) {
    text(response, 403, 'This is not the address of this server.\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    text(response, 405, 'Only GET and HEAD.\n');
    return;
  }
  const url = pageUrl(request.url ?? '/');
  if (url === null) {
    text(response, 404, 'Not found.\n');
    return;
  }
  if (session.hasToken(url)) response.setHeader('Set-Cookie', session.cookie);
  else if (!session.hasCookie(request)) {
    text(response, 403, noEntry);
    return;
  }
  const file = await readPageFile(directory, url.pathname);
  if (file === null) {
    text(response, 404, 'Not found.\n');
    return;
  }
  response.setHeader('Cache-Control', cacheControl(file.immutable));
  response.writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': file.body.length });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** Null for what is no path, e.g. the absolute form that proxies use. */
function pageUrl(target: string): URL | null {
  if (!target.startsWith('/') || target.startsWith('//')) return null;
  try {
    return new URL(target, 'http://page.invalid');
  } catch (_malformed) {
    return null;
  }
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(body);
}
