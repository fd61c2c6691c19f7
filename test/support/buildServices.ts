import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where the built service programs are. */
export const servicesDirectory = join(root, 'out', 'services');

let ready: Promise<void> | undefined;

/** Builds out/services when it is missing or older than its sources. Takes about a second. */
export function buildServices(): Promise<void> {
  ready ??= buildOnce();
  return ready;
}

/** Test files run in processes of their own: one builds, the others wait for it. */
async function buildOnce(): Promise<void> {
  const lock = join(root, 'out', '.building-services');
  mkdirSync(join(root, 'out'), { recursive: true });
  while (!take(lock)) await delay(50);
  try {
    if (!isFresh()) await build({ root, configFile: join(root, 'vite.services.config.ts'), logLevel: 'warn' });
  } finally {
    rmdirSync(lock);
  }
}

/** True when the lock is ours now. One that is a minute old was left by a run that was killed. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (!existsSync(lock)) return false;
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > 60_000) rmdirSync(lock);
    return false;
  }
}

function isFresh(): boolean {
  const built = join(servicesDirectory, 'web.cjs');
  if (!existsSync(built)) return false;
  const sources = [...filesBelow(join(root, 'src/core/services')), ...filesBelow(join(root, 'src/core/protocol')), join(root, 'vite.services.config.ts'), join(root, 'package-lock.json')];
  const builtAt = statSync(built).mtimeMs;
  return sources.every((source) => statSync(source).mtimeMs < builtAt);
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
