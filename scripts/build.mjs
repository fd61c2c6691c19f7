// Builds what is stale in out/. `node scripts/build.mjs [--force] [PART…]`; parts are listed in lib/parts.mjs.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lib/lock.mjs';
import { fingerprint, hasSources, isStale, parts, writeStamp } from './lib/parts.mjs';
import { root } from './lib/root.mjs';
import { runNode, seconds } from './lib/run.mjs';

/** A part did not build; its tool has said why on stderr. */
export class BuildError extends Error {}

/**
 * Brings parts of out/ up to date. Everything it says goes to stderr: stdout belongs to the program that runs afterwards.
 * Several processes may call it at once: one builds, the others wait. Throws BuildError.
 * @param {readonly string[]} names @param {{ force?: boolean }} [options]
 */
export async function build(names = Object.keys(parts), { force = false } = {}) {
  if (!hasSources() || !(force || names.some(isStale))) return;
  const waiting = (owner) => say(`waiting for another build (process ${owner}) …`);
  await withLock(join(root, 'out', '.building'), waiting, async () => {
    for (const name of names) if (force || isStale(name)) await buildPart(name);
  });
}

async function buildPart(name) {
  const { title, command, env } = parts[name];
  // Taken before: what changes while it builds makes it stale.
  const stamp = fingerprint(name);
  const start = performance.now();
  say(`building ${title} …`);
  const { code } = await runNode(command, { stdio: ['ignore', 2, 2], env });
  if (code !== 0) throw new BuildError(`building ${title} failed`);
  writeStamp(name, stamp);
  say(`built ${title} in ${seconds(start)}`);
}

const say = (text) => process.stderr.write(`${text}\n`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => !(name in parts));
  if (unknown !== undefined) {
    say(`no part "${unknown}": there are ${Object.keys(parts).join(', ')}`);
    process.exit(2);
  }
  try {
    await build(names.length === 0 ? undefined : names, { force: args.includes('--force') });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    say(error.message);
    process.exit(1);
  }
}
