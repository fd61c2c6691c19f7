import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildServices } from '../support/buildServices.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shipped = join(root, 'out', 'node', 'cli.js');

export interface BuiltCli {
  readonly file: string;
  remove(): Promise<void>;
}

/** The built terminal shell: the shipped one when it is newer than its sources, else one built aside, so that test files never build into one place. */
export async function builtCli(): Promise<BuiltCli> {
  await buildServices();
  if (isFresh(shipped)) return { file: shipped, remove: async () => {} };
  const directory = join(root, 'node_modules', '.cache', `traceground-cli-${String(process.pid)}`);
  await build({ root, configFile: join(root, 'vite.server.config.ts'), logLevel: 'warn', build: { outDir: directory, emptyOutDir: true } });
  return { file: join(directory, 'cli.js'), remove: () => rm(directory, { recursive: true, force: true }) };
}

function isFresh(file: string): boolean {
  if (!existsSync(file)) return false;
  const builtAt = statSync(file).mtimeMs;
  return [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'lessons')), join(root, 'vite.server.config.ts'), join(root, 'package-lock.json')].every((source) => statSync(source).mtimeMs < builtAt);
}

function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
