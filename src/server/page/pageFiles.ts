import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

export interface PageFile {
  readonly contentType: string;
  /** Its name holds a hash of its content (Vite's assets): it never changes. */
  readonly immutable: boolean;
  readonly body: Buffer<ArrayBuffer>;
}

/**
 * The built page's file for a URL path; `/` is index.html. Null for everything that is not a file of the page: unknown names, other file types,
 * and paths that lead out of `directory`, by dots, by encoded dots or by a symbolic link.
 */
export async function readPageFile(directory: string, urlPath: string): Promise<PageFile | null> {
  const path = decode(urlPath === '/' ? '/index.html' : urlPath);
  // Each segment must be a plain name: nothing hidden, no parent, no drive, no stream, no other separator.
  if (path === null || !/^(\/[\w-][\w.@ -]*)+$/.test(path)) return null;
  const contentType = contentTypes[extname(path)];
  if (contentType === undefined) return null;
  try {
    const [root, file] = await Promise.all([realpath(directory), realpath(join(directory, path))]);
    if (!file.startsWith(root + sep)) return null;
    return { contentType, immutable: path.startsWith('/assets/'), body: await readFile(file) };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch (_malformed) {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG';
}
