#!/usr/bin/env node
// The terminal shell of a checkout: builds what the command needs when it is stale, then runs it. Building talks on stderr only.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, BuildError } from './build.mjs';
import { root } from './lib/root.mjs';

const [command] = process.argv.slice(2);
/** Without a word here a command needs no more than the terminal's own part. */
const needs = { serve: ['services', 'node', 'renderer'], lab: ['services', 'node'], lessons: ['services', 'node'] };

if (command === undefined || ['--no-open', '--port', '--browser'].includes(command)) {
  await import('./start.mjs');
} else {
  try {
    await build(needs[command] ?? ['node']);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
  await import(pathToFileURL(join(root, 'out', 'node', 'cli.js')).href);
}
