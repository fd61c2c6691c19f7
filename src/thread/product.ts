import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ensureExists } from '#common/base/errors.ts';

const Manifest = z.object({ name: z.string(), version: z.string() });

/** The directory that holds the product: a checkout, or the package inside an installed app. The nearest above this file with our package.json. */
export function productRoot(): string {
  let directory = import.meta.dirname;
  while (manifestOf(directory)?.name !== 'traceground' && directory !== dirname(directory)) directory = dirname(directory);
  return directory;
}

export function productVersion(): string {
  return ensureExists(manifestOf(productRoot()), 'package.json').version;
}

function manifestOf(directory: string): z.infer<typeof Manifest> | null {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return null;
  return Manifest.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
}
