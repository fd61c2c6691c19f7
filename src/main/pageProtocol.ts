import { join } from 'node:path';
import { protocol } from 'electron';
import { readPageFile } from '#server/page/pageFiles.ts';
import { cacheControl, securityHeaders } from '#server/page/pageHeaders.ts';
import { productRoot } from '#thread/product.ts';

const scheme = 'traceground';
/** The page's origin: a scheme of its own, because every file:// page shares one origin with all files of the machine. */
const pageOrigin = `${scheme}://app`;
export const pageUrl = `${pageOrigin}/`;

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves out/renderer, and nothing else, under the scheme. */
export function servePage(): void {
  const directory = join(productRoot(), 'out', 'renderer');
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const file = isOwnPage(request.url) && request.method === 'GET' ? await readPageFile(directory, url.pathname) : null;
    if (file === null) return new Response('Not found.\n', { status: 404, headers: { ...securityHeaders(), 'Content-Type': 'text/plain; charset=utf-8' } });
    return new Response(file.body, { headers: { ...securityHeaders(), 'Content-Type': file.contentType, 'Cache-Control': cacheControl(file.immutable) } });
  });
}

export function isOwnPage(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`);
}
