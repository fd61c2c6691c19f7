import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Where the built service programs are. */
export const servicesDirectory = join(root, 'out', 'services');

let ready: Promise<void> | undefined;

/** Builds out/services when it is missing or older than its sources. Takes about a second. */
export function buildServices(): Promise<void> {
  ready ??= isFresh() ? Promise.resolve() : build({ root, configFile: join(root, 'vite.services.config.ts'), logLevel: 'warn' }).then(() => undefined);
  return ready;
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
