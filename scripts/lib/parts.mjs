import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const vite = 'node_modules/vite/bin/vite.js';
const electronVite = 'node_modules/electron-vite/bin/electron-vite.js';

/**
 * What `out/` is made of. A part is stale when one of its sources, its configuration or the dependencies have changed since it was built.
 * @type {Readonly<Record<string, { title: string, output: string, sources: readonly string[], command: readonly string[], env?: Readonly<Record<string, string>> }>>}
 */
export const parts = {
  services: {
    title: 'the sample services',
    output: 'out/services',
    sources: ['vite.services.config.ts', 'src/core/services', 'src/core/protocol'],
    command: [vite, 'build', '--config', 'vite.services.config.ts', '--logLevel', 'warn'],
  },
  node: {
    title: 'the core and the terminal',
    output: 'out/node/coreWorker.js',
    sources: ['vite.server.config.ts', 'src/common', 'src/engine', 'src/core', 'src/thread', 'src/server', 'src/cli', 'lessons'],
    command: [vite, 'build', '--config', 'vite.server.config.ts', '--logLevel', 'warn'],
  },
  renderer: {
    title: 'the screen',
    output: 'out/renderer/index.html',
    sources: ['electron.vite.config.ts', 'src/common', 'src/renderer'],
    command: [electronVite, 'build', '--logLevel', 'error'],
    env: { TRACEGROUND_BUILD: 'renderer' },
  },
  desktop: {
    title: 'the desktop shell',
    output: 'out/main/index.js',
    sources: ['electron.vite.config.ts', 'src/common', 'src/core/platform', 'src/thread', 'src/server', 'src/main', 'src/preload'],
    command: [electronVite, 'build', '--logLevel', 'error'],
    env: { TRACEGROUND_BUILD: 'main,preload' },
  },
};

/** An installed product has no sources: what it has is what there is. */
export const hasSources = () => existsSync(join(root, 'src'));

/** @param {string} name */
export function isStale(name) {
  return !existsSync(join(root, parts[name].output)) || readStamp(name) !== fingerprint(name);
}

/** The state of a part's sources. @param {string} name */
export function fingerprint(name) {
  const hash = createHash('sha256');
  for (const source of [...parts[name].sources, 'package-lock.json', 'package.json', 'scripts/lib/parts.mjs']) {
    for (const file of filesOf(source)) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} name @param {string} stamp */
export function writeStamp(name, stamp) {
  mkdirSync(join(root, 'out', '.stamps'), { recursive: true });
  writeFileSync(stampFile(name), stamp);
}

const stampFile = (name) => join(root, 'out', '.stamps', name);
const readStamp = (name) => (existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : null);

/** Files below `source` that a build reads: no tests, no READMEs. The words of a lesson are Markdown, and built in. */
function filesOf(source) {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(\.test\.tsx?|^README\.md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
